package dev.ziggurat.storage;

/** The random numbers with which the reference streams were drawn: 64 bits, of which the upper 31 are used. */
public final class Lcg {
    private long state;

    public Lcg(long seed) {
        state = seed;
    }

    private long draw() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return state >>> 33;
    }

    /** Returns a number from 0 to {@code bound} - 1. */
    public long below(long bound) {
        return draw() % bound;
    }

    /** Returns a number in (0, 1]. */
    public double above0() {
        return (draw() + 1) / (double) ((1L << 31) + 1);
    }
}
