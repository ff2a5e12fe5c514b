package dev.ziggurat.experiment.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long a plan will take here: the references of its runs, at the rate at which the first run of each workload is simulated for a moment.
 *
 * @param references of all runs whose length is known
 * @param unknown how many runs end by themselves, nobody knows when
 * @param seconds of CPU time that the known ones will take if they go on as they begin; pages that are touched for the first time are slower than others
 */
public record Estimate(long references, int unknown, double seconds) {
    /** A trial begins with so much simulated time, in picoseconds: 10 us. */
    private static final long FIRST = 10_000_000;

    private static final long FURTHER = 4;

    /** A trial that took so long, in nanoseconds, is the last. */
    private static final long ENOUGH = 1_000_000_000;

    /** However slow a host is, no trial is longer, in picoseconds: 10 s. */
    private static final long LONGEST = 10_000_000_000_000L;

    /**
     * Makes trials; takes some seconds a workload.
     *
     * @param runs those to be carried out
     * @param clock in nanoseconds
     */
    public static Estimate of(List<Run> runs, LongSupplier clock) {
        Map<String, Double> rates = new LinkedHashMap<>();
        long references = 0;
        int unknown = 0;
        double seconds = 0;
        for (Run run : runs) {
            long length = run.setup().references(run.limits());
            if (length == 0 || run.limits().limit() != Long.MAX_VALUE) {
                unknown++;
            } else {
                references += length;
                seconds += length
                        / rates.computeIfAbsent(
                                run.setup().workload() + "/" + run.setup().alone(), name -> rate(run, clock));
            }
        }
        return new Estimate(references, unknown, seconds);
    }

    /** Returns references a second, at least 1: those that the last trial had more than the one before, without what both took to begin. */
    private static double rate(Run run, LongSupplier clock) {
        long references = 0;
        long time = 0;
        for (long limit = FIRST; ; limit *= FURTHER) {
            long began = clock.getAsLong();
            Outcome outcome =
                    run.setup().simulate(new RunLimits(run.limits().seed(), 0, limit), new Watch(new Pulse()));
            long took = clock.getAsLong() - began;
            boolean over = outcome.status() != Outcome.Status.LIMIT;
            if (took >= ENOUGH || over || limit >= LONGEST) {
                boolean more = outcome.references() > references && took > time;
                long counted = outcome.references() - (more ? references : 0);
                return Math.max(1, counted * 1e9 / Math.max(1, took - (more ? time : 0)));
            }
            references = outcome.references();
            time = took;
        }
    }
}
