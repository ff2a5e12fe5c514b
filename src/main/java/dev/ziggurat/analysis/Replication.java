package dev.ziggurat.analysis;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * When enough seeds have run: from the first few on, one more until the interval of Student's t is narrow enough for the mean (the sequential procedure for a
 * relative half width in A. M. Law, Simulation Modeling and Analysis, 5th edition 2015, section 9.4.1; Y. S. Chow and H. Robbins, "On the asymptotic theory of
 * fixed-width sequential confidence intervals", Annals of Mathematical Statistics 36, 1965).
 *
 * <p>After n seeds only the values of seeds 1 to n decide. Values beyond, which other workers have finished early, change nothing, and so the number of seeds
 * does not depend on what ended first. To stop when an interval looks narrow is to prefer the moments at which it is too narrow: the coverage is a little less
 * than promised, measured in the manual.
 *
 * @param first seeds that always run, at least {@link #LEAST}
 * @param most seeds after which no other runs, at least {@code first}
 * @param target the half width as a part of the mean's magnitude at which it ends, above 0; 0.05 is &plusmn; 5 %
 * @param confidence of the interval, between 0 and 1
 */
public record Replication(int first, int most, double target, double confidence) {
    /** Of two or three values the deviation is now and then tiny by chance, and the rule would end there. */
    public static final int LEAST = 3;

    /** For the rounding of running sums: what lies so near to the target is looked at exactly. */
    private static final double SLACK = 1 + 1e-6;

    public Replication {
        Require.confidence(confidence);
        if (first < LEAST || most < first) {
            throw new IllegalArgumentException(
                    "from " + first + " to " + most + " seeds; the first is at least " + LEAST + ", the most not less");
        }
        if (!(target > 0 && target < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("target " + target + "; it is above 0, for example 0.05 for 5 %");
        }
    }

    /** Why it ends or goes on. */
    public enum Reason {
        /** The interval is not narrow enough yet. */
        MORE,
        /** The interval is narrow enough. */
        NARROW,
        /** There may be no other seed, though the interval is too wide. */
        MOST
    }

    /**
     * What the rule says.
     *
     * @param seeds how many are needed: exactly so many if it ends, at least so many if more are asked for
     * @param reason why
     */
    public record Decision(int seeds, Reason reason) {
        /** Whether seeds 1 to {@link #seeds} suffice. */
        public boolean ends() {
            return reason != Reason.MORE;
        }
    }

    /**
     * Decides by one metric.
     *
     * @param values those of seeds 1, 2, 3 ... without a gap, as many as are known
     * @throws IllegalArgumentException if one is not finite
     */
    public Decision after(double... values) {
        return after(List.of(values));
    }

    /**
     * Decides by several metrics: it ends at the first number of seeds at which the intervals of all are narrow enough.
     *
     * @param metrics of each the values of seeds 1, 2, 3 ...; at least one metric, all of equally many seeds
     * @throws IllegalArgumentException if there is no metric, they differ in length, or a value is not finite
     */
    public Decision after(List<double[]> metrics) {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("no metric to decide by");
        }
        int known = metrics.get(0).length;
        for (double[] values : metrics) {
            Require.pairs(metrics.get(0), values);
            Require.finite(values);
        }
        double z = -new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 - confidence) / 2);
        List<Running> running = metrics.stream().map(values -> new Running()).toList();
        for (int seeds = 1; seeds <= Math.min(known, most); seeds++) {
            boolean maybe = seeds >= first;
            for (int metric = 0; metric < metrics.size(); metric++) {
                running.get(metric).add(metrics.get(metric)[seeds - 1]);
                maybe = maybe && mayBeNarrow(running.get(metric), z);
            }
            if (maybe && narrow(metrics, seeds)) {
                return new Decision(seeds, Reason.NARROW);
            }
        }
        return known >= most ? new Decision(most, Reason.MOST) : new Decision(Math.max(first, known + 1), Reason.MORE);
    }

    /** Student's t is never below the normal deviate; most prefixes are left out by that, without a quantile. */
    private boolean mayBeNarrow(Running values, double z) {
        double error = Math.sqrt(values.squares() / (values.count() - 1) / values.count());
        return z * error <= SLACK * target * Math.abs(values.mean());
    }

    /** Values that no seed changes are as narrow as they will ever be. */
    private boolean narrow(List<double[]> metrics, int seeds) {
        for (double[] values : metrics) {
            Interval interval = StudentT.interval(Arrays.copyOf(values, seeds), confidence);
            if (interval.relativeHalfWidth() > target) {
                return false;
            }
        }
        return true;
    }
}
