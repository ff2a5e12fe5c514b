package dev.ziggurat.analysis;

import java.util.List;

/**
 * A confidence interval: were the whole experiment repeated again and again, this part of the intervals would hold the true value.
 *
 * @param estimate the point estimate, finite, in the unit of the values
 * @param low lower end, at most {@code high}; -&infin; if nothing bounds it
 * @param high upper end; +&infin; if nothing bounds it
 * @param confidence between 0 and 1
 * @param cautions what the reader has to know, in the order of {@link Caution}; mostly empty
 */
public record Interval(double estimate, double low, double high, double confidence, List<Caution> cautions) {
    public Interval {
        Require.finite(estimate);
        Require.confidence(confidence);
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
        cautions = cautions.stream().sorted().distinct().toList();
    }

    /** Makes an interval that needs no caution. */
    public Interval(double estimate, double low, double high, double confidence) {
        this(estimate, low, high, confidence, List.of());
    }

    /** Makes the interval of a single value, which excludes nothing. */
    static Interval unbounded(double estimate, double lowest, double confidence) {
        return new Interval(estimate, lowest, Double.POSITIVE_INFINITY, confidence, List.of(Caution.ONE_VALUE));
    }

    /** Makes the interval of values that are all equal. */
    static Interval withoutSpread(double estimate, double confidence) {
        return new Interval(estimate, estimate, estimate, confidence, List.of(Caution.NO_SPREAD));
    }

    /** Returns half the width, in the unit of the values; +&infin; if an end is unbounded. */
    public double halfWidth() {
        return (high - low) / 2;
    }

    /**
     * Returns half the width as a part of the estimate's magnitude: 0.05 is &plusmn; 5 %. An interval without width has 0, one around an estimate of 0 is
     * infinitely wide.
     */
    public double relativeHalfWidth() {
        return halfWidth() == 0 ? 0 : halfWidth() / Math.abs(estimate);
    }

    /** Whether a value lies in it, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
