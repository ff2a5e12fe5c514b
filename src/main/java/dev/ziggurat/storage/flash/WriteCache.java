package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockRequest;
import java.util.Arrays;

/**
 * DRAM that acknowledges writes, page by page. A page that comes in is written to the flash at once; one that is written again before that is done
 * is hot, and stays until it is the least recently used. What is on its way to the flash is bounded by a page a plane: a write that would go beyond
 * waits (as in MQSim, Tavakkol et al., FAST 2018).
 *
 * <p>Charged here: each transfer in or out, one after another. Not modelled: other users of this DRAM, and what a loss of power would cost.
 */
final class WriteCache {
    private final long access;
    private final long byteTime;
    private final long mostBacklog;
    private final LruTable pages;

    // A slot: which sectors it holds, and whether they were changed since they were sent to the flash.
    private long[] sectors;
    private boolean[] dirty;

    private long busyUntil;

    /** Sectors on their way to the flash. */
    private long backlog;

    /** The page that had to go for the last write, {@link MappingCache#NONE} if none, and its sectors. */
    long evicted;

    long evictedSectors;

    WriteCache(WriteCacheSpec spec, FlashGeometry geometry) {
        access = spec.access().amount();
        byteTime = spec.byteTime().amount();
        mostBacklog = (long) geometry.totalPlanes() * geometry.sectors();
        pages = new LruTable(
                Math.toIntExact(spec.size().bytes() / geometry.page().bytes()));
        sectors = new long[pages.slots()];
        dirty = new boolean[pages.slots()];
    }

    /** Whether it holds some sectors of a page. */
    boolean holds(long page, long wanted) {
        int slot = pages.find(page);
        return slot != LruTable.NONE && (wanted & ~sectors[slot]) == 0;
    }

    /** Whether the flash keeps up, so that a write may come in. */
    boolean takes() {
        return backlog < mostBacklog;
    }

    /** Takes a write; returns whether the page is to be sent to the flash. {@link #evicted} says what else is. */
    boolean write(long page, long written) {
        evicted = MappingCache.NONE;
        int slot = pages.find(page);
        if (slot != LruTable.NONE) {
            sectors[slot] |= written;
            dirty[slot] = true;
            pages.touch(slot);
            return false;
        }
        if (pages.full()) {
            evict();
        }
        slot = pages.add(page);
        if (sectors.length < pages.slots()) {
            sectors = Arrays.copyOf(sectors, pages.slots());
            dirty = Arrays.copyOf(dirty, pages.slots());
        }
        sectors[slot] = written;
        dirty[slot] = false;
        sent(written);
        return true;
    }

    private void evict() {
        int oldest = pages.oldest();
        if (dirty[oldest]) {
            evicted = pages.key(oldest);
            evictedSectors = sectors[oldest];
            sent(evictedSectors);
        }
        pages.remove(oldest);
    }

    private void sent(long mask) {
        backlog += Long.bitCount(mask);
    }

    /** A page with these sectors has come to the flash. */
    void written(long page, long mask) {
        backlog -= Long.bitCount(mask);
        int slot = pages.find(page);
        if (slot != LruTable.NONE && !dirty[slot]) {
            pages.remove(slot);
        }
    }

    /** Transfers sectors in or out; returns when that is over. */
    long transfer(long mask, long now) {
        long bytes = (long) Long.bitCount(mask) * BlockRequest.SECTOR;
        busyUntil = Math.max(now, busyUntil) + access + bytes * byteTime;
        return busyUntil;
    }
}
