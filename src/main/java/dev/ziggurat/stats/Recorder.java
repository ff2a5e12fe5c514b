package dev.ziggurat.stats;

import org.HdrHistogram.Histogram;

/**
 * Collects the values of single events (latencies in picoseconds) in a histogram of 3 significant digits, with their exact sum. Recording
 * allocates only when a value is larger than any before, and than 67 us.
 */
public final class Recorder {
    private static final int DIGITS = 3;

    /** Buckets up to here, 67 us, are there from the start, so that a late record of a busy memory allocates nothing. */
    private static final long USUAL = 1L << 26;

    private static final Histogram NOTHING = new Histogram(DIGITS);

    private final Histogram histogram = new Histogram(1, USUAL, DIGITS);
    private long sum;

    public Recorder() {
        histogram.setAutoResize(true);
    }

    /** Takes a value, at least 0. */
    public void record(long value) {
        histogram.recordValue(value);
        sum += value;
    }

    /** Returns the exact sum of all values. */
    public long sum() {
        return sum;
    }

    /** Returns the number of values. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Returns what was recorded so far, to be looked at only: before the first value all share one that is empty. */
    Histogram copy() {
        return histogram.getTotalCount() == 0 ? NOTHING : histogram.copy();
    }
}
