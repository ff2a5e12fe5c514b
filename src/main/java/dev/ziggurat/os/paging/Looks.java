package dev.ziggurat.os.paging;

import java.util.Arrays;

/** The entries at which the kernel has looked for a victim, in order, until its program has made the loads and stores of that. */
final class Looks {
    private static final int CLEARED = 1;

    /** The entry's physical address, a multiple of 8, + 1 if its accessed bit was cleared; and beside it whose page that is. */
    private long[] looks = new long[64];

    private int next;
    private int count;

    void begin() {
        next = 0;
        count = 0;
    }

    void add(long entry, boolean cleared, long owner) {
        if (2 * count == looks.length) {
            looks = Arrays.copyOf(looks, 4 * count);
        }
        looks[2 * count] = entry + (cleared ? CLEARED : 0);
        looks[2 * count + 1] = owner;
        count++;
    }

    /** Goes to the next one; false if there is none. */
    boolean advance() {
        return next++ < count;
    }

    long entry() {
        return looks[2 * next - 2] & ~CLEARED;
    }

    boolean cleared() {
        return (looks[2 * next - 2] & CLEARED) != 0;
    }

    long owner() {
        return looks[2 * next - 1];
    }
}
