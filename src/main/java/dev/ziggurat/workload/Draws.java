package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;

/**
 * Random numbers drawn by position: number {@code i} is the {@code i}-th of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014), whose state advances by a constant, so that any position costs the same.
 */
final class Draws {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long key;

    /** Takes its key from a stream. */
    Draws(RandomStream random) {
        key = random.nextLong();
    }

    /** Returns the 64 bits of a position. */
    long at(long position) {
        return mix(key + position * GOLDEN);
    }

    /** Writes the 64 bits of a position and of those behind it. */
    void from(long position, long[] into, int count) {
        long state = key + position * GOLDEN;
        for (int i = 0; i < count; i++) {
            into[i] = mix(state);
            state += GOLDEN;
        }
    }

    /** Returns 64 bits more for a position whose bits were not enough. */
    static long again(long bits) {
        return mix(bits + GOLDEN);
    }

    /**
     * Maps 64 random bits to 0 .. {@code bound} - 1 by multiplication (Lemire, "Fast random integer generation in an interval", 2019).
     * Without his rejection step: no value is likelier than another by more than {@code bound} / 2<sup>63</sup> of itself.
     *
     * @param bound from 1 to 2<sup>61</sup>
     */
    static long below(long bound, long bits) {
        return Math.multiplyHigh(bits >>> 1, bound << 1);
    }

    /** Returns what {@link #below} leaves over of the same bits: how far inside its value they lie, from 0 to 2<sup>63</sup> - 1. */
    static long rest(long bound, long bits) {
        return ((bits >>> 1) * (bound << 1)) >>> 1;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
