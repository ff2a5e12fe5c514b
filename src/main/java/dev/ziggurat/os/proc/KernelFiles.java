package dev.ziggurat.os.proc;

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
}
