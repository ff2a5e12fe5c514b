package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Statistics;

/** A heap whose large blocks are mapped each for itself (M_MMAP_THRESHOLD of mallopt(3)); {@code free} tells them by their addresses. */
public final class LargeBlocks {
    private final Heap heap;
    private final HeapCounts counts;
    private final long threshold;
    private final long page;
    private int threads;

    /**
     * Puts itself before a heap.
     *
     * @param threshold the bytes from which on a block is mapped
     */
    public LargeBlocks(Heap heap, HeapSite site, long threshold) {
        this.heap = heap;
        this.threshold = threshold;
        counts = new HeapCounts(site);
        page = site.page();
    }

    /** Returns what a thread uses instead of the heap. */
    public HeapThread attach(RuntimeThread thread, HeapThread small) {
        return new Use(small, new HeapUse(thread, threads++, counts, new MappedBlocks(counts, page), null));
    }

    /** Describes the mapped blocks under {@code process.NAME.mapped}. */
    public void describe(Statistics statistics, String process) {
        counts.describe(statistics.section("process." + process + ".mapped"));
    }

    private final class Use implements HeapThread {
        private final HeapThread small;
        private final HeapThread large;

        Use(HeapThread small, HeapThread large) {
            this.small = small;
            this.large = large;
        }

        @Override
        public void allocate(long bytes, long alignment) {
            (bytes >= threshold ? large : small).allocate(bytes, alignment);
        }

        @Override
        public void reserve(long address, long bytes) {
            small.reserve(address, bytes);
        }

        @Override
        public void free(long address) {
            (heap.reaches(address) || address == NONE ? small : large).free(address);
        }

        @Override
        public void usable(long address) {
            (heap.reaches(address) ? small : large).usable(address);
        }

        @Override
        public boolean owns(long address) {
            return small.owns(address) || large.owns(address);
        }
    }
}
