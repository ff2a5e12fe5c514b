package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * C = A B of square matrices, rows one behind the other, A, B and C in this order, computed once: the references of the inner loops; scalars
 * stay in registers.
 */
public final class MatrixMultiply {
    private static final long LARGEST = 1 << 20;

    private MatrixMultiply() {}

    /** The order of the loops. */
    public enum Order {
        /** {@code c = 0; for k: c += A[i][k] * B[k][j]; C[i][j] = c}. */
        IJK,
        /** {@code a = A[i][k]; for j: C[i][j] += a * B[k][j]}. */
        IKJ,
        /** As {@link #IKJ} inside tiles, these in the order i, k, j. */
        BLOCKED
    }

    /**
     * {@code kind: matrix-multiply}.
     *
     * @param order ijk, ikj or blocked
     * @param n the rows and columns, 1 to 1048576
     * @param tile the rows and columns of a tile, default 32; only with {@code blocked}; those at the edge may be smaller
     * @param pitch the elements from one row to the next (the leading dimension), default n
     * @param access the bytes of an element, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(Order order, int n, @Nullable Integer tile, Integer pitch, ByteSize access, Count gap)
            implements ProgramSpec {
        public Spec {
            SpecException.requirePresent("order", order, "blocked");
            SpecException.requireRange("n", n, 1, LARGEST);
            if (tile != null && order != Order.BLOCKED) {
                throw new SpecException("tile", "only 'order: blocked' has tiles");
            }
            if (order == Order.BLOCKED) {
                tile = tile == null ? Math.min(32, n) : tile;
                SpecException.requireRange("tile", tile, 1, n);
            }
            pitch = pitch == null ? n : pitch;
            SpecException.requireRange("pitch", pitch, n, LARGEST);
            access = CommonKeys.access(access);
            gap = CommonKeys.gap(gap);
            CommonKeys.footprint(new ByteSize(3L * n * pitch * access.bytes()), access);
        }

        /** Returns the bytes of one matrix. */
        long matrix() {
            return (long) n * pitch * access.bytes();
        }

        @Override
        public Program create(RandomStream random) {
            return order == Order.IJK ? new RowByColumn(this) : new RowByRow(this);
        }

        @Override
        public boolean finite() {
            return true;
        }
    }
}
