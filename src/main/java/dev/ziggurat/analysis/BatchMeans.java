package dev.ziggurat.analysis;

import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The interval of a mean from one long run, whose values depend on those before them: the run is cut into batches so long that their means hardly do, and
 * Student's t is taken of these (R. W. Conway, "Some tactical problems in digital simulation", Management Science 10, 1963).
 *
 * <p>Ten to thirty batches are worth as much as any number (B. Schmeiser, "Batch size effects in the analysis of simulation output", Operations Research 30,
 * 1982). Of 30, 20 and 10 the first is taken whose means pass von Neumann's test for correlation, as G. S. Fishman does ("Grouping observations in digital
 * simulation", Management Science 24, 1978); if none passes, there are ten and a caution. The warm-up is cut off first ({@link Mser}).
 *
 * @param interval of the steady-state mean, with {@link Caution#CORRELATED_BATCHES} if the batches are too short
 * @param batches how many
 * @param size values in each
 * @param lag1 autocorrelation of the means of neighbouring batches, from -1 to 1
 */
public record BatchMeans(Interval interval, int batches, int size, double lag1) {
    /** Shorter series have no ten batches of at least two values. */
    public static final int SHORTEST = 20;

    private static final int[] COUNTS = {30, 20, 10};

    /** One-sided: only a positive correlation makes an interval too narrow. */
    private static final double LEVEL = 0.10;

    /**
     * Makes the interval. What does not fill a batch is left out at the start, which is nearest to the warm-up.
     *
     * @param series of equal intervals of time or of equally many references, in steady state, at least {@link #SHORTEST} values, all finite
     * @param confidence between 0 and 1
     * @throws IllegalArgumentException if the series is shorter, one value is not finite, or the confidence is none
     */
    public static BatchMeans of(double[] series, double confidence) {
        Require.confidence(confidence);
        Require.values(series);
        if (series.length < SHORTEST) {
            throw new IllegalArgumentException(series.length + " values; batch means need at least " + SHORTEST);
        }
        for (int count : COUNTS) {
            if (series.length >= 2 * count) {
                double[] means = cut(series, count);
                if (!correlated(means)) {
                    return of(means, series.length / count, confidence, List.of());
                }
            }
        }
        int fewest = COUNTS[COUNTS.length - 1];
        return of(cut(series, fewest), series.length / fewest, confidence, List.of(Caution.CORRELATED_BATCHES));
    }

    private static BatchMeans of(double[] means, int size, double confidence, List<Caution> cautions) {
        Interval interval = StudentT.interval(means, confidence);
        return new BatchMeans(
                cautions.isEmpty()
                        ? interval
                        : new Interval(interval.estimate(), interval.low(), interval.high(), confidence, cautions),
                means.length,
                size,
                Autocorrelation.lag1(means));
    }

    private static double[] cut(double[] series, int count) {
        return Batches.means(series, series.length % count, count, series.length / count);
    }

    /**
     * Whether the means are positively correlated by von Neumann's test: C = 1 - &Sigma; (y<sub>i</sub> - y<sub>i+1</sub>)&sup2; / (2 &Sigma; (y<sub>i</sub> -
     * m)&sup2;) is nearly normal with variance (k - 2) / (k&sup2; - 1) if they are independent.
     */
    private static boolean correlated(double... means) {
        double mean = Summary.of(means).mean();
        double steps = 0;
        double squares = 0;
        for (int i = 0; i < means.length; i++) {
            double off = means[i] - mean;
            squares += off * off;
            if (i > 0) {
                steps += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
            }
        }
        if (squares == 0) {
            return false;
        }
        double k = means.length;
        double z = (1 - steps / (2 * squares)) / Math.sqrt((k - 2) / (k * k - 1));
        return z > -normal().inverseCumulativeProbability(LEVEL);
    }

    /** Without a generator of its own: nothing is drawn from it. */
    private static NormalDistribution normal() {
        return new NormalDistribution(null, 0, 1);
    }
}
