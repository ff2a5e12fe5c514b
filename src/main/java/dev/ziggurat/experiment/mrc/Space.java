package dev.ziggurat.experiment.mrc;

/**
 * An address space among others: the same address is another line in each. The highest bits of a line's number, which no address reaches, say in
 * which it lies.
 *
 * @param mark the bits of its own
 * @param bits those that its lines must leave free
 */
record Space(long mark, long bits) {
    /** The only one. */
    static final Space ALONE = new Space(0, 0);

    /**
     * Returns one of several.
     *
     * @param number its number, from 0
     * @param spaces how many there are, at least 2
     */
    static Space of(int number, int spaces) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(spaces - 1);
        return new Space((long) number << (Long.SIZE - width), -1L << (Long.SIZE - width));
    }
}
