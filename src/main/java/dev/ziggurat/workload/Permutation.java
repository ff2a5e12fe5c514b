package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;

/**
 * A shuffled order of 0 .. n - 1 that needs no memory: rounds of steps that each can be undone (multiply by an odd number, add, shift and xor)
 * mix the numbers below the next power of two; a result of n or more is mixed again until it is below n, which happens less than once on
 * average (cycle walking: Black and Rogaway, "Ciphers with arbitrary finite domains", 2002).
 */
final class Permutation implements NodeOrder {
    private static final int ROUNDS = 3;
    private static final long MULTIPLIER = 0xd1342543de82ef95L;

    private final long n;
    private final long mask;
    private final int shift;
    private final long key0;
    private final long key1;
    private final long key2;

    Permutation(long n, RandomStream random) {
        this.n = n;
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(n - 1));
        mask = (1L << bits) - 1;
        shift = (bits + 1) / 2;
        key0 = random.nextLong();
        key1 = random.nextLong();
        key2 = random.nextLong();
    }

    @Override
    public long at(long position) {
        long value = position;
        do {
            value = mix(mix(mix(value, key0), key1), key2);
        } while (value >= n);
        return value;
    }

    private long mix(long value, long key) {
        long z = (value * MULTIPLIER + key) & mask;
        return z ^ (z >>> shift);
    }
}
