package dev.ziggurat.cpu;

import dev.ziggurat.os.proc.MemoryCounts;

/** A kernel's memory of which nobody asks. */
enum NoMemory implements MemoryCounts {
    COUNTS;

    @Override
    public long totalPages() {
        return 0;
    }

    @Override
    public long freePages() {
        return 0;
    }

    @Override
    public long tablePages() {
        return 0;
    }

    @Override
    public long anonymousPages() {
        return 0;
    }

    @Override
    public long swapCachedPages() {
        return 0;
    }

    @Override
    public long swapSlots() {
        return 0;
    }

    @Override
    public long freeSwapSlots() {
        return 0;
    }

    @Override
    public long pagesWrittenBack() {
        return 0;
    }

    @Override
    public long committedKib() {
        return 0;
    }

    @Override
    public long swapIns() {
        return 0;
    }

    @Override
    public long swapOuts() {
        return 0;
    }

    @Override
    public long readKib() {
        return 0;
    }

    @Override
    public long writtenKib() {
        return 0;
    }

    @Override
    public long pagesGiven() {
        return 0;
    }

    @Override
    public long pagesReturned() {
        return 0;
    }

    @Override
    public long faults() {
        return 0;
    }

    @Override
    public long majorFaults() {
        return 0;
    }
}
