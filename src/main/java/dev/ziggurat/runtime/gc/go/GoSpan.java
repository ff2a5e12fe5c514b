package dev.ziggurat.runtime.gc.go;

/** The record of a span (mspan): in which word what stands. It has two lines. */
final class GoSpan {
    /** The bytes of a record. */
    static final long BYTES = 128;

    /** Where the span's first object is. The two words before are those of {@link GoStack}. */
    static final long BASE = 16;

    /** Its class, how many objects it has room for, and its pages. */
    static final long SHAPE = 24;

    /** How far it is given out (freeindex), how many objects are allocated (allocCount), how many it has room for (nelems): Go has them beside each other. */
    static final long COUNTS = 32;

    /** Which objects from freeindex on are free, the lowest bit first (allocCache). */
    static final long CACHE = 40;

    /** Where its bits of allocated objects are (allocBits), and of marked ones (gcmarkBits). */
    static final long ALLOCATED = 48;

    static final long MARKS = 56;

    /**
     * What its state is, by the heap's generation g: g - 2, it is to be swept; g - 1, somebody sweeps it; g, it is swept; g + 1, it was in a thread's cache before the
     * generation and is there still; g + 3, it is swept and in a cache (sweepgen).
     */
    static final long GENERATION = 64;

    private static final int HALF = 16;
    private static final int WORD = 32;
    private static final long MASK = 0xffff;

    private GoSpan() {}

    static long shape(int spanClass, int objects, long pages) {
        return spanClass | (long) objects << HALF | pages << WORD;
    }

    static int spanClass(long shape) {
        return (int) (shape & MASK);
    }

    static int objects(long shape) {
        return (int) (shape >>> HALF & MASK);
    }

    static long pages(long shape) {
        return shape >>> WORD;
    }

    static long counts(int free, int used, int objects) {
        return free | (long) used << HALF | (long) objects << WORD;
    }

    static int free(long counts) {
        return (int) (counts & MASK);
    }

    static int used(long counts) {
        return (int) (counts >>> HALF & MASK);
    }

    static int room(long counts) {
        return (int) (counts >>> WORD);
    }
}
