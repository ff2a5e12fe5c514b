package dev.ziggurat.experiment.mrc;

import java.util.stream.IntStream;

/**
 * What a sample tells of the curve, and between which bounds the true one lies, at each size in 95 of 100 samples or more.
 *
 * <p>A sample errs in two ways. Which lines are in it decides how many accesses miss; how far that may be off is told by the spread of the groups of
 * lines, which were drawn independently (random groups: Wolter, Introduction to Variance Estimation, chapter 2), with Student's t. And of the lines
 * between two touches a binomial number is in it, so that an access may look as if it had another distance; that moves the
 * curve sideways. The bounds allow for all distances having been missed in the same direction: a cyclic walk, which fits or does not, has all
 * of them from the same lines. Each error is exceeded in 2.5 of 100 cases, both together in 5 at most (Bonferroni).
 *
 * <p>The share of misses is taken of all accesses, which are known, and not of those of the sample: the difference counts as hits of every size, because it comes
 * from the few hottest lines being in the sample or not (the paper's SHARDS-adj).
 */
final class SampledCurve implements Curve {
    /** What a standard normal variable exceeds with a probability of 1.25 %. */
    static final double NORMAL = 2.241402727604947;

    /** What Student's t with 31 degrees of freedom exceeds with a probability of 1.25 %. */
    static final double STUDENT = 2.3556;

    private static final int GROUPS = ScaledDistances.GROUPS;

    /** bucket b: {@code GROUPS} weights of it and all larger ones. */
    private final double[] tails;

    private final int last;
    private final long accesses;
    private final double rate;
    private final long remembered;
    private final long coldMisses;
    private final long footprint;

    SampledCurve(ScaledDistances distances, long accesses, double rate, long remembered) {
        tails = distances.tails();
        last = distances.buckets();
        this.accesses = accesses;
        this.rate = rate;
        this.remembered = remembered;
        coldMisses = within(StrictMath.round(distances.firsts()));
        footprint = StrictMath.round(distances.footprint());
    }

    private long within(long count) {
        return Math.max(0, Math.min(count, accesses));
    }

    @Override
    public long accesses() {
        return accesses;
    }

    @Override
    public long coldMisses() {
        return coldMisses;
    }

    @Override
    public long footprint() {
        return footprint;
    }

    @Override
    public long remembered() {
        return remembered;
    }

    /** Below that, whatever lies between two touches may well be outside of the sample. */
    @Override
    public long finest() {
        return Math.max(1, (long) StrictMath.ceil(NORMAL * NORMAL * (1 - rate) / rate));
    }

    @Override
    public Point at(long lines) {
        long misses = within(StrictMath.round(beyond(lines)));
        return new Point(lines, misses, Math.min(misses, low(lines)), Math.max(misses, high(lines)));
    }

    /** Returns the weight of what misses at a size; inside a bucket the distances are taken to lie evenly. */
    private double beyond(long lines) {
        int bucket = Math.min(ScaledDistances.bucket(lines), last);
        double all = tail(bucket);
        if (bucket == last) {
            return all;
        }
        long least = ScaledDistances.least(bucket);
        double share = (double) (lines - least) / (ScaledDistances.least(bucket + 1) - least);
        return all - (all - tail(bucket + 1)) * share;
    }

    /** With less than {@code lines} others between, as a hit has, no more than this are seen; what looks larger is a miss. */
    private long low(long lines) {
        double others = (lines - 1) * rate;
        double seen = others + NORMAL * StrictMath.sqrt(others * (1 - rate)) + (1 - rate) * NORMAL * NORMAL / 3;
        long largest = (long) StrictMath.ceil(seen / rate);
        int bucket = Math.min(ScaledDistances.bucket(largest + 1), last);
        if (bucket < last && ScaledDistances.least(bucket) <= largest) {
            bucket++;
        }
        return within((long) StrictMath.floor(tail(bucket) - STUDENT * error(bucket)));
    }

    /** With {@code lines} others between, as a miss has at least, no fewer than this are seen. */
    private long high(long lines) {
        double others = lines * rate;
        double seen = others - NORMAL * StrictMath.sqrt(others * (1 - rate));
        if (seen <= 0) {
            return accesses;
        }
        int bucket = Math.min(ScaledDistances.bucket((long) (seen / rate)), last);
        return within((long) StrictMath.ceil(tail(bucket) + STUDENT * error(bucket)));
    }

    private double tail(int bucket) {
        double sum = 0;
        for (int group = 0; group < GROUPS; group++) {
            sum += tails[bucket * GROUPS + group];
        }
        return sum;
    }

    /** Returns the standard error of a tail. */
    private double error(int bucket) {
        double mean = tail(bucket) / GROUPS;
        double squares = 0;
        for (int group = 0; group < GROUPS; group++) {
            double difference = tails[bucket * GROUPS + group] - mean;
            squares += difference * difference;
        }
        return StrictMath.sqrt((1 - rate) * squares * GROUPS / (GROUPS - 1));
    }

    /** Behind each bucket that is not empty: from that size on all of it hits. */
    @Override
    public long[] steps() {
        return IntStream.range(0, last)
                .filter(bucket -> tail(bucket) > tail(bucket + 1))
                .mapToLong(bucket -> ScaledDistances.least(bucket + 1))
                .toArray();
    }
}
