package dev.ziggurat.workload.trace;

/** How many different numbers were added, exactly up to a limit, in memory that grows with their number up to that limit only. */
final class AddressSet {
    private static final int LIMIT = 1 << 22;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** Open addressing; 0 marks an empty place, so numbers are kept plus one. */
    private long[] places = new long[1 << 10];

    private int size;
    private boolean full;

    /** Adds a number from 0 to 2<sup>63</sup> - 1. */
    void add(long number) {
        if (full) {
            return;
        }
        int mask = places.length - 1;
        long key = number + 1;
        int place = (int) ((key * GOLDEN) >>> 32) & mask;
        while (places[place] != 0) {
            if (places[place] == key) {
                return;
            }
            place = (place + 1) & mask;
        }
        places[place] = key;
        size++;
        if (size == LIMIT) {
            full = true;
        } else if (size * 2 > places.length) {
            grow();
        }
    }

    private void grow() {
        long[] old = places;
        places = new long[old.length * 2];
        size = 0;
        for (long key : old) {
            if (key != 0) {
                add(key - 1);
            }
        }
    }

    /** Returns how many different numbers there are, at least. */
    long size() {
        return size;
    }

    /** Whether {@link #size} is exact. */
    boolean exact() {
        return !full;
    }
}
