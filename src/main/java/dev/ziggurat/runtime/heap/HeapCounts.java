package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.stats.Section;

/** What an allocator has given out, for statistics: no allocator decides by it. */
final class HeapCounts {
    /** By block: how many bytes were asked for, and how many it takes of the heap; 0 if it is not given out. */
    private final WordStore asked = new WordStore();

    private final WordStore taken = new WordStore();

    private long allocations;
    private long failures;
    private long frees;
    private long bytesAllocated;
    private long liveBytes;
    private long liveTaken;
    private long peakLiveBytes;

    /** A block is given out. */
    void allocated(long block, long bytes, long all) {
        allocations++;
        bytesAllocated += bytes;
        liveBytes += bytes;
        liveTaken += all;
        peakLiveBytes = Math.max(peakLiveBytes, liveBytes);
        asked.write(block, bytes);
        taken.write(block, all);
    }

    /** There was no memory for a block. */
    void failed() {
        failures++;
    }

    /** A block is given back. */
    void freed(long block) {
        frees++;
        liveBytes -= asked.read(block);
        liveTaken -= taken.read(block);
        asked.write(block, 0);
        taken.write(block, 0);
    }

    /** Returns the bytes that live blocks take of the heap. */
    long liveTaken() {
        return liveTaken;
    }

    void describe(Section section) {
        section.counter("allocations", "blocks", "blocks given out", () -> allocations);
        section.counter("failures", "calls", "calls for a block for which there was no memory", () -> failures);
        section.counter("frees", "blocks", "blocks given back", () -> frees);
        section.counter("bytes_allocated", "B", "bytes asked for of the blocks given out", () -> bytesAllocated);
    }
}
