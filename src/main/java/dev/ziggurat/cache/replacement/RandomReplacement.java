package dev.ziggurat.cache.replacement;

import dev.ziggurat.engine.RandomStream;

/**
 * A way at random, each equally likely. The next number is drawn when a way is filled, so that asking twice gives the same answer; a way that
 * cannot be chosen gives its turn to the next one.
 */
public final class RandomReplacement implements ReplacementPolicy {
    private final int ways;
    private final RandomStream random;
    private int drawn;

    private RandomReplacement(CacheShape shape, RandomStream random) {
        this.ways = shape.ways();
        this.random = random;
        drawn = random.nextInt(ways);
    }

    /** {@code replacement: random}. */
    public record Spec() implements ReplacementSpec {
        @Override
        public ReplacementPolicy create(CacheShape shape, RandomStream random) {
            return new RandomReplacement(shape, random);
        }
    }

    @Override
    public void touched(int set, int way) {}

    @Override
    public void filled(int set, int way) {
        drawn = random.nextInt(ways);
    }

    @Override
    public int victim(int set, Pins pins) {
        int way = drawn;
        while (pins.pinned(way)) {
            way = way + 1 == ways ? 0 : way + 1;
        }
        return way;
    }
}
