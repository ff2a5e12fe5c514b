package dev.ziggurat.os.proc;

import java.util.Locale;

/** The file {@code /proc/stat} (Linux, fs/proc/stat.c): what the cores' time went to, and counts of the whole machine. */
public final class SystemStat {
    /** The tick in which Linux prints times, USER_HZ = 100 a second, in picoseconds. */
    public static final long USER_TICK = 10_000_000_000L;

    private final long tick;

    /**
     * Makes a writer.
     *
     * @param tick the unit of the printed times, in picoseconds, at least 1; {@link #USER_TICK} is Linux's
     */
    public SystemStat(long tick) {
        if (tick < 1) {
            throw new IllegalArgumentException("a tick of " + tick + " ps");
        }
        this.tick = tick;
    }

    /** What a core's time goes to, in the order of the columns. */
    public enum CpuTime {
        USER,
        NICE,
        SYSTEM,
        IDLE,
        /** Idle while a thread of this core waits for a device. */
        IOWAIT,
        IRQ,
        SOFTIRQ,
        STEAL,
        GUEST,
        GUEST_NICE
    }

    /** The counts below the cores, in the order of the lines. */
    public enum Count {
        /** Interrupts since the start. */
        INTR,
        /** Context switches since the start. */
        CTXT,
        /** When the machine was started, in seconds since 1970. */
        BTIME,
        /** Processes and threads made since the start. */
        PROCESSES,
        /** Threads that run or could, now. */
        PROCS_RUNNING,
        /** Threads that wait for a device, now. */
        PROCS_BLOCKED;

        private final String label = name().toLowerCase(Locale.ROOT) + " ";
    }

    /** Where the numbers come from. */
    public interface Source {
        /** Returns the number of cores. */
        int cores();

        /** Returns how long a core has spent on something since the start, in picoseconds. */
        long time(int core, CpuTime on);

        /** Returns a count. */
        long count(Count of);
    }

    /** Returns the file. Each number is rounded down to ticks by itself, the sums of all cores too. */
    public String text(Source source) {
        StringBuilder text = new StringBuilder("cpu ");
        for (CpuTime on : CpuTime.values()) {
            long sum = 0;
            for (int core = 0; core < source.cores(); core++) {
                sum += source.time(core, on);
            }
            text.append(' ').append(sum / tick);
        }
        text.append('\n');
        for (int core = 0; core < source.cores(); core++) {
            text.append("cpu").append(core);
            for (CpuTime on : CpuTime.values()) {
                text.append(' ').append(source.time(core, on) / tick);
            }
            text.append('\n');
        }
        for (Count of : Count.values()) {
            text.append(of.label).append(source.count(of)).append('\n');
        }
        return text.toString();
    }
}
