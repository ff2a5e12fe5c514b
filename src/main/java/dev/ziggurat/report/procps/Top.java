package dev.ziggurat.report.procps;

import dev.ziggurat.report.procps.ProcFiles.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A frame of {@code top -b}, byte for byte as procps-ng 4.0.2 prints it from the same files on a screen that is wide enough (in the C locale), where
 * all processes are root's, process numbers have up to seven digits and nobody is logged in. The time of day is the time since the start: the machine
 * starts at midnight.
 *
 * <p>As there, a process's share of a processor is at most 100 % for each of its threads, and 99.9 % in all where there is only one processor; a
 * process that was not there before has its whole time in the interval; and the order is by the time in the interval before it is cut down so. One
 * thing is not repeated: real {@code top} looks at memory each three seconds only.
 */
public final class Top {
    private static final double PICOSECONDS = 1e12;
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;

    /** The width of an amount of memory in the summary; what does not fit is cut and marked by a plus sign. */
    private static final int AMOUNT = 9;

    private static final float MOST_OF_ONE = 99.9f;
    private static final float MOST = 999.9f;
    private static final float MOST_OF_MANY = 99_999f;

    /** More processors than these have no decimals. */
    private static final int MANY = 10;

    private static final String HEADER =
            "    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n";

    private final long ticksPerSecond;

    /**
     * Makes a printer.
     *
     * @param ticksPerSecond in which the files count time, at least 1; {@link VmStat#USER_HZ} is Linux's
     */
    public Top(long ticksPerSecond) {
        if (ticksPerSecond < 1) {
            throw new IllegalArgumentException(ticksPerSecond + " ticks a second");
        }
        this.ticksPerSecond = ticksPerSecond;
    }

    /**
     * Returns the frame at the end of an interval.
     *
     * @param picoseconds its length, at least 1
     */
    public String frame(TopFiles before, TopFiles now, long picoseconds) {
        if (picoseconds < 1) {
            throw new IllegalArgumentException("an interval of " + picoseconds + " ps");
        }
        StringBuilder text = new StringBuilder();
        uptime(text, now);
        tasks(text, now.processes);
        processors(text, before.system, now.system);
        memory(text, now.system);
        text.append('\n').append(HEADER);
        rows(text, before, now, picoseconds);
        return text.toString();
    }

    private static void uptime(StringBuilder text, TopFiles now) {
        long seconds = now.uptime;
        long days = seconds / DAY;
        long hours = seconds / HOUR % 24;
        long minutes = seconds / 60 % 60;
        text.append("top - ")
                .append(TopField.twoDigits(hours))
                .append(':')
                .append(TopField.twoDigits(minutes))
                .append(':')
                .append(TopField.twoDigits(seconds % 60))
                .append(" up ");
        if (days > 0) {
            text.append(days).append(days == 1 ? " day, " : " days, ");
        }
        if (hours > 0) {
            text.append(hours < 10 ? " " : "").append(hours).append(':').append(TopField.twoDigits(minutes));
        } else {
            text.append(minutes).append(" min");
        }
        text.append(",  0 user,  load average: ")
                .append(String.join(", ", now.load))
                .append('\n');
    }

    private static void tasks(StringBuilder text, List<TopProcess> processes) {
        int running = 0;
        int stopped = 0;
        int zombie = 0;
        for (TopProcess each : processes) {
            switch (each.state) {
                case 'R' -> running++;
                case 'T', 't' -> stopped++;
                case 'Z' -> zombie++;
                default -> {
                    // It sleeps.
                }
            }
        }
        int all = processes.size();
        text.append("Tasks: ").append(TopField.right(Integer.toString(all), 3)).append(" total, ");
        text.append(TopField.right(Integer.toString(running), 3)).append(" running, ");
        text.append(TopField.right(Integer.toString(all - running - stopped - zombie), 3))
                .append(" sleeping, ");
        text.append(TopField.right(Integer.toString(stopped), 3)).append(" stopped, ");
        text.append(TopField.right(Integer.toString(zombie), 3)).append(" zombie\n");
    }

    private static void processors(StringBuilder text, ProcFiles before, ProcFiles now) {
        Tick[] shown = {Tick.USER, Tick.SYSTEM, Tick.NICE, Tick.IDLE, Tick.IOWAIT, Tick.IRQ, Tick.SOFTIRQ, Tick.STEAL};
        String[] names = {"us", "sy", "ni", "id", "wa", "hi", "si", "st"};
        long[] passed = new long[shown.length];
        long all = 0;
        for (int i = 0; i < shown.length; i++) {
            passed[i] = Math.max(0, now.ticks(shown[i]) - before.ticks(shown[i]));
            all += passed[i];
        }
        if (all == 0) {
            all = 1;
            passed[List.of(shown).indexOf(Tick.IDLE)] = 1;
        }
        float scale = (float) (100.0 / all);
        text.append("%Cpu(s):");
        for (int i = 0; i < shown.length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(TopField.right(TopField.fixed(passed[i] * scale, 1), 5))
                    .append(' ')
                    .append(names[i]);
        }
        text.append(" \n");
    }

    private static void memory(StringBuilder text, ProcFiles files) {
        text.append("MiB Mem : ").append(mebibytes(files.kib("MemTotal"))).append("total, ");
        text.append(mebibytes(files.kib("MemFree"))).append("free, ");
        text.append(mebibytes(files.used())).append("used, ");
        text.append(mebibytes(files.kib("Buffers") + files.cached())).append("buff/cache     \n");
        text.append("MiB Swap: ").append(mebibytes(files.kib("SwapTotal"))).append("total, ");
        text.append(mebibytes(files.kib("SwapFree"))).append("free, ");
        text.append(mebibytes(files.swapUsed())).append("used. ");
        text.append(mebibytes(files.kib("MemAvailable"))).append("avail Mem \n");
    }

    private static String mebibytes(long kib) {
        String amount = TopField.fixed(kib / 1024f, 1) + " ";
        return amount.length() > AMOUNT ? amount.substring(0, AMOUNT - 1) + "+" : TopField.right(amount, AMOUNT);
    }

    private record Row(TopProcess process, long ticks) {}

    private void rows(StringBuilder text, TopFiles before, TopFiles now, long picoseconds) {
        Map<Long, Long> ticksBefore = new HashMap<>();
        before.processes.forEach(each -> ticksBefore.put(each.pid, each.ticks));
        List<Row> rows = new ArrayList<>();
        for (TopProcess each : now.processes) {
            rows.add(new Row(each, each.ticks - ticksBefore.getOrDefault(each.pid, 0L)));
        }
        rows.sort(Comparator.comparingLong((Row row) -> -row.ticks).thenComparingLong(row -> row.process.pid));
        float scale = 100f / (ticksPerSecond * (float) (picoseconds / PICOSECONDS));
        float most = most(now.system.processors());
        for (Row row : rows) {
            float share = Math.min(Math.min(row.ticks * scale, 100f * row.process.threads), most);
            row(text, row.process, share, now.system.kib("MemTotal"));
        }
    }

    /** Returns the largest share of a process that is shown, in per cent, by the number of processors. */
    private static float most(int processors) {
        if (processors <= 1) {
            return MOST_OF_ONE;
        }
        return Math.min(100f * processors, processors > MANY ? MOST_OF_MANY : MOST);
    }

    private void row(StringBuilder text, TopProcess process, float share, long totalKib) {
        long hundredths = process.ticks / ticksPerSecond * 100 + process.ticks % ticksPerSecond * 100 / ticksPerSecond;
        text.append(TopField.right(Long.toString(process.pid), 7)).append(" root     ");
        text.append(TopField.right(process.priority, 3)).append(' ');
        text.append(TopField.right(process.nice, 3)).append(' ');
        text.append(TopField.memory(process.mappedKib, 7)).append(' ');
        text.append(TopField.memory(process.residentKib, 6)).append(' ');
        text.append(TopField.memory(process.sharedKib, 6)).append(' ');
        text.append(process.state).append(' ');
        text.append(TopField.percent(share, 5)).append(' ');
        text.append(TopField.percent((float) process.residentKib * 100 / totalKib, 5))
                .append(' ');
        text.append(TopField.time(hundredths, 9)).append(' ');
        text.append(process.name).append('\n');
    }
}
