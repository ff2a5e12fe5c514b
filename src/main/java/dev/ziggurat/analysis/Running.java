package dev.ziggurat.analysis;

/** Mean and spread of values that come one by one (B. P. Welford, "Note on a method for calculating corrected sums of squares", Technometrics 4, 1962). */
final class Running {
    private int count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double off = value - mean;
        mean += off / count;
        squares += off * (value - mean);
    }

    int count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /** Returns the sum of the squared deviations from the mean. */
    double squares() {
        return squares;
    }
}
