package dev.ziggurat.experiment.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How long a plan will take here: the references of its runs, and those of the operating system's kernel, at the pace at which some runs of each workload
 * are simulated for a moment: the first, the middle and the last one, each of which stands for those around it.
 *
 * @param references of all runs whose length is known
 * @param unknown how many runs end by themselves, nobody knows when
 * @param seconds of CPU time that the known ones will take
 */
public record Estimate(long references, int unknown, double seconds) {
    /** A trial begins with so much simulated time, in picoseconds: 10 us. */
    private static final long FIRST = 10_000_000;

    private static final long FURTHER = 4;

    /** A trial that took so long, in nanoseconds, is the last of its run. */
    private static final long ENOUGH = 300_000_000;

    private static final int TRIED = 3;

    /** However slow a host is, no trial is longer, in picoseconds: 10 s. */
    private static final long LONGEST = 10_000_000_000_000L;

    /**
     * Makes trials; takes some seconds a workload.
     *
     * @param runs those to be carried out
     * @param clock in nanoseconds
     */
    public static Estimate of(List<Run> runs, LongSupplier clock) {
        Map<String, List<Run>> known = new LinkedHashMap<>();
        long references = 0;
        int unknown = 0;
        for (Run run : runs) {
            long length = run.setup().references(run.limits());
            if (length == 0 || run.limits().limit() != Long.MAX_VALUE) {
                unknown++;
            } else {
                references += length;
                known.computeIfAbsent(run.setup().workload() + "/" + run.setup().alone(), name -> new ArrayList<>())
                        .add(run);
            }
        }
        double seconds = known.values().stream()
                .mapToDouble(each -> seconds(each, clock))
                .sum();
        return new Estimate(references, unknown, seconds);
    }

    /** Returns what the runs of one workload take. */
    private static double seconds(List<Run> runs, LongSupplier clock) {
        int last = runs.size() - 1;
        int steps = Math.min(TRIED, runs.size()) - 1;
        Map<Integer, Pace> paces = new HashMap<>();
        Map<String, Setup.Pages> known = new HashMap<>();
        Function<Setup, Setup.Pages> pages =
                setup -> known.computeIfAbsent(setup.workloadDigest(), unknown -> setup.pages());
        double seconds = 0;
        for (int i = 0; i <= last; i++) {
            // The tried run that is nearest in the order of the plan.
            int nearest = last == 0 ? 0 : (int) Math.round((double) i * steps / last) * last / steps;
            Pace pace = paces.computeIfAbsent(nearest, index -> pace(runs.get(index), clock, pages));
            Run run = runs.get(i);
            seconds += pace.seconds(run.setup().references(run.limits()), run.setup(), pages);
        }
        return seconds;
    }

    /** What has been simulated, of the programs and of the kernel for them, and in how many nanoseconds. */
    private record Trial(long references, double kernel, double faults, long time) {
        static Trial of(Outcome outcome, long time) {
            return new Trial(
                    outcome.references(),
                    number(outcome, "cores", "kernel_references"),
                    number(outcome, "os", "minor_faults"),
                    time);
        }

        /** Returns a number of a run, 0 if it has none. */
        private static double number(Outcome outcome, String component, String metric) {
            return outcome.rows().stream()
                    .filter(row -> row.component().equals(component)
                            && row.metric().equals(metric)
                            && !row.value().isEmpty())
                    .mapToDouble(row -> Double.parseDouble(row.value()))
                    .findFirst()
                    .orElse(0);
        }

        double all() {
            return references + kernel;
        }
    }

    /**
     * How fast references are simulated, and how many the kernel adds. A page that is touched for the first time costs the kernel as many as it has words
     * or lines to clear, more or less, so the beginning of a run says little of what follows when all pages have been touched.
     *
     * @param speed references of programs and kernel a second, above 0
     * @param kernel references of the kernel for each of a program, as long as pages are touched for the first time
     * @param clearing references of the kernel for each byte of such pages
     */
    private record Pace(double speed, double kernel, double clearing) {
        double seconds(long length, Setup setup, Function<Setup, Setup.Pages> pages) {
            double more = kernel * length;
            if (kernel > 0 && pages.apply(setup).used() <= setup.memory()) {
                more = Math.min(more, clearing * pages.apply(setup).bytes());
            }
            return (length + more) / speed;
        }
    }

    /**
     * Returns the pace of the last trial: of what it had more than the one before, without what both took to begin; of the whole run if it came to its end,
     * since what it had more may be next to nothing.
     */
    private static Pace pace(Run run, LongSupplier clock, Function<Setup, Setup.Pages> pages) {
        Trial before = new Trial(0, 0, 0, 0);
        for (long limit = FIRST; ; limit *= FURTHER) {
            long began = clock.getAsLong();
            Outcome outcome =
                    run.setup().simulate(new RunLimits(run.limits().seed(), 0, limit), new Watch(new Pulse()));
            Trial trial = Trial.of(outcome, clock.getAsLong() - began);
            boolean over = outcome.status() != Outcome.Status.LIMIT;
            if (trial.time() >= ENOUGH || over || limit >= LONGEST) {
                boolean more = !over && trial.all() > before.all() && trial.time() > before.time();
                double counted = trial.all() - (more ? before.all() : 0);
                double speed = counted * 1e9 / Math.max(1, trial.time() - (more ? before.time() : 0));
                double kernel = trial.kernel() / Math.max(1, trial.references());
                return new Pace(
                        Math.max(1, speed), kernel, kernel == 0 ? 0 : clearing(trial, pages.apply(run.setup())));
            }
            before = trial;
        }
    }

    /** Returns references of the kernel for a byte of a page; a first touch of a large page may still be under way, and is no fault yet. */
    private static double clearing(Trial trial, Setup.Pages pages) {
        return trial.kernel() / Math.max(1, trial.faults()) * pages.count() / Math.max(1, pages.bytes());
    }
}
