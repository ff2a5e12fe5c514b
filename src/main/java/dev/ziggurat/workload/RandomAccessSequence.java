package dev.ziggurat.workload;

/**
 * The pseudo-random sequence of HPCC's RandomAccess: multiplication by x in GF(2)[x] modulo the polynomial POLY = 7, beginning with 1 at
 * index 0, of period 1317624576693539401.
 */
final class RandomAccessSequence {
    /** The period of the sequence. */
    static final long PERIOD = 1317624576693539401L;

    private static final long POLY = 7;

    private RandomAccessSequence() {}

    /** Returns the number after another. */
    static long after(long ran) {
        return (ran << 1) ^ ((ran >> 63) & POLY);
    }

    /** Returns the number at an index of at least 0: x to that power, by squaring. */
    static long at(long index) {
        long left = index % PERIOD;
        long power = 2;
        long result = 1;
        while (left != 0) {
            if ((left & 1) != 0) {
                result = times(result, power);
            }
            power = times(power, power);
            left >>>= 1;
        }
        return result;
    }

    private static long times(long a, long b) {
        long product = 0;
        for (int i = Long.SIZE - 1; i >= 0; i--) {
            product = after(product) ^ (-((b >>> i) & 1) & a);
        }
        return product;
    }
}
