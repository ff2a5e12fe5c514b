package dev.ziggurat.analysis;

import java.util.Arrays;

/** Replicates of a bootstrap in rising order. */
final class Ordered {
    private final double[] values;

    /** Takes the values over and sorts them. */
    Ordered(double[] values) {
        this.values = values;
        Arrays.sort(values);
    }

    /**
     * Returns the value below which a part of the distribution lies: of B values the one at place (B + 1) p, between two by linear interpolation, the first or
     * the last beyond them (A. C. Davison and D. V. Hinkley, Bootstrap Methods and their Application, 1997, section 2.4).
     */
    double quantile(double part) {
        double place = part * (values.length + 1) - 1;
        int below = (int) Math.floor(place);
        if (below < 0) {
            return values[0];
        }
        if (below >= values.length - 1) {
            return values[values.length - 1];
        }
        double low = values[below];
        double high = values[below + 1];
        // Neighbours may both be infinite, and their difference no number.
        return low == high ? low : low + (place - below) * (high - low);
    }
}
