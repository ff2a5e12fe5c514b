package dev.ziggurat.runtime.heap;

import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Section;
import java.util.function.LongSupplier;

/**
 * What an allocator has given out and what is left, for statistics: no allocator decides by it. An allocator tells of bytes that change hands in the
 * step in which they do, so that at every instant what is taken, free, kept in stock and spent on metadata is what the heap has.
 */
final class HeapCounts {
    private static final long PERMILLE = 1000;

    private final LongSupplier now;
    private final LongSupplier resident;
    private final BlockMap blocks = new BlockMap();
    final Holes holes = new Holes();

    private long allocations;
    private long failures;
    private long frees;
    private long crossThreadFrees;
    private long invalidFrees;
    private long bytesAllocated;
    private long splits;
    private long merges;

    // Bytes of the heap: asked for by whoever has them; taken for them; in stock for sizes or threads; metadata; in
    // all.
    private long live;
    private long taken;
    private long stocked;
    private long metadata;
    private long all;

    private final Level liveBytes = new Level();
    private final Level takenBytes = new Level();
    private final Level stockedBytes = new Level();
    private final Level freeBytes = new Level();
    private final Level holeCount = new Level();
    private final Level largestFree = new Level();
    private final Level heapBytes = new Level();
    private final Level internal = new Level();
    private final Level external = new Level();
    private final Level blowUp = new Level();

    HeapCounts(HeapSite site) {
        now = site.now();
        resident = site.resident();
    }

    /** The heap has so many bytes more, or less. */
    void grown(long bytes) {
        all += bytes;
    }

    /** So many bytes more of the heap are metadata. */
    void spent(long bytes) {
        metadata += bytes;
    }

    /** So many bytes more, or less, are taken for blocks. */
    void take(long bytes) {
        taken += bytes;
    }

    /** So many bytes more, or less, are in stock: no hole, but free for blocks of one size, or one thread. */
    void stock(long bytes) {
        stocked += bytes;
    }

    /** A hole was split. */
    void split() {
        splits++;
    }

    /** Two holes were joined. */
    void merged() {
        merges++;
    }

    /** A block is given out. */
    void allocated(long block, long bytes, int thread) {
        blocks.add(block, bytes, thread);
        allocations++;
        bytesAllocated += bytes;
        live += bytes;
        settle();
    }

    /** There was no memory for a block. */
    void failed() {
        failures++;
    }

    /** A block is given back; returns false, and nothing has changed but the count, if it is not given out. */
    boolean freed(long block, int thread) {
        int place = blocks.find(block);
        if (place == BlockMap.NONE) {
            invalidFrees++;
            return false;
        }
        frees++;
        crossThreadFrees += blocks.owner(place) == thread ? 0 : 1;
        live -= blocks.asked(place);
        blocks.remove(place);
        return true;
    }

    /** Whether a block is given out. */
    boolean live(long block) {
        return blocks.find(block) != BlockMap.NONE;
    }

    /** Returns the bytes asked for of a block, 0 if it is not given out. */
    long asked(long block) {
        int place = blocks.find(block);
        return place == BlockMap.NONE ? 0 : blocks.asked(place);
    }

    /** A call is over: its levels hold from now on. */
    void settle() {
        long time = now.getAsLong();
        liveBytes.set(live, time);
        takenBytes.set(taken, time);
        stockedBytes.set(stocked, time);
        freeBytes.set(holes.bytes(), time);
        holeCount.set(holes.count(), time);
        largestFree.set(holes.largest(), time);
        heapBytes.set(all, time);
        blowUp.set(live == 0 ? 0 : PERMILLE * resident.getAsLong() / live, time);
        internal.set(taken == 0 ? 0 : PERMILLE * (taken - live) / taken, time);
        external.set(holes.bytes() == 0 ? 0 : PERMILLE * (holes.bytes() - holes.largest()) / holes.bytes(), time);
    }

    /** Returns what a figure of {@link HeapFigure} is now. */
    long figure(HeapFigure which, long argument) {
        return switch (which) {
            case HOLES -> holes.count();
            case FREE -> holes.bytes();
            case LARGEST -> holes.largest();
            case LIVE -> live;
            case TAKEN -> taken;
            case HEAP -> all;
            case SPLITS -> splits;
            case MERGES -> merges;
            case HOLES_OF -> holes.countOf(argument);
            case UNUSABLE ->
                holes.bytes() == 0 ? PERMILLE : PERMILLE * (holes.bytes() - holes.bytesFrom(argument)) / holes.bytes();
        };
    }

    void describe(Section section) {
        section.counter("allocations", "blocks", "blocks given out", () -> allocations);
        section.counter("failures", "calls", "calls for a block for which there was no memory", () -> failures);
        section.counter("frees", "blocks", "blocks given back", () -> frees);
        section.counter(
                "cross_thread_frees",
                "blocks",
                "blocks given back by another thread than the one that they were given to",
                () -> crossThreadFrees);
        section.counter(
                "invalid_frees",
                "calls",
                "calls of free for what is no live block: nothing happens",
                () -> invalidFrees);
        section.counter("bytes_allocated", "B", "bytes asked for of the blocks given out", () -> bytesAllocated);
        section.counter("splits", "holes", "holes of which a part was taken", () -> splits);
        section.counter("merges", "holes", "holes that were joined to a neighbour", () -> merges);
        describeLevels(section);
        section.law(
                "taken + free + in stock + metadata = heap",
                () -> taken + holes.bytes() + stocked + metadata,
                () -> all);
    }

    private void describeLevels(Section section) {
        section.level("live_bytes", "B", "bytes asked for of the blocks that are given out", liveBytes);
        section.level(
                "taken_bytes",
                "B",
                "bytes of the heap that those blocks take, headers and rounding included",
                takenBytes);
        section.level(
                "stocked_bytes", "B", "free bytes that only blocks of one size, or one thread, can have", stockedBytes);
        section.level("free_bytes", "B", "bytes in holes", freeBytes);
        section.level("holes", "holes", "free stretches", holeCount);
        section.level("largest_free", "B", "bytes of the largest hole", largestFree);
        section.level("heap_bytes", "B", "bytes that the heap has, from the system or from its start", heapBytes);
        section.level(
                "internal_fragmentation_permille",
                "permille",
                "of what is taken, the part that nobody asked for: (taken - live) / taken, rounded down",
                internal);
        section.level(
                "external_fragmentation_permille",
                "permille",
                "of what is free, the part outside the largest hole: 1 - largest / free, rounded down",
                external);
        section.level(
                "blow_up_permille",
                "permille",
                "bytes of the process that are in memory, for 1000 that are live, rounded down; 0 without an operating system",
                blowUp);
    }
}
