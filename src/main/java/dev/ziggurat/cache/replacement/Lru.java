package dev.ziggurat.cache.replacement;

import dev.ziggurat.engine.RandomStream;
import java.util.Arrays;

/**
 * Least recently used, exact for any number of ways.
 *
 * <p>Up to 16 ways a set's whole order is one {@code long}: 4 bits a rank, the most recent lowest. A use is a branch-free search for the
 * way's nibble and two shifts, done whether or not the way is the most recent already. Larger sets keep the order in a row of ints.
 */
public final class Lru {
    private static final int NIBBLES = 16;

    private Lru() {}

    /** {@code replacement: lru}. */
    public record Spec() implements ReplacementSpec {
        @Override
        public ReplacementPolicy create(CacheShape shape, RandomStream random) {
            return shape.ways() <= NIBBLES ? new Nibbles(shape) : new Stamps(shape);
        }
    }

    private static final class Nibbles implements ReplacementPolicy {
        private static final long ONES = 0x1111111111111111L;
        private static final long EIGHTS = 0x8888888888888888L;
        private static final long IDENTITY = 0xfedcba9876543210L;

        /** Per set: the way at rank r in bits 4r to 4r+3; rank 0 is the most recent. */
        private final long[] order;

        private final int ways;

        Nibbles(CacheShape shape) {
            ways = shape.ways();
            order = new long[shape.sets()];
            Arrays.fill(order, IDENTITY);
        }

        @Override
        public void touched(int set, int way) {
            long old = order[set];
            long match = old ^ (way * ONES);
            long zero = (match - ONES) & ~match & EIGHTS;
            int shift = Long.numberOfTrailingZeros(zero) & ~3;
            long below = (1L << shift) - 1;
            long above = -2L << (shift | 3);
            order[set] = (old & above) | ((old & below) << 4) | way;
        }

        @Override
        public void filled(int set, int way) {
            touched(set, way);
        }

        @Override
        public int victim(int set, Pins pins) {
            long ranks = order[set];
            int rank = ways - 1;
            int way = (int) (ranks >>> (4 * rank)) & 15;
            while (pins.pinned(way)) {
                rank--;
                way = (int) (ranks >>> (4 * rank)) & 15;
            }
            return way;
        }
    }

    private static final class Stamps implements ReplacementPolicy {
        /** When each way was last used; a counter of this cache's uses. */
        private final long[] used;

        private final int ways;
        private long uses;

        Stamps(CacheShape shape) {
            ways = shape.ways();
            used = new long[shape.sets() * ways];
        }

        @Override
        public void touched(int set, int way) {
            used[set * ways + way] = ++uses;
        }

        @Override
        public void filled(int set, int way) {
            touched(set, way);
        }

        @Override
        public int victim(int set, Pins pins) {
            int base = set * ways;
            int oldest = -1;
            for (int way = 0; way < ways; way++) {
                boolean older = oldest < 0 || used[base + way] < used[base + oldest];
                if (older && !pins.pinned(way)) {
                    oldest = way;
                }
            }
            return oldest;
        }
    }
}
