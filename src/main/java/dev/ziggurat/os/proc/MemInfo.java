package dev.ziggurat.os.proc;

import java.util.function.ToLongFunction;

/** The lines of {@code /proc/meminfo} that the emulated kernel has, in the order of Linux (fs/proc/meminfo.c); all are in KiB. */
public enum MemInfo {
    /** Memory that user pages and the kernel may occupy. */
    MEM_TOTAL("MemTotal"),
    /** Frames that nobody uses. */
    MEM_FREE("MemFree"),
    /** What a new process could have without swapping: free frames and pages that can be dropped. */
    MEM_AVAILABLE("MemAvailable"),
    /** Blocks of devices held in memory. */
    BUFFERS("Buffers"),
    /** Pages of files held in memory, without those of swap. */
    CACHED("Cached"),
    /** Pages that are in memory and in a swap slot alike. */
    SWAP_CACHED("SwapCached"),
    /** Pages used lately. */
    ACTIVE("Active"),
    /** Pages that reclaim looks at first. */
    INACTIVE("Inactive"),
    /** The swap areas' size. */
    SWAP_TOTAL("SwapTotal"),
    /** Swap slots that hold nothing. */
    SWAP_FREE("SwapFree"),
    /** File pages that wait to be written. */
    DIRTY("Dirty"),
    /** Pages on their way to a device. */
    WRITEBACK("Writeback"),
    /** Pages that belong to no file. */
    ANON_PAGES("AnonPages"),
    /** File pages that processes map. */
    MAPPED("Mapped"),
    /** Pages shared through memory alone; part of {@link #CACHED}. */
    SHMEM("Shmem"),
    /** Kernel memory that reclaim can take. */
    K_RECLAIMABLE("KReclaimable"),
    /** The kernel's own objects. */
    SLAB("Slab"),
    /** Those that reclaim can take. */
    S_RECLAIMABLE("SReclaimable"),
    /** Those that it cannot. */
    S_UNRECLAIM("SUnreclaim"),
    /** The threads' stacks in the kernel. */
    KERNEL_STACK("KernelStack"),
    /** Page tables. */
    PAGE_TABLES("PageTables"),
    /** What the processes may ask for. */
    COMMIT_LIMIT("CommitLimit"),
    /** What they have asked for. */
    COMMITTED_AS("Committed_AS");

    private static final int LABEL = 16;
    private static final int NUMBER = 8;

    private final String label;

    MemInfo(String name) {
        String withColon = name + ":";
        label = withColon + " ".repeat(LABEL - withColon.length());
    }

    /**
     * Returns the file.
     *
     * @param kib the amount on each line, in KiB, at least 0
     */
    public static String text(ToLongFunction<MemInfo> kib) {
        StringBuilder text = new StringBuilder();
        for (MemInfo line : values()) {
            String number = Long.toString(kib.applyAsLong(line));
            text.append(line.label).append(" ".repeat(Math.max(0, NUMBER - number.length())));
            text.append(number).append(" kB\n");
        }
        return text.toString();
    }
}
