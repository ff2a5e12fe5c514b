package dev.ziggurat.workload;

/**
 * Ranks 0 .. n - 1, rank r with a probability in proportion to (r + 1)<sup>-theta</sup>, exactly and in bounded memory. The ranks below 64
 * stand alone, each octave above is cut into 64 buckets; a bucket is drawn as if all of its ranks had the weight of its first, a rank of it
 * evenly, and that is kept with the probability by which the rank's own weight is smaller (von Neumann's rejection), never below
 * 1 - theta/64. That weight is only computed when the weight of the bucket's last rank does not decide already.
 */
public final class ZipfRanks {
    /** The largest skew for which the series below is exact. */
    public static final double LARGEST_THETA = 10;

    private static final int SINGLES = 64;
    private static final int CUTS = 64;
    private static final double UNIT = 0x1p-63;

    /** The terms after these are below 2<sup>-60</sup> for every theta up to 10. */
    private static final int TERMS = 16;

    private final AliasTable table;

    /** The coefficients of the series of (1 + x)<sup>-theta</sup>. */
    private final double[] series = new double[TERMS];

    /** bucket i: its ranks, counted from 1 | first | width | and what share of the first's weight the last has, rounded down: | least */
    private final long[] first;

    private final long[] width;
    private final double[] least;

    /**
     * Makes the ranks.
     *
     * @param n how many
     * @param theta the skew, 0 (none) to {@link #LARGEST_THETA}
     */
    public ZipfRanks(long n, double theta) {
        series[0] = 1;
        for (int i = 1; i < TERMS; i++) {
            series[i] = -series[i - 1] * (theta + i - 1) / i;
        }
        int buckets = buckets(n);
        first = new long[buckets];
        width = new long[buckets];
        least = new double[buckets];
        double[] weights = new double[buckets];
        long start = 1;
        for (int i = 0; i < buckets; i++) {
            first[i] = start;
            width[i] = Math.min(span(start), n + 1 - start);
            weights[i] = width[i] * StrictMath.pow((double) start, -theta);
            least[i] = weight(i, width[i] - 1) * (1 - 0x1p-40);
            start += width[i];
        }
        table = new AliasTable(weights);
    }

    private static int buckets(long n) {
        int buckets = 0;
        for (long start = 1; start <= n; start += span(start)) {
            buckets++;
        }
        return buckets;
    }

    /** Returns the width of the bucket that begins at a rank. */
    private static long span(long start) {
        return start < SINGLES ? 1 : Long.highestOneBit(start) / CUTS;
    }

    /** Returns the rank that 64 random bits stand for. */
    public long draw(long bits) {
        long spent = bits;
        while (true) {
            int bucket = table.draw(spent);
            long span = width[bucket];
            if (span == 1) {
                return first[bucket] - 1;
            }
            spent = Draws.again(spent);
            long offset = Draws.below(span, spent);
            double coin = Draws.rest(span, spent) * UNIT;
            if (coin < least[bucket] || coin < weight(bucket, offset)) {
                return first[bucket] + offset - 1;
            }
            spent = Draws.again(spent);
        }
    }

    /**
     * Returns the weight of a rank as a share of that of its bucket's first: (1 + x)<sup>-theta</sup> by its binomial series, x being at most
     * 1/64. (StrictMath.pow may allocate.)
     */
    private double weight(int bucket, long offset) {
        double x = (double) offset / first[bucket];
        double sum = 0;
        for (int i = TERMS - 1; i >= 0; i--) {
            sum = sum * x + series[i];
        }
        return sum;
    }
}
