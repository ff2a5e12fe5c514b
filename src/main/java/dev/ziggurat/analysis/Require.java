package dev.ziggurat.analysis;

/** What every statistic asks of its input. */
final class Require {
    /** Squares of larger values, and sums of such squares, could overflow. */
    private static final double LARGEST = 1e150;

    private Require() {}

    /** Refuses no values at all, and any that is not finite. */
    static void values(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values; a statistic needs at least one");
        }
        finite(values);
    }

    /** Refuses a value that is not finite. */
    static void finite(double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= LARGEST)) {
                throw new IllegalArgumentException("value " + (i + 1) + " of " + values.length + " is " + values[i]
                        + "; values are finite, at most 1e150: leave out what was not measured");
            }
        }
    }

    /** Refuses a value that has no logarithm. */
    static void positive(double... values) {
        values(values);
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= 0) {
                throw new IllegalArgumentException("value " + (i + 1) + " of " + values.length + " is " + values[i]
                        + "; a geometric mean or a ratio needs values above 0");
            }
        }
    }

    /** Refuses two columns of different length. */
    static void pairs(double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(one.length + " values against " + other.length
                    + "; a paired comparison needs one of each for every seed");
        }
    }

    /** Refuses what is no confidence, such as 95 for 0.95. */
    static void confidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence " + confidence + "; it lies between 0 and 1, for example 0.95");
        }
    }

    /** Refuses what is no list of p values. */
    static void probabilities(double... p) {
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1)) {
                throw new IllegalArgumentException(
                        "p value " + (i + 1) + " of " + p.length + " is " + p[i] + "; it lies from 0 to 1");
            }
        }
    }
}
