package dev.ziggurat.workload;

import dev.ziggurat.memory.Reference;

/** Matrix multiplication in the order ijk: a row of A by a column of B, then one store, which depends on the last load. */
final class RowByColumn extends Generator {
    private final long n;
    private final long element;
    private final long row;
    private final long b;
    private final long c;

    private long i;
    private long j;
    private long k;

    /** Whether the next reference is the one to B of a pair. */
    private boolean pair;

    RowByColumn(MatrixMultiply.Spec spec) {
        super(3 * spec.matrix(), spec.access(), spec.gap());
        n = spec.n();
        element = spec.access().bytes();
        row = spec.pitch() * element;
        b = CommonKeys.BASE + spec.matrix();
        c = b + spec.matrix();
    }

    @Override
    public void skipTo(long at) {
        long cell = 2 * n + 1;
        long cells = Math.min(at / cell, n * n);
        i = cells / n;
        j = cells % n;
        long within = i == n ? 0 : at % cell;
        k = within / 2;
        pair = within % 2 != 0;
    }

    @Override
    boolean ends() {
        return true;
    }

    @Override
    public void next(Reference into) {
        if (i == n) {
            into.exit();
        } else if (k == n) {
            emit(into, Reference.Kind.STORE, c + i * row + j * element);
            into.dependsOn = 1;
            endCell();
        } else if (pair) {
            emit(into, Reference.Kind.LOAD, b + k * row + j * element);
            pair = false;
            k++;
        } else {
            emit(into, Reference.Kind.LOAD, CommonKeys.BASE + i * row + k * element);
            pair = true;
        }
    }

    private void endCell() {
        k = 0;
        j++;
        if (j == n) {
            j = 0;
            i++;
        }
    }
}
