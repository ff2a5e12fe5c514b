package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;

/** The load queue: one entry a load from dispatch to retirement, with the requests of its two parts. */
final class LoadQueue {
    private final Parts[] parts;
    private final long[] ranks;

    /** The free entries, a stack. */
    private final int[] free;

    private int freeCount;

    LoadQueue(Engine engine, FirstLevel level, int entries, Parts.Owner owner, int splitCause) {
        parts = new Parts[entries];
        ranks = new long[entries];
        free = new int[entries];
        for (int i = 0; i < entries; i++) {
            parts[i] = new Parts(engine, level, i, owner, splitCause);
            free[i] = entries - 1 - i;
        }
        freeCount = entries;
    }

    boolean hasRoom() {
        return freeCount > 0;
    }

    /** Takes a free entry for the load of a rank. */
    int take(long rank) {
        int entry = free[--freeCount];
        ranks[entry] = rank;
        return entry;
    }

    void release(int entry) {
        free[freeCount++] = entry;
    }

    Parts parts(int entry) {
        return parts[entry];
    }

    /** Returns the rank of the load that holds an entry. */
    long rank(int entry) {
        return ranks[entry];
    }
}
