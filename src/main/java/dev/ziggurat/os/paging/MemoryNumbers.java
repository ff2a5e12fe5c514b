package dev.ziggurat.os.paging;

import dev.ziggurat.os.proc.MemoryCounts;

/** What paging says of memory and swap. A page of 2 MiB counts as those that it covers. */
final class MemoryNumbers implements MemoryCounts {
    private static final int KIB = 10;

    private final Paging paging;

    MemoryNumbers(Paging paging) {
        this.paging = paging;
    }

    @Override
    public long totalPages() {
        return paging.frames.total() + paging.pages.used();
    }

    @Override
    public long freePages() {
        return paging.frames.free();
    }

    @Override
    public long tablePages() {
        return paging.pages.used();
    }

    @Override
    public long anonymousPages() {
        return paging.frames.resident();
    }

    @Override
    public long swapCachedPages() {
        Swap swap = paging.swap;
        return swap == null ? 0 : swap.cached();
    }

    @Override
    public long swapSlots() {
        Swap swap = paging.swap;
        return swap == null ? 0 : swap.total();
    }

    @Override
    public long freeSwapSlots() {
        Swap swap = paging.swap;
        return swap == null ? 0 : swap.free();
    }

    @Override
    public long pagesWrittenBack() {
        return paging.swapCounts.outsUnderWay();
    }

    @Override
    public long committedKib() {
        return paging.frames.committed() >>> KIB;
    }

    @Override
    public long swapIns() {
        return paging.swapCounts.ins();
    }

    @Override
    public long swapOuts() {
        return paging.swapCounts.outs();
    }

    @Override
    public long readKib() {
        return PAGE_KIB * swapIns();
    }

    @Override
    public long writtenKib() {
        return PAGE_KIB * swapOuts();
    }

    @Override
    public long pagesGiven() {
        return paging.frames.given();
    }

    @Override
    public long pagesReturned() {
        return paging.frames.returned();
    }

    @Override
    public long faults() {
        PagingCounts counts = paging.counts;
        return counts.minorFaults() + counts.majorFaults() + counts.faults(FaultKind.VIOLATION);
    }

    @Override
    public long majorFaults() {
        return paging.counts.majorFaults();
    }
}
