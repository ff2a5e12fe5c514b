package dev.ziggurat.os.segments;

import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.os.proc.MemoryCounts;

/** What segmentation says of memory and swap, in pages of 4 KiB, rounded down. */
final class SegmentNumbers implements MemoryCounts {
    private static final long PAGE = PAGE_KIB << 10;
    private static final int KIB = 10;

    private final Segmentation memory;
    private final SegmentSpaces spaces;

    SegmentNumbers(Segmentation memory, SegmentSpaces spaces) {
        this.memory = memory;
        this.spaces = spaces;
    }

    @Override
    public long totalPages() {
        return memory.holes.size() / PAGE + tablePages();
    }

    @Override
    public long freePages() {
        return memory.holes.free() / PAGE;
    }

    @Override
    public long tablePages() {
        return spaces.living() * SegmentTable.BYTES / PAGE;
    }

    @Override
    public long anonymousPages() {
        return memory.counts.resident() / PAGE;
    }

    @Override
    public long swapCachedPages() {
        return 0;
    }

    @Override
    public long swapSlots() {
        SegmentSwap swap = memory.swap;
        return swap == null ? 0 : swap.total() / PAGE;
    }

    @Override
    public long freeSwapSlots() {
        SegmentSwap swap = memory.swap;
        return swap == null ? 0 : swap.free() / PAGE;
    }

    @Override
    public long pagesWrittenBack() {
        return memory.counts.writingBytes() / PAGE;
    }

    @Override
    public long committedKib() {
        return spaces.bytes() >>> KIB;
    }

    @Override
    public long swapIns() {
        return memory.counts.bytesIn() / PAGE;
    }

    @Override
    public long swapOuts() {
        return memory.counts.bytesOut() / PAGE;
    }

    @Override
    public long readKib() {
        return memory.counts.bytesIn() >>> KIB;
    }

    @Override
    public long writtenKib() {
        return memory.counts.bytesOut() >>> KIB;
    }

    @Override
    public long pagesGiven() {
        return memory.counts.bytesTaken() / PAGE;
    }

    @Override
    public long pagesReturned() {
        return memory.counts.bytesReturned() / PAGE;
    }

    @Override
    public long faults() {
        return memory.counts.allFaults();
    }

    @Override
    public long majorFaults() {
        return memory.counts.majorFaults();
    }

    @Override
    public long externalFragmentation() {
        return memory.holes.fragmentation();
    }
}
