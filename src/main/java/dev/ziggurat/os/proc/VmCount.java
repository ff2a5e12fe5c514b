package dev.ziggurat.os.proc;

import java.util.Locale;
import java.util.function.ToLongFunction;

/** The lines of {@code /proc/vmstat} that the emulated kernel has, in the order of Linux (mm/vmstat.c). */
public enum VmCount {
    /** Frames that nobody uses, now. */
    NR_FREE_PAGES,
    /** KiB read from block devices. */
    PGPGIN,
    /** KiB written to block devices. */
    PGPGOUT,
    /** Pages read from swap. */
    PSWPIN,
    /** Pages written to swap. */
    PSWPOUT,
    /** Frames given out. */
    PGALLOC_NORMAL,
    /** Frames that came back. */
    PGFREE,
    /** Page faults of all kinds. */
    PGFAULT,
    /** Those that waited for a device. */
    PGMAJFAULT;

    private final String label = name().toLowerCase(Locale.ROOT) + " ";

    /**
     * Returns the file.
     *
     * @param counts the number on each line, at least 0
     */
    public static String text(ToLongFunction<VmCount> counts) {
        StringBuilder text = new StringBuilder();
        for (VmCount line : values()) {
            text.append(line.label).append(counts.applyAsLong(line)).append('\n');
        }
        return text.toString();
    }
}
