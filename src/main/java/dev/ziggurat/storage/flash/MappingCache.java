package dev.ziggurat.storage.flash;

import java.util.Arrays;

/**
 * The part of the map that is in DRAM: single entries, the least recently used makes room (Gupta, Kim and Urgaonkar, "DFTL", ASPLOS 2009). An entry
 * that a write has changed is dirty and must be written back to its page of the map.
 */
final class MappingCache {
    /** No page. */
    static final long NONE = -1;

    private final LruTable entries;
    private boolean[] dirty;

    MappingCache(int capacity) {
        entries = new LruTable(capacity);
        dirty = new boolean[entries.slots()];
    }

    /** Looks a logical page up, to write it or not; returns whether it is there. */
    boolean look(long page, Use use) {
        int slot = entries.find(page);
        if (slot == LruTable.NONE) {
            return false;
        }
        entries.touch(slot);
        dirty[slot] |= use == Use.WRITE;
        return true;
    }

    /** What an entry is wanted for. */
    enum Use {
        READ,
        WRITE
    }

    /** Brings an entry in, if it is not there; returns the page whose dirty entry had to go, {@link #NONE} if there was none. */
    long bring(long page) {
        if (entries.find(page) != LruTable.NONE) {
            return NONE;
        }
        long gone = NONE;
        if (entries.full()) {
            int oldest = entries.oldest();
            gone = dirty[oldest] ? entries.key(oldest) : NONE;
            entries.remove(oldest);
        }
        int slot = entries.add(page);
        if (dirty.length < entries.slots()) {
            dirty = Arrays.copyOf(dirty, entries.slots());
        }
        dirty[slot] = false;
        return gone;
    }
}
