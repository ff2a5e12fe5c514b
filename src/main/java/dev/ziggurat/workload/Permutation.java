package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;

/**
 * A shuffled order of 0 .. n - 1 that needs no memory: rounds of steps that each can be undone (multiply by an odd number, add, shift and xor)
 * mix the numbers below the next power of two; a result of n or more is mixed again until it is below n, which happens less than once on
 * average (cycle walking: Black and Rogaway, "Ciphers with arbitrary finite domains", 2002).
 */
final class Permutation implements NodeOrder {
    private final long n;
    private final long mask;
    private final int shift;

    /** What each round multiplies by, odd, and adds. */
    private final long factor0;

    private final long factor1;
    private final long factor2;
    private final long term0;
    private final long term1;
    private final long term2;

    Permutation(long n, RandomStream random) {
        this.n = n;
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(n - 1));
        mask = (1L << bits) - 1;
        shift = (bits + 1) / 2;
        factor0 = random.nextLong() | 1;
        factor1 = random.nextLong() | 1;
        factor2 = random.nextLong() | 1;
        term0 = random.nextLong();
        term1 = random.nextLong();
        term2 = random.nextLong();
    }

    @Override
    public long at(long position) {
        long value = position;
        do {
            value = mix(mix(mix(value, factor0, term0), factor1, term1), factor2, term2);
        } while (value >= n);
        return value;
    }

    private long mix(long value, long factor, long term) {
        long z = (value * factor + term) & mask;
        return z ^ (z >>> shift);
    }
}
