package dev.ziggurat.os;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.os.Thread.State;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.proc.MemoryCounts;
import dev.ziggurat.os.proc.ProcessStat;
import dev.ziggurat.os.proc.SystemStat;
import dev.ziggurat.os.proc.SystemStat.Count;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.os.proc.VmCount;
import java.util.ArrayList;
import java.util.List;

/**
 * What a kernel shows of itself. There are no files and no block cache, so that all pages of processes belong to no file; and nobody keeps lists of
 * pages used lately, so that all are shown as inactive: reclaim looks at every one. The threads have numbers from 1 on in the order of the workload,
 * as if they had been made one after the other; a process has that of its first thread.
 */
final class KernelView implements KernelFiles {
    /** Of memory, what may be asked for beside all of swap (vm.overcommit_ratio of Linux), in per cent. */
    private static final int OVERCOMMIT = 50;

    private final Kernel kernel;
    private final MemoryCounts memory;

    KernelView(Kernel kernel, MemoryCounts memory) {
        this.kernel = kernel;
        this.memory = memory;
    }

    @Override
    public long kib(MemInfo line) {
        if (line == MemInfo.COMMITTED_AS) {
            return memory.committedKib();
        }
        long pages = switch (line) {
            case MEM_TOTAL -> memory.totalPages();
            case MEM_FREE -> memory.freePages();
            case MEM_AVAILABLE -> memory.freePages() + memory.swapCachedPages();
            case SWAP_CACHED -> memory.swapCachedPages();
            case INACTIVE, ANON_PAGES -> memory.anonymousPages();
            case SWAP_TOTAL -> memory.swapSlots();
            case SWAP_FREE -> memory.freeSwapSlots();
            case WRITEBACK -> memory.pagesWrittenBack();
            case PAGE_TABLES -> memory.tablePages();
            case COMMIT_LIMIT -> memory.totalPages() * OVERCOMMIT / 100 + memory.swapSlots();
            default -> 0;
        };
        return pages * MemoryCounts.PAGE_KIB;
    }

    @Override
    public long count(VmCount line) {
        return switch (line) {
            case NR_FREE_PAGES -> memory.freePages();
            case PGPGIN -> memory.readKib();
            case PGPGOUT -> memory.writtenKib();
            case PSWPIN -> memory.swapIns();
            case PSWPOUT -> memory.swapOuts();
            case PGALLOC_NORMAL -> memory.pagesGiven();
            case PGFREE -> memory.pagesReturned();
            case PGFAULT -> memory.faults();
            case PGMAJFAULT -> memory.majorFaults();
        };
    }

    @Override
    public List<ProcessStat> processes(long time) {
        List<ProcessStat> living = new ArrayList<>();
        for (Process process : kernel.processes) {
            boolean begun = false;
            int threads = 0;
            for (Thread thread : process.threads()) {
                begun |= thread.state != State.NEW;
                threads += thread.state == State.OVER ? 0 : 1;
            }
            if (begun && threads > 0) {
                living.add(stat(process, threads, time));
            }
        }
        return living;
    }

    private ProcessStat stat(Process process, int threads, long time) {
        long user = process.userTime();
        long system = process.systemTime();
        for (Processor each : kernel.processors()) {
            Scheduler scheduler = each.scheduler();
            user += scheduler.user() == process ? scheduler.userSince(time) : 0;
            system += scheduler.current().process() == process ? scheduler.systemSince(time) : 0;
        }
        AddressSpace space = process.space();
        Thread first = process.threads().get(0);
        return new ProcessStat(
                id(first),
                process.name(),
                state(process),
                threads,
                process.minorFaults,
                process.majorFaults,
                user,
                system,
                process.start(),
                space == null ? 0 : kernel.memory().mapped(space),
                space == null ? 0 : kernel.memory().resident(space),
                first.processor().number());
    }

    private static int id(Thread thread) {
        return thread.number() + 1;
    }

    private static ProcessStat.State state(Process process) {
        ProcessStat.State state = ProcessStat.State.SLEEPING;
        for (Thread thread : process.threads()) {
            if (thread.runnable()) {
                return ProcessStat.State.RUNNING;
            }
            if (thread.uninterruptible()) {
                state = ProcessStat.State.UNINTERRUPTIBLE;
            }
        }
        return state;
    }

    @Override
    public String loadavg() {
        long running = threads(State.READY, State.RUNNING, State.HOLDING);
        long last = 0;
        for (Thread thread : kernel.threads) {
            last = thread.state == State.NEW ? last : Math.max(last, id(thread));
        }
        return kernel.load.text(running, running + threads(State.BLOCKED), last);
    }

    @Override
    public long externalFragmentation() {
        return memory.externalFragmentation();
    }

    @Override
    public SystemStat.Source stat(long time) {
        return new At(time);
    }

    private final class At implements SystemStat.Source {
        private final long time;

        At(long time) {
            this.time = time;
        }

        @Override
        public int cores() {
            return kernel.processors().size();
        }

        @Override
        public long time(int core, CpuTime on) {
            return kernel.processors().get(core).spentOn(on, time);
        }

        @Override
        public long count(Count of) {
            return switch (of) {
                case INTR -> kernel.interrupts;
                case CTXT -> kernel.contextSwitches;
                case BTIME -> 0;
                case PROCESSES -> threads(State.READY, State.RUNNING, State.HOLDING, State.BLOCKED, State.OVER);
                case PROCS_RUNNING -> threads(State.READY, State.RUNNING, State.HOLDING);
                case PROCS_BLOCKED -> onDevices();
            };
        }
    }

    private long threads(State... in) {
        long count = 0;
        for (Thread thread : kernel.threads) {
            for (State state : in) {
                count += thread.state == state ? 1 : 0;
            }
        }
        return count;
    }

    private long onDevices() {
        long count = 0;
        for (Processor each : kernel.processors()) {
            count += each.scheduler().onDevices();
        }
        return count;
    }
}
