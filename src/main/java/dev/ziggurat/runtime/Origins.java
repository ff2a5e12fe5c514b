package dev.ziggurat.runtime;

import java.util.Arrays;

/**
 * Where the values of a thread's locals come from: the {@link RuntimeThread#position} of the reference that loaded each, 0 of a value that needed no load. A load through a
 * local waits for that one, and for no other.
 */
public final class Origins {
    private long[] positions = new long[16];

    /** A local has a new value. */
    public void set(int local, long position) {
        if (local >= positions.length) {
            positions = Arrays.copyOf(positions, Math.max(local + 1, 2 * positions.length));
        }
        positions[local] = position;
    }

    /** Returns where the value of a local comes from. */
    public long of(int local) {
        return local < positions.length ? positions[local] : 0;
    }
}
