package dev.ziggurat.storage.flash;

import org.jspecify.annotations.Nullable;

/** A long sequence of numbers, 0 until they are set, that takes memory in pages when they are first set. */
final class SparseLongs {
    /** Bits of an index within a page: few, or a random access here and there would take a large page each. */
    private static final int BITS = 6;

    private static final int SIZE = 1 << BITS;
    private static final int MIDDLE_BITS = 9;
    private static final int MIDDLE_SIZE = 1 << MIDDLE_BITS;
    private static final int TOP = BITS + MIDDLE_BITS;

    private final long[] @Nullable [] @Nullable [] pages;

    SparseLongs(long size) {
        pages = new long[(int) ((size >>> TOP) + 1)][][];
    }

    long at(long index) {
        long @Nullable [] @Nullable [] middle = pages[(int) (index >>> TOP)];
        long[] page = middle == null ? null : middle[(int) (index >>> BITS) & (MIDDLE_SIZE - 1)];
        return page == null ? 0 : page[(int) index & (SIZE - 1)];
    }

    void set(long index, long value) {
        int top = (int) (index >>> TOP);
        long @Nullable [] @Nullable [] middle = pages[top];
        if (middle == null) {
            middle = new long[MIDDLE_SIZE][];
            pages[top] = middle;
        }
        int slot = (int) (index >>> BITS) & (MIDDLE_SIZE - 1);
        long[] page = middle[slot];
        if (page == null) {
            page = new long[SIZE];
            middle[slot] = page;
        }
        page[(int) index & (SIZE - 1)] = value;
    }
}
