package dev.ziggurat.report.points;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.analysis.Paired;
import dev.ziggurat.analysis.Ratio;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A point beside the one that it is compared with, on the seeds that both have.
 *
 * @param baseline the number of the other point
 * @param paired point minus baseline
 * @param ratio point over baseline; null if a value is not above 0
 * @param quotients point over baseline by seed; empty if there is no ratio
 * @param adjusted the p value, adjusted for all comparisons of the same metric by Holm's method; NaN for a single pair
 */
public record Related(
        String baseline, Paired paired, @Nullable Interval ratio, SortedMap<Long, Double> quotients, double adjusted) {
    public Related {
        quotients = Collections.unmodifiableSortedMap(quotients);
    }

    /** Compares two points; null if they have no seed in common. The p value is adjusted later. */
    static @Nullable Related of(String metric, Point point, Point baseline, double confidence) {
        double[][] pairs = point.pairs(metric, baseline);
        if (pairs[0].length == 0) {
            return null;
        }
        Paired paired = Paired.of(pairs[1], pairs[0], confidence);
        boolean positive = Arrays.stream(pairs).flatMapToDouble(Arrays::stream).allMatch(value -> value > 0);
        Interval ratio = positive ? Ratio.of(pairs[0], pairs[1], confidence) : null;
        SortedMap<Long, Double> quotients = positive ? point.quotients(metric, baseline) : new TreeMap<>();
        return new Related(baseline.number(), paired, ratio, quotients, Double.NaN);
    }

    Related adjusted(double p) {
        return new Related(baseline, paired, ratio, quotients, p);
    }

    /** Whether there are pairs enough for a p value. */
    public boolean hasP() {
        return paired.pairs() > 1;
    }
}
