package dev.ziggurat.experiment.mrc;

/**
 * A number for each line, in whose high bits neighbours and strides leave no trace: the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, with
 * D. Stafford's constants) behind a key, but for its last step, which makes the low bits as good. Sampling needs one as good as this: with a
 * multiplication alone a stride may meet the sample always or never.
 *
 * @param key which of the many samples it makes
 */
record Hash(long key) {
    /** Returns the number of a line, 64 bits. */
    long of(long line) {
        long z = line + key;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        return (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    }

    /** Returns the low bits of a number, made as good as the high ones and independent of them. */
    static int low(long number, int bits) {
        return (int) (number ^ (number >>> 31)) & (1 << bits) - 1;
    }
}
