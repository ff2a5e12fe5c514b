package dev.ziggurat.engine;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The random numbers of one named use: xoshiro256++ (Blackman and Vigna, 2021), seeded from the run's seed and the name, so that adding a
 * component never moves another's numbers.
 */
public final class RandomStream {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final UniformRandomProvider source;

    private RandomStream(UniformRandomProvider source) {
        this.source = source;
    }

    /**
     * Returns the stream of a use.
     *
     * @param seed the run's seed
     * @param name the use, such as {@code core0.l1d.replacement}
     */
    public static RandomStream of(long seed, String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        long state = mix(seed) ^ hash;
        long[] words = new long[4];
        for (int i = 0; i < words.length; i++) {
            state += GOLDEN;
            words[i] = mix(state);
        }
        return new RandomStream(RandomSource.XO_SHI_RO_256_PP.create(words));
    }

    /** Returns a number from 0 to {@code bound} - 1, each equally likely; {@code bound} is at least 1. */
    public int nextInt(int bound) {
        return source.nextInt(bound);
    }

    /** Returns a number from 0 to {@code bound} - 1, each equally likely; {@code bound} is at least 1. */
    public long nextLong(long bound) {
        return source.nextLong(bound);
    }

    /** Returns 64 random bits. */
    public long nextLong() {
        return source.nextLong();
    }

    /** Returns a number in [0, 1), a multiple of 2<sup>-53</sup>. */
    public double nextDouble() {
        return source.nextDouble();
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
