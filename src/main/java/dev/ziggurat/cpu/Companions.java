package dev.ziggurat.cpu;

import java.util.Arrays;

/**
 * The loads that wait for the same fill as a load that was sent as a request, and came after it: they have no requests of their own. Each is
 * served when that one is, or at the end of its own look-up if that is later.
 */
final class Companions {
    /** By order of arrival, the ranks; {@link InFlight#NONE} if it was squashed. */
    private long[] ranks = new long[8];

    private int count;

    /** How many of them, and of the one that was sent, are still to be booked. */
    private int users;

    /** A load is sent, and nobody waits with it. */
    void begin() {
        count = 0;
        users = 1;
    }

    void add(long rank) {
        if (count == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * count);
        }
        ranks[count++] = rank;
        users++;
    }

    int count() {
        return count;
    }

    /** Returns the rank of one of them in the window, {@link InFlight#NONE} if it was squashed. */
    long rank(int companion) {
        return ranks[companion];
    }

    /** One of them is squashed before its answer has come. */
    void squash(long rank) {
        for (int i = 0; i < count; i++) {
            if (ranks[i] == rank) {
                ranks[i] = InFlight.NONE;
            }
        }
    }

    /** One load is booked, or has been squashed and its answer has come; returns whether it was the last. */
    boolean leave() {
        users--;
        return users == 0;
    }
}
