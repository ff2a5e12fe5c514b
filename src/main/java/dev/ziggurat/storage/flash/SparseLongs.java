package dev.ziggurat.storage.flash;

import org.jspecify.annotations.Nullable;

/** A long sequence of numbers, 0 until they are set, that takes memory in pages when they are first set. */
final class SparseLongs {
    private static final int BITS = 9;
    private static final int SIZE = 1 << BITS;
    private static final int MASK = SIZE - 1;

    private final long[] @Nullable [] @Nullable [] pages;

    SparseLongs(long size) {
        pages = new long[(int) ((size >>> (2 * BITS)) + 1)][][];
    }

    long at(long index) {
        long @Nullable [] @Nullable [] middle = pages[(int) (index >>> (2 * BITS))];
        long[] page = middle == null ? null : middle[(int) (index >>> BITS) & MASK];
        return page == null ? 0 : page[(int) index & MASK];
    }

    void set(long index, long value) {
        int top = (int) (index >>> (2 * BITS));
        long @Nullable [] @Nullable [] middle = pages[top];
        if (middle == null) {
            middle = new long[SIZE][];
            pages[top] = middle;
        }
        int slot = (int) (index >>> BITS) & MASK;
        long[] page = middle[slot];
        if (page == null) {
            page = new long[SIZE];
            middle[slot] = page;
        }
        page[(int) index & MASK] = value;
    }
}
