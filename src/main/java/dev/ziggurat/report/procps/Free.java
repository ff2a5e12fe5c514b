package dev.ziggurat.report.procps;

import java.util.Set;

/**
 * The table of {@code free}, byte for byte as procps-ng 4.0.2 prints it from the same {@code /proc/meminfo} (in the C locale). There {@code
 * used} is total - available; other versions count otherwise.
 */
public final class Free {
    private static final int LABEL = 9;
    private static final int COLUMN = 11;

    private final FreeUnit unit;
    private final Set<Option> options;

    /** Lines and columns beside the usual ones. */
    public enum Option {
        /** {@code -l}: lines for low and high memory. */
        LOW_AND_HIGH,
        /** {@code -t}: a line with the sums of memory and swap. */
        TOTAL,
        /** {@code -v}: a line with what processes may ask for, have asked for, and the rest. */
        COMMITTED,
        /** {@code -w}: buffers and cache in a column each. */
        WIDE
    }

    /** Makes a printer. */
    public Free(FreeUnit unit, Set<Option> options) {
        this.unit = unit;
        this.options = Set.copyOf(options);
    }

    /** Returns the table. */
    public String text(ProcFiles files) {
        StringBuilder text = new StringBuilder();
        boolean wide = options.contains(Option.WIDE);
        text.append("               total        used        free      shared")
                .append(wide ? "     buffers       cache" : "  buff/cache")
                .append("   available\n");
        memory(text, files, wide);
        long total = files.kib("MemTotal");
        long free = files.kib("MemFree");
        if (options.contains(Option.LOW_AND_HIGH)) {
            lowAndHigh(text, files);
        }
        long swapTotal = files.kib("SwapTotal");
        long swapFree = files.kib("SwapFree");
        line(text, "Swap:", swapTotal, files.swapUsed(), swapFree);
        if (options.contains(Option.TOTAL)) {
            line(text, "Total:", total + swapTotal, files.used() + files.swapUsed(), free + swapFree);
        }
        if (options.contains(Option.COMMITTED)) {
            long limit = files.kib("CommitLimit");
            long committed = files.kib("Committed_AS");
            line(text, "Comm:", limit, committed, limit - committed);
        }
        return text.toString();
    }

    private void memory(StringBuilder text, ProcFiles files, boolean wide) {
        long total = files.kib("MemTotal");
        long free = files.kib("MemFree");
        long shared = files.kib("Shmem");
        long buffers = files.kib("Buffers");
        if (wide) {
            line(text, "Mem:", total, files.used(), free, shared, buffers, files.cached(), files.available());
        } else {
            line(text, "Mem:", total, files.used(), free, shared, buffers + files.cached(), files.available());
        }
    }

    /** A kernel that knows no high memory has no lines for it; all is low then. */
    private void lowAndHigh(StringBuilder text, ProcFiles files) {
        boolean told = files.kib("LowTotal") != 0;
        long lowTotal = files.kib(told ? "LowTotal" : "MemTotal");
        long lowFree = files.kib(told ? "LowFree" : "MemFree");
        line(text, "Low:", lowTotal, lowTotal - lowFree, lowFree);
        long highTotal = files.kib("HighTotal");
        long highFree = files.kib("HighFree");
        line(text, "High:", highTotal, highTotal - highFree, highFree);
    }

    private void line(StringBuilder text, String label, long... amounts) {
        text.append(label).append(" ".repeat(LABEL - label.length()));
        for (int i = 0; i < amounts.length; i++) {
            String amount = unit.text(amounts[i]);
            text.append(i == 0 ? "" : " ")
                    .append(" ".repeat(Math.max(0, COLUMN - amount.length())))
                    .append(amount);
        }
        text.append('\n');
    }
}
