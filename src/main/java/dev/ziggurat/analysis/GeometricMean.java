package dev.ziggurat.analysis;

/**
 * The geometric mean: the one mean of quotients that does not depend on which of two designs is the baseline (P. J. Fleming and J. J. Wallace, "How not to lie
 * with statistics: the correct way to summarize benchmark results", Communications of the ACM 29, 1986).
 *
 * <p>It is no time: of times and rates themselves a total or a harmonic mean says how long the work takes (J. E. Smith, "Characterizing computer performance
 * with a single number", Communications of the ACM 31, 1988).
 */
public final class GeometricMean {
    private GeometricMean() {}

    /**
     * Returns the geometric mean, made from logarithms, so that no product overflows.
     *
     * @param values at least one, each finite and above 0
     * @throws IllegalArgumentException if there are none, or one is not above 0
     */
    public static double of(double... values) {
        return StrictMath.exp(Summary.of(logs(values)).mean());
    }

    /**
     * Returns the geometric mean with its interval: Student's t of the logarithms, turned back. So it is not symmetric, and its lower end is never below 0. It is
     * exact for log-normal values.
     *
     * @param values at least one, each finite and above 0: one for each seed, or one for each program if the programs are drawn from many
     * @param confidence between 0 and 1
     * @throws IllegalArgumentException if there are none, one is not above 0, or the confidence is none
     */
    public static Interval interval(double[] values, double confidence) {
        return backFrom(StudentT.interval(logs(values), confidence));
    }

    /** Turns the interval of a mean of logarithms into that of the geometric mean. */
    private static Interval backFrom(Interval logs) {
        return new Interval(
                StrictMath.exp(logs.estimate()),
                StrictMath.exp(logs.low()),
                StrictMath.exp(logs.high()),
                logs.confidence(),
                logs.cautions());
    }

    private static double[] logs(double... values) {
        Require.positive(values);
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = StrictMath.log(values[i]);
        }
        return logs;
    }
}
