package dev.ziggurat.report.procps;

import dev.ziggurat.report.ReportException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts of {@code /proc/meminfo}, {@code /proc/stat} and {@code /proc/vmstat} at one instant, of an emulated machine or a real one. A
 * line that is not there counts as 0.
 */
public final class ProcFiles {
    private static final int TICK_COLUMNS = 10;

    private final Map<String, Long> meminfo;
    private final Map<String, Long> stat;
    private final Map<String, Long> vmstat;
    private final long[] ticks;
    private final int processors;

    /**
     * Reads the texts.
     *
     * @throws ReportException if one of them is none
     */
    public ProcFiles(String meminfo, String stat, String vmstat) {
        this.meminfo = numbers("meminfo", meminfo);
        this.stat = numbers("stat", stat);
        this.vmstat = numbers("vmstat", vmstat);
        if (!this.meminfo.containsKey("MemTotal")) {
            throw new ReportException("/proc/meminfo has no line MemTotal");
        }
        ticks = ticks(stat);
        processors =
                (int) stat.lines().filter(line -> line.matches("cpu[0-9].*")).count();
    }

    /** The columns of the line {@code cpu}. */
    enum Tick {
        USER,
        NICE,
        SYSTEM,
        IDLE,
        IOWAIT,
        IRQ,
        SOFTIRQ,
        STEAL,
        GUEST,
        GUEST_NICE
    }

    /** A line of meminfo, in KiB. */
    long kib(String name) {
        return meminfo.getOrDefault(name, 0L);
    }

    long used() {
        return Math.max(kib("MemTotal") - available(), 0);
    }

    /** An old kernel does not tell; more than there is can be available only if a container lies about the total: then what is free. */
    long available() {
        long available = kib("MemAvailable");
        return available == 0 || available > kib("MemTotal") ? kib("MemFree") : available;
    }

    /** Pages of files, and what the kernel can give back of its own. */
    long cached() {
        return kib("Cached") + kib("SReclaimable");
    }

    long swapUsed() {
        return kib("SwapTotal") - kib("SwapFree");
    }

    /** A count of stat; of several numbers on a line the first. */
    long count(String name) {
        return stat.getOrDefault(name, 0L);
    }

    /** How many cores have a line of their own. */
    int processors() {
        return processors;
    }

    /** What all cores have spent on something, in ticks. */
    long ticks(Tick on) {
        return ticks[on.ordinal()];
    }

    /** A line of vmstat. */
    long event(String name) {
        return vmstat.getOrDefault(name, 0L);
    }

    private static Map<String, Long> numbers(String file, String text) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            String[] words = line.trim().split("[: ]+", -1);
            if (words.length > 1) {
                numbers.put(words[0], number(file, line, words[1]));
            }
        }
        return numbers;
    }

    private static long[] ticks(String stat) {
        long[] ticks = new long[TICK_COLUMNS];
        for (String line : stat.split("\n", -1)) {
            if (line.startsWith("cpu ")) {
                String[] words = line.trim().split(" +", -1);
                for (int i = 1; i < Math.min(words.length, TICK_COLUMNS + 1); i++) {
                    ticks[i - 1] = number("stat", line, words[i]);
                }
                return ticks;
            }
        }
        throw new ReportException("/proc/stat has no line cpu");
    }

    private static long number(String file, String line, String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new ReportException("/proc/" + file + ": '" + word + "' is no number in the line '" + line + "'", e);
        }
    }
}
