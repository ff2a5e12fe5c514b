package dev.ziggurat.analysis;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Student's t: the interval of a mean whose deviation is estimated from the same few values ("Student", "The probable error of a mean", Biometrika 6, 1908).
 *
 * <p>It is exact for independent values from a normal distribution, and good for means of anything not very skewed. Values of one run after another are
 * seldom independent ({@link BatchMeans}); for skewed ones take {@link BootstrapT}, for quotients {@link Ratio}.
 */
public final class StudentT {
    /** How near to the true quantile the solver of Commons Math comes. */
    private static final double ACCURACY = 1e-12;

    private StudentT() {}

    /**
     * Returns mean &plusmn; t s / &radic;n with n - 1 degrees of freedom. A single value gives an unbounded interval, equal values one without width; both
     * with a caution.
     *
     * @param values one for each seed, at least one, all finite
     * @param confidence between 0 and 1, such as 0.95
     * @throws IllegalArgumentException if there are none, one is not finite, or the confidence is none
     */
    public static Interval interval(double[] values, double confidence) {
        Require.confidence(confidence);
        Summary summary = Summary.of(values);
        if (summary.count() == 1) {
            return Interval.unbounded(summary.mean(), Double.NEGATIVE_INFINITY, confidence);
        }
        if (summary.withoutSpread()) {
            return Interval.withoutSpread(summary.mean(), confidence);
        }
        double reach = quantile(confidence, summary.count() - 1) * summary.standardError();
        return new Interval(summary.mean(), summary.mean() - reach, summary.mean() + reach, confidence);
    }

    /**
     * Returns the t within which a part {@code confidence} of the distribution lies, on both sides of 0.
     *
     * @param degrees degrees of freedom, at least 1
     */
    public static double quantile(double confidence, int degrees) {
        Require.confidence(confidence);
        return -distribution(degrees).inverseCumulativeProbability((1 - confidence) / 2);
    }

    /** Returns the two-sided p value: how likely a |t| as large or larger is if the true mean is 0. */
    static double twoSided(double t, int degrees) {
        return 2 * distribution(degrees).cumulativeProbability(-Math.abs(t));
    }

    /** Without a generator of its own: nothing is drawn from it. */
    private static TDistribution distribution(int degrees) {
        return new TDistribution(null, degrees, ACCURACY);
    }
}
