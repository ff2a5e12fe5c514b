package dev.ziggurat.experiment.mrc;

import java.util.Arrays;

/**
 * How many accesses have which distance, as far as a sample tells: weights by the number of other lines since the last touch (the distance less one, so
 * that a cache of c lines misses from c on) and by group. Every line is in one of 32 groups, by its hash; how much the groups differ says how
 * much samples would. Numbers below 512 have buckets of their own, each octave above has 256.
 */
final class ScaledDistances {
    static final int GROUPS = 32;

    private static final int GROUP_BITS = Integer.numberOfTrailingZeros(GROUPS);
    private static final int CUT_BITS = 8;
    private static final int CUTS = 1 << CUT_BITS;
    private static final int SINGLES = 2 * CUTS;

    /** bucket b: {@code GROUPS} weights. */
    private double[] weights = new double[SINGLES * GROUPS];

    /** group g: the weight of the first touches since the begin. */
    private final double[] firsts = new double[GROUPS];

    /** The weight of all first touches. */
    private double footprint;

    /** Returns the group of a line by its hash, of which other bits say whether it is sampled. */
    static int group(long number) {
        return Hash.low(number, GROUP_BITS);
    }

    /** Returns the bucket of a number of other lines. */
    static int bucket(long others) {
        if (others < SINGLES) {
            return (int) others;
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(others) - CUT_BITS;
        return octave * CUTS + (int) (others >>> octave);
    }

    /** Returns the least number of other lines of a bucket. */
    static long least(int bucket) {
        if (bucket < SINGLES) {
            return bucket;
        }
        int octave = bucket / CUTS - 1;
        return (long) (bucket - octave * CUTS) << octave;
    }

    void add(int group, long others, double weight) {
        int place = bucket(others) * GROUPS + group;
        if (place >= weights.length) {
            weights = Arrays.copyOf(weights, (place / (CUTS * GROUPS) + 1) * CUTS * GROUPS);
        }
        weights[place] += weight;
    }

    void first(int group, double weight) {
        firsts[group] += weight;
        footprint += weight;
    }

    /** Forgets all but the footprint. */
    void forget() {
        Arrays.fill(weights, 0);
        Arrays.fill(firsts, 0);
    }

    double footprint() {
        return footprint;
    }

    double firsts() {
        return Arrays.stream(firsts).sum();
    }

    /** Returns how many buckets there are. */
    int buckets() {
        return weights.length / GROUPS;
    }

    /** Returns for each bucket and group the weight of it and larger ones, first touches included; in the last, of these alone. */
    double[] tails() {
        double[] tails = Arrays.copyOf(weights, weights.length + GROUPS);
        System.arraycopy(firsts, 0, tails, weights.length, GROUPS);
        for (int place = weights.length - 1; place >= 0; place--) {
            tails[place] += tails[place + GROUPS];
        }
        return tails;
    }
}
