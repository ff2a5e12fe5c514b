package dev.ziggurat.os.proc;

import dev.ziggurat.os.proc.SystemStat.CpuTime;
import java.util.List;

/** The numbers in the kernel's files, as they are when asked for; asking changes nothing. */
public interface KernelFiles {
    /** Returns a line of {@code /proc/meminfo}, in KiB; 0 for what is not modelled. */
    long kib(MemInfo line);

    /** Returns a line of {@code /proc/vmstat}; 0 for what is not modelled. */
    long count(VmCount line);

    /**
     * Returns the numbers of {@code /proc/stat} at an instant.
     *
     * @param time the instant, in picoseconds: everything has come to it, nothing has gone beyond
     */
    SystemStat.Source stat(long time);

    /**
     * Returns the numbers of the processes that have begun and are not over, by their numbers.
     *
     * @param time as of {@link #stat}
     */
    List<ProcessStat> processes(long time);

    /** Returns the text of {@code /proc/loadavg}. */
    String loadavg();

    /** Returns the external fragmentation of memory that is given out by segments, in millionths; no file of Linux has it. */
    long externalFragmentation();

    /** Returns the text of {@code /proc/meminfo}. */
    default String meminfo() {
        return MemInfo.text(this::kib);
    }

    /** Returns the text of {@code /proc/vmstat}. */
    default String vmstat() {
        return VmCount.text(this::count);
    }

    /** Returns the text of {@code /proc/uptime} at an instant, as of {@link #stat}. */
    default String uptime(long time) {
        SystemStat.Source stat = stat(time);
        long idle = 0;
        for (int core = 0; core < stat.cores(); core++) {
            idle += stat.time(core, CpuTime.IDLE);
        }
        return Uptime.text(time, idle);
    }
}
