package dev.ziggurat.os.proc;

import java.util.Locale;

/**
 * The load averages and the file {@code /proc/loadavg} (Linux, kernel/sched/loadavg.c, include/linux/sched/loadavg.h, fs/proc/loadavg.c): how many
 * threads run, could run, or wait uninterruptibly, averaged over 1, 5 and 15 minutes with weights that fall exponentially. In fixed point with
 * {@value #FRACTION} bits behind the point, as there. Linux collects the cores' counts for ten ticks before it makes a sample of them; here all are
 * known at once.
 */
public final class LoadAverage {
    /** Bits behind the point: FSHIFT. */
    private static final int FRACTION = 11;

    private static final long ONE = 1L << FRACTION;

    /** 1/exp(5 s / 1 min), of 5 and of 15 min, in fixed point: EXP_1, EXP_5, EXP_15. */
    private static final long[] DECAYS = {1884, 2014, 2037};

    /** Ticks of the kernel a second: CONFIG_HZ of most distributions. */
    private static final long HZ = 250;

    private static final long SECOND = 1_000_000_000_000L;

    /** The time between two samples, in picoseconds: LOAD_FREQ, five seconds and a tick. */
    public static final long PERIOD = (5 * HZ + 1) * (SECOND / HZ);

    private final long[] averages = new long[DECAYS.length];

    /**
     * Takes a sample; called each {@link #PERIOD}, first when one has passed.
     *
     * @param active how many threads run, could run, or wait uninterruptibly
     */
    public void sample(long active) {
        long load = active * ONE;
        for (int i = 0; i < averages.length; i++) {
            long sum = averages[i] * DECAYS[i] + load * (ONE - DECAYS[i]);
            averages[i] = (load >= averages[i] ? sum + ONE - 1 : sum) / ONE;
        }
    }

    /**
     * Returns the file. The averages are rounded to hundredths.
     *
     * @param running threads that run or could
     * @param threads all threads
     * @param last the number given to a process or thread last
     */
    public String text(long running, long threads, long last) {
        StringBuilder text = new StringBuilder();
        for (long average : averages) {
            long rounded = average + ONE / 200;
            long hundredths = (rounded % ONE) * 100 / ONE;
            text.append(String.format(Locale.ROOT, "%d.%02d ", rounded / ONE, hundredths));
        }
        return text.append(running)
                .append('/')
                .append(threads)
                .append(' ')
                .append(last)
                .append('\n')
                .toString();
    }
}
