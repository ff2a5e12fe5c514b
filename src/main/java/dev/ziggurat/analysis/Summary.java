package dev.ziggurat.analysis;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What a list of values looks like; each number is in their unit.
 *
 * @param count how many there are, at least 1
 * @param mean arithmetic mean
 * @param deviation standard deviation with the divisor n - 1; 0 for a single value
 * @param minimum the smallest
 * @param median the middle one, or the mean of the two middle ones
 * @param maximum the largest
 */
public record Summary(int count, double mean, double deviation, double minimum, double median, double maximum) {
    /**
     * Describes values. Mean and deviation are made in two passes with a correction, so a small spread on a large mean keeps its digits (T. F. Chan, G. H.
     * Golub and R. J. LeVeque, "Algorithms for computing the sample variance", The American Statistician 37, 1983).
     *
     * @param values at least one, all finite
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static Summary of(double... values) {
        Require.values(values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = StatUtils.mean(values);
        double variance = StatUtils.variance(values, mean);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        boolean equal = sorted[0] == sorted[sorted.length - 1];
        return new Summary(
                values.length,
                equal ? sorted[0] : mean,
                equal ? 0 : Math.sqrt(variance),
                sorted[0],
                median,
                sorted[sorted.length - 1]);
    }

    /** Returns the standard deviation of the mean, s / &radic;n. */
    public double standardError() {
        return deviation / Math.sqrt(count);
    }

    /** Whether no two values differ, to the bit. */
    public boolean withoutSpread() {
        return minimum == maximum;
    }
}
