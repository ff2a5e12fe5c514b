package dev.ziggurat.experiment.run;

import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.proc.ProcessStat;
import dev.ziggurat.os.proc.ProcessStat.State;
import dev.ziggurat.os.proc.SystemStat.Count;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.os.proc.SystemStat.Source;
import dev.ziggurat.os.proc.VmCount;
import java.util.List;

/**
 * The files of a kernel of two cores: one is in user mode always, the other half the time in the kernel and half the time waits for a device; a
 * process each. Each ms a page goes out, a page of 4 KiB less is free, and there are three interrupts. The run takes 25.5 ms.
 */
public final class FakeFiles implements KernelFiles {
    static final long MS = 1_000_000_000;
    static final long END = 25_500_000_000L;

    /** The instant, in picoseconds. */
    long now;

    @Override
    public long kib(MemInfo line) {
        long milliseconds = now / MS;
        return switch (line) {
            case MEM_TOTAL, SWAP_TOTAL -> 1000;
            case MEM_FREE, MEM_AVAILABLE -> 1000 - 4 * milliseconds;
            case SWAP_FREE -> 1000 - 4 * milliseconds;
            default -> 0;
        };
    }

    @Override
    public long count(VmCount line) {
        long milliseconds = now / MS;
        return switch (line) {
            case PSWPOUT, PGMAJFAULT -> milliseconds;
            case PGPGOUT -> 4 * milliseconds;
            case PGFAULT -> 5 * milliseconds;
            default -> 0;
        };
    }

    @Override
    public List<ProcessStat> processes(long time) {
        return List.of(
                new ProcessStat(1, "waits", State.UNINTERRUPTIBLE, 2, 0, 9, 0, time / 2, 0, 8 << 20, 512 << 10, 1),
                new ProcessStat(2, "computes", State.RUNNING, 1, 1, 0, time, 0, 0, 64 << 10, 8 << 10, 0));
    }

    @Override
    public String loadavg() {
        return "0.00 0.00 0.00 1/3 3\n";
    }

    @Override
    public long externalFragmentation() {
        return 0;
    }

    @Override
    public Source stat(long time) {
        return new Source() {
            @Override
            public int cores() {
                return 2;
            }

            @Override
            public long time(int core, CpuTime on) {
                return switch (on) {
                    case USER -> core == 0 ? time : 0;
                    case SYSTEM -> core == 1 ? time / 2 : 0;
                    case IOWAIT -> core == 1 ? time - time / 2 : 0;
                    default -> 0;
                };
            }

            @Override
            public long count(Count of) {
                return switch (of) {
                    case INTR -> 3 * (time / MS);
                    case PROCS_RUNNING -> 1;
                    case PROCS_BLOCKED -> 2;
                    default -> 0;
                };
            }
        };
    }
}
