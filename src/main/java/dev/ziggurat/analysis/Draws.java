package dev.ziggurat.analysis;

/**
 * Random numbers from a seed: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), whose every bit
 * is specified, so that a bootstrap comes out the same on every JDK.
 */
final class Draws {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    Draws(long seed) {
        state = seed;
    }

    /** Returns a number from 0 to {@code bound} - 1; none is likelier than another by more than {@code bound} in 2<sup>32</sup>. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    private long next() {
        state += GOLDEN;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
