package dev.ziggurat.analysis;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Two designs on common random numbers: each seed gives a pair, and what the seed does to both cancels in the difference. So the same few seeds decide between
 * designs whose own intervals overlap (A. M. Law, Simulation Modeling and Analysis, 5th edition 2015, sections 10.2 and 11.2). The test is Student's paired t
 * test.
 *
 * @param pairs how many seeds
 * @param difference mean of candidate - baseline, in the unit of the values, with its interval
 * @param t mean difference / its standard error; &plusmn;&infin; if all differences are equal but not 0, 0 if all are 0, NaN for a single pair
 * @param p two-sided p value of "no difference": 0 if t is infinite, 1 if it is 0 or NaN
 * @param effect Cohen's d<sub>z</sub>, mean difference / standard deviation of the differences, of the sign of the difference (J. Cohen, Statistical Power
 *     Analysis for the Behavioral Sciences, 2nd edition 1988, section 2.3.5); like t in the cases without spread. It says how clearly the seeds agree, not how
 *     much faster a design is
 * @param unbiased the effect without the bias of few pairs (L. V. Hedges, "Distribution theory for Glass's estimator of effect size and related estimators",
 *     Journal of Educational Statistics 6, 1981); NaN for less than three pairs
 */
public record Paired(int pairs, Interval difference, double t, double p, double effect, double unbiased) {
    /**
     * Compares two designs.
     *
     * @param baseline the values of one, in the order of the seeds, at least one, all finite
     * @param candidate those of the other with the same seeds
     * @param confidence of the interval, between 0 and 1
     * @throws IllegalArgumentException if there are none or not equally many, one is not finite, or the confidence is none
     */
    public static Paired of(double[] baseline, double[] candidate, double confidence) {
        Require.pairs(baseline, candidate);
        Require.values(baseline);
        Require.values(candidate);
        double[] differences = new double[baseline.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = candidate[i] - baseline[i];
        }
        Interval interval = StudentT.interval(differences, confidence);
        Summary summary = Summary.of(differences);
        int n = summary.count();
        if (n == 1) {
            return new Paired(n, interval, Double.NaN, 1, Double.NaN, Double.NaN);
        }
        // 0 / 0 would be NaN, but designs that never differ do not differ.
        double effect = summary.mean() == 0 ? 0 : summary.mean() / summary.deviation();
        double t = effect * Math.sqrt(n);
        double p = Double.isInfinite(t) ? 0 : StudentT.twoSided(t, n - 1);
        return new Paired(n, interval, t, p, effect, n < 3 ? Double.NaN : effect * correction(n - 1));
    }

    /** Returns what the reader has to know of the comparison. */
    public List<Caution> cautions() {
        return difference.cautions();
    }

    /** Returns Hedges' J(m) = &Gamma;(m / 2) / (&radic;(m / 2) &Gamma;((m - 1) / 2)) of m degrees of freedom, exactly and not by its approximation. */
    static double correction(int degrees) {
        double half = degrees / 2.0;
        return StrictMath.exp(Gamma.logGamma(half) - Gamma.logGamma(half - 0.5)) / Math.sqrt(half);
    }
}
