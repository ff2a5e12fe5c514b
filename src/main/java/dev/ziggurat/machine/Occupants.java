package dev.ziggurat.machine;

import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.stats.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who runs on the cores of a machine: the processes of a workload, with an operating system or without. */
interface Occupants {
    /** Returns what a core is told to run, null if nothing will ever run there. */
    @Nullable
    Cpu cpu(int core);

    /** Returns what translates a core's addresses, null if nothing does. */
    @Nullable
    Mmu mmu(int core);

    /** Returns when a core begins, in picoseconds. */
    long start(int core);

    /** Returns the processes, in the order of the workload. */
    List<Process> processes();

    /** Returns how many references a driver without a core has under way at most, 0 if none says so. */
    int outstanding();

    /** Returns the files that the operating system shows, null if there is none. */
    @Nullable
    KernelFiles files();

    /** The warm-up is over at an instant, in picoseconds: what is booked later counts from there. */
    void cutAt(long border);

    /** The run is over at an instant, in picoseconds: the books close. */
    void finishAt(long end);

    /** Describes what they add to the statistics of cores and caches. */
    void describe(Statistics statistics);

    /** Returns what run-time systems have to say of the run. */
    List<String> notes();
}
