package dev.ziggurat.cache.replacement;

import dev.ziggurat.engine.RandomStream;

/** First in, first out: the line that was filled first goes first; use changes nothing. */
public final class Fifo implements ReplacementPolicy {
    private final int ways;

    /** When each way was filled; a counter of this cache's fills. */
    private final long[] filledAt;

    private long fills;

    private Fifo(CacheShape shape) {
        ways = shape.ways();
        filledAt = new long[shape.sets() * ways];
    }

    /** {@code replacement: fifo}. */
    public record Spec() implements ReplacementSpec {
        @Override
        public ReplacementPolicy create(CacheShape shape, RandomStream random) {
            return new Fifo(shape);
        }
    }

    @Override
    public void touched(int set, int way) {}

    @Override
    public void filled(int set, int way) {
        filledAt[set * ways + way] = ++fills;
    }

    @Override
    public int victim(int set, Pins pins) {
        int base = set * ways;
        int oldest = -1;
        for (int way = 0; way < ways; way++) {
            boolean older = oldest < 0 || filledAt[base + way] < filledAt[base + oldest];
            if (older && !pins.pinned(way)) {
                oldest = way;
            }
        }
        return oldest;
    }
}
