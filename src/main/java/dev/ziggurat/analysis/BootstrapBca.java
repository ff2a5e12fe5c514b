package dev.ziggurat.analysis;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The bootstrap with correction of bias and acceleration, BC<sub>a</sub>: the interval of any statistic, such as a median or a variance (B. Efron, "Better
 * bootstrap confidence intervals", Journal of the American Statistical Association 82, 1987; B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap,
 * 1993, chapter 14).
 *
 * <p>For means take {@link BootstrapT}, which covers better; a high percentile of a few values (p99 of 30) no bootstrap can give.
 */
public final class BootstrapBca {
    private BootstrapBca() {}

    /**
     * Returns the interval of a statistic. A single value gives an unbounded interval; if no resample changes the statistic, the interval has no width.
     *
     * @param values one for each seed, at least one, all finite
     * @param statistic of a list of values, in any order; it may sort the list, but not keep it
     * @param confidence between 0 and 1
     * @param seed of the resamples
     * @throws IllegalArgumentException if there are no values, one or its statistic is not finite, or the confidence is none
     */
    public static Interval interval(
            double[] values, ToDoubleFunction<double[]> statistic, double confidence, long seed) {
        Require.confidence(confidence);
        Require.values(values);
        double estimate = statistic.applyAsDouble(values.clone());
        if (values.length == 1) {
            return Interval.unbounded(estimate, Double.NEGATIVE_INFINITY, confidence);
        }
        double[] replicates = replicates(values, statistic, seed);
        double bias = bias(replicates, estimate);
        double acceleration = acceleration(values, statistic);
        Ordered ordered = new Ordered(replicates);
        double tail = (1 - confidence) / 2;
        double low = ordered.quantile(corrected(tail, bias, acceleration));
        double high = ordered.quantile(corrected(1 - tail, bias, acceleration));
        return low == high
                ? Interval.withoutSpread(estimate, confidence)
                : new Interval(estimate, low, high, confidence, cautions(values.length));
    }

    /** Returns what to say of a bootstrap of so many values. */
    static List<Caution> cautions(int count) {
        return count < BootstrapT.FEW ? List.of(Caution.FEW_VALUES) : List.of();
    }

    private static double[] replicates(double[] values, ToDoubleFunction<double[]> statistic, long seed) {
        Draws draws = new Draws(seed);
        double[] drawn = new double[values.length];
        double[] replicates = new double[BootstrapT.RESAMPLES];
        for (int b = 0; b < replicates.length; b++) {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = values[draws.below(values.length)];
            }
            replicates[b] = statistic.applyAsDouble(drawn);
        }
        Require.finite(replicates);
        return replicates;
    }

    /** Returns z0, by how much the statistic lies off the median of its replicates; one equal to it counts half on each side. */
    private static double bias(double[] replicates, double estimate) {
        double below = 0;
        for (double replicate : replicates) {
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        }
        // Never 0 or 1, whose normal deviates are infinite.
        double part = Math.min(Math.max(below, 0.5), replicates.length - 0.5) / replicates.length;
        return normal().inverseCumulativeProbability(part);
    }

    /** Returns a, the skewness of the statistic's values with one value left out (equation 14.15 of Efron and Tibshirani); 0 if none matters. */
    static double acceleration(double[] values, ToDoubleFunction<double[]> statistic) {
        double[] without = new double[values.length];
        for (int left = 0; left < values.length; left++) {
            double[] others = new double[values.length - 1];
            System.arraycopy(values, 0, others, 0, left);
            System.arraycopy(values, left + 1, others, left, others.length - left);
            without[left] = statistic.applyAsDouble(others);
        }
        double mean = Summary.of(without).mean();
        double squares = 0;
        double cubes = 0;
        for (double each : without) {
            double off = mean - each;
            squares += off * off;
            cubes += off * off * off;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }

    /** Returns the part of the replicates that lies below an end of the interval (equation 14.10). */
    private static double corrected(double part, double bias, double acceleration) {
        double z = bias + normal().inverseCumulativeProbability(part);
        double scale = 1 - acceleration * z;
        // At a scale of 0 the quotient reaches infinity: everything lies on one side.
        return scale > 0 ? normal().cumulativeProbability(bias + z / scale) : z > 0 ? 1 : 0;
    }

    /** Without a generator of its own: nothing is drawn from it. */
    private static NormalDistribution normal() {
        return new NormalDistribution(null, 0, 1);
    }
}
