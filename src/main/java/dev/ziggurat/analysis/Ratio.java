package dev.ziggurat.analysis;

/**
 * How many times as much: the quotient of two designs on common random numbers, such as a speed-up. Each seed gives a quotient; their geometric mean has an
 * interval by logarithms, so that swapping the designs gives exactly the inverse, which neither the quotient of means nor the mean of quotients does.
 */
public final class Ratio {
    private Ratio() {}

    /**
     * Returns numerator / denominator with its interval. A speed-up has the baseline's times above and the candidate's below, or the candidate's rates (IPC)
     * above and the baseline's below. An interval that holds 1 shows no difference.
     *
     * @param numerator the values of one design, in the order of the seeds, at least one, each finite and above 0
     * @param denominator those of the other with the same seeds
     * @param confidence between 0 and 1
     * @throws IllegalArgumentException if there are none or not equally many, one is not above 0, or the confidence is none
     */
    public static Interval of(double[] numerator, double[] denominator, double confidence) {
        Require.pairs(numerator, denominator);
        Require.positive(numerator);
        Require.positive(denominator);
        double[] quotients = new double[numerator.length];
        for (int i = 0; i < quotients.length; i++) {
            quotients[i] = numerator[i] / denominator[i];
        }
        return GeometricMean.interval(quotients, confidence);
    }
}
