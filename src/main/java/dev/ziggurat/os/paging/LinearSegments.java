package dev.ziggurat.os.paging;

import dev.ziggurat.mmu.SegmentTable;

/**
 * The segments of a process over its pages: their table in simulated memory, and what the kernel knows beside. A segment is an area of the linear
 * addresses that the page table translates; its rights are in its descriptor alone.
 */
final class LinearSegments {
    /** No segment has this number. */
    static final int NONE = 0;

    final SegmentTable table;

    private final int offsetBits;

    // By number: where it begins, its limit (0: there is none) and its rights.
    private final long[] bases = new long[SegmentTable.ENTRIES];
    private final long[] limits = new long[SegmentTable.ENTRIES];
    private final int[] rights = new int[SegmentTable.ENTRIES];

    LinearSegments(SegmentTable table, int offsetBits) {
        this.table = table;
        this.offsetBits = offsetBits;
    }

    /** Returns the lowest number that is free, {@link #NONE} if none is. */
    int freeNumber() {
        for (int number = 1; number < limits.length; number++) {
            if (limits[number] == 0) {
                return number;
            }
        }
        return NONE;
    }

    /** Makes a segment, or changes one; returns the address of its descriptor. */
    long set(int number, long base, long bytes, int allowed) {
        bases[number] = base;
        limits[number] = bytes;
        rights[number] = allowed;
        return table.set(number, base, bytes, allowed);
    }

    /** Gives a segment another limit; returns the address of its descriptor. */
    long resize(int number, long bytes) {
        return set(number, bases[number], bytes, rights[number]);
    }

    /** Takes a segment away; returns the address of its descriptor. */
    long remove(int number) {
        limits[number] = 0;
        return table.clear(number);
    }

    /** Returns the segment of an address that is its first, {@link #NONE} if there is none. */
    int at(long virtual) {
        long number = virtual >>> offsetBits;
        boolean first = (virtual & ((1L << offsetBits) - 1)) == 0;
        return first && number > 0 && number < limits.length && limits[(int) number] > 0 ? (int) number : NONE;
    }

    /** Whether a segment can have so many bytes. */
    boolean allows(long bytes) {
        return bytes >= 1 && bytes <= 1L << offsetBits;
    }

    long base(int number) {
        return bases[number];
    }

    long limit(int number) {
        return limits[number];
    }

    /** Returns the address of a segment's first byte. */
    long address(int number) {
        return (long) number << offsetBits;
    }
}
