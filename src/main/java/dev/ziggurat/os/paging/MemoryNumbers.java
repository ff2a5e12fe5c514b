package dev.ziggurat.os.paging;

import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.proc.SystemStat;
import dev.ziggurat.os.proc.VmCount;

/** The numbers behind {@code /proc/meminfo}, {@code /proc/vmstat} and the counts of {@code /proc/stat}, now. */
public final class MemoryNumbers {
    private static final int KIB = 10;
    private static final int PAGE_KIB = 4;

    /** Of memory, what may be asked for beside all of swap (vm.overcommit_ratio of Linux), in per cent. */
    private static final int OVERCOMMIT = 50;

    private final Paging paging;

    MemoryNumbers(Paging paging) {
        this.paging = paging;
    }

    /** Returns an amount in KiB. There are no files: what tells of them is 0, and what is free is what is available. */
    public long of(MemInfo line) {
        UserFrames frames = paging.frames;
        Swap swap = paging.swap;
        return switch (line) {
            case MEM_TOTAL -> PAGE_KIB * pages();
            case MEM_FREE, MEM_AVAILABLE -> PAGE_KIB * free();
            case SWAP_CACHED -> swap == null ? 0 : PAGE_KIB * swap.cached();
            case ACTIVE, ANON_PAGES -> PAGE_KIB * frames.resident();
            case SWAP_TOTAL -> swap == null ? 0 : PAGE_KIB * swap.total();
            case SWAP_FREE -> swap == null ? 0 : PAGE_KIB * swap.free();
            case WRITEBACK -> PAGE_KIB * paging.swapCounts.outsUnderWay();
            case PAGE_TABLES -> PAGE_KIB * paging.pages.used();
            case COMMIT_LIMIT -> PAGE_KIB * (pages() * OVERCOMMIT / 100 + (swap == null ? 0 : swap.total()));
            case COMMITTED_AS -> frames.committed() >>> KIB;
            default -> 0;
        };
    }

    private long pages() {
        return paging.frames.total() + paging.pages.total();
    }

    private long free() {
        return paging.frames.free() + paging.pages.free();
    }

    /** Returns a count. Pages of the kernel's own range are not among those given out. */
    public long of(VmCount line) {
        PagingCounts counts = paging.counts;
        SwapCounts swap = paging.swapCounts;
        return switch (line) {
            case NR_FREE_PAGES -> free();
            case PGPGIN -> PAGE_KIB * swap.ins();
            case PGPGOUT -> PAGE_KIB * swap.outs();
            case PSWPIN -> swap.ins();
            case PSWPOUT -> swap.outs();
            case PGALLOC_NORMAL -> paging.frames.given();
            case PGFREE -> paging.frames.returned();
            case PGFAULT -> counts.minorFaults() + counts.majorFaults() + counts.faults(FaultKind.VIOLATION);
            case PGMAJFAULT -> counts.majorFaults();
        };
    }

    /** Returns a count. The machine was started at the beginning of 1970. */
    public long of(SystemStat.Count line) {
        Kernel kernel = paging.kernel;
        return switch (line) {
            case INTR -> kernel.interrupts();
            case CTXT -> kernel.contextSwitches();
            case BTIME -> 0;
            case PROCESSES -> kernel.threads();
            case PROCS_RUNNING -> kernel.threadsRunning();
            case PROCS_BLOCKED -> kernel.threadsOnDevices();
        };
    }
}
