package dev.ziggurat.workload;

import dev.ziggurat.memory.Reference;

/**
 * Matrix multiplication in the order ikj, in tiles; one tile of n by n is the untiled order. An element of A is loaded, then for each j the
 * elements of B and C are loaded and C is stored, which depends on the load just before it.
 */
final class RowByRow extends Generator {
    private static final int LOAD_A = 0;
    private static final int LOAD_B = 1;
    private static final int LOAD_C = 2;
    private static final int STORE_C = 3;

    private final long n;
    private final long tile;
    private final long element;
    private final long row;
    private final long b;
    private final long c;

    /** The tile's first row, middle and column, and the ends of it (exclusive). */
    private long ii;

    private long kk;
    private long jj;
    private long iEnd;
    private long kEnd;
    private long jEnd;

    private long i;
    private long k;
    private long j;
    private int step;

    RowByRow(MatrixMultiply.Spec spec) {
        super(3 * spec.matrix(), spec.access(), spec.gap());
        n = spec.n();
        Integer side = spec.tile();
        tile = side == null ? n : side;
        element = spec.access().bytes();
        row = spec.pitch() * element;
        b = CommonKeys.BASE + spec.matrix();
        c = b + spec.matrix();
        enter(0, 0, 0);
    }

    /** Goes from tile to tile (their number, (n / tile)^3, is the cost), then directly to the place in one. */
    @Override
    public void skipTo(long at) {
        enter(0, 0, 0);
        long left = at;
        long references = tileReferences();
        while (ii < n && left >= references) {
            left -= references;
            nextTile();
            references = tileReferences();
        }
        if (ii == n) {
            return;
        }
        long line = 1 + 3 * (jEnd - jj);
        long lines = left / line;
        long within = left % line;
        i = ii + lines / (kEnd - kk);
        k = kk + lines % (kEnd - kk);
        j = within == 0 ? jj : jj + (within - 1) / 3;
        step = within == 0 ? LOAD_A : LOAD_B + (int) ((within - 1) % 3);
    }

    private long tileReferences() {
        return (iEnd - ii) * (kEnd - kk) * (1 + 3 * (jEnd - jj));
    }

    @Override
    boolean ends() {
        return true;
    }

    @Override
    public void next(Reference into) {
        switch (step) {
            case LOAD_A -> loadA(into);
            case LOAD_B -> {
                emit(into, Reference.Kind.LOAD, b + k * row + j * element);
                step = LOAD_C;
            }
            case LOAD_C -> {
                emit(into, Reference.Kind.LOAD, c + i * row + j * element);
                step = STORE_C;
            }
            default -> {
                emit(into, Reference.Kind.STORE, c + i * row + j * element);
                into.dependsOn = 1;
                endElement();
            }
        }
    }

    private void loadA(Reference into) {
        if (ii == n) {
            into.exit();
            return;
        }
        emit(into, Reference.Kind.LOAD, CommonKeys.BASE + i * row + k * element);
        step = LOAD_B;
    }

    private void endElement() {
        step = LOAD_B;
        j++;
        if (j < jEnd) {
            return;
        }
        step = LOAD_A;
        j = jj;
        k++;
        if (k < kEnd) {
            return;
        }
        k = kk;
        i++;
        if (i == iEnd) {
            nextTile();
        }
    }

    private void nextTile() {
        if (jEnd < n) {
            enter(ii, kk, jEnd);
        } else if (kEnd < n) {
            enter(ii, kEnd, 0);
        } else {
            enter(iEnd, 0, 0);
        }
    }

    private void enter(long row0, long middle0, long column0) {
        ii = row0;
        kk = middle0;
        jj = column0;
        iEnd = Math.min(n, ii + tile);
        kEnd = Math.min(n, kk + tile);
        jEnd = Math.min(n, jj + tile);
        i = ii;
        k = kk;
        j = jj;
        step = LOAD_A;
    }
}
