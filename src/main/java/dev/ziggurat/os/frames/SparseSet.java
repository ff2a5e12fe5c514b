package dev.ziggurat.os.frames;

/**
 * A set of numbers below a bound, kept as a tree: words of 64 bits at the bottom, above them how many members each 64, 64<sup>2</sup> ...
 * numbers have. So the next member, the lowest number that is missing and the n-th that is missing are each found in at most 64 steps a
 * level, and memory is used only near members that are or have been.
 */
public final class SparseSet {
    /** No such number. */
    public static final long NONE = -1;

    private static final int BITS = 6;
    private static final int FAN_OUT = 1 << BITS;

    private final long bound;

    /** The members, a bit each. */
    private final PagedLongs words = new PagedLongs();

    /** At level n - 1: the members among each 64<sup>n</sup> numbers; the last level has one node for all. */
    private final PagedLongs[] counts;

    private long size;

    /**
     * Makes an empty set.
     *
     * @param bound the members lie between 0 and this - 1; at least 0
     */
    public SparseSet(long bound) {
        if (bound < 0) {
            throw new IllegalArgumentException("a set of numbers below " + bound);
        }
        this.bound = bound;
        int levels = 1;
        while (levels * BITS < Long.SIZE - 1 && (bound - 1) >> (levels * BITS) > 0) {
            levels++;
        }
        counts = new PagedLongs[levels];
        for (int level = 0; level < levels; level++) {
            counts[level] = new PagedLongs();
        }
    }

    /** Returns the number of members. */
    public long size() {
        return size;
    }

    /** Returns the number of numbers below the bound that are no members. */
    public long missing() {
        return bound - size;
    }

    /** Whether a number from 0 to the bound - 1 is a member. */
    public boolean contains(long number) {
        return (words.at(number >> BITS) >>> number & 1) == 1;
    }

    /** Puts a number from 0 to the bound - 1 in; false if it was in. */
    public boolean add(long number) {
        if (contains(checked(number))) {
            return false;
        }
        change(number, 1);
        return true;
    }

    /** Takes a number from 0 to the bound - 1 out; false if it was not in. */
    public boolean remove(long number) {
        if (!contains(checked(number))) {
            return false;
        }
        change(number, -1);
        return true;
    }

    /** Returns the lowest member at or above a number from 0 up, or {@link #NONE}. */
    public long next(long from) {
        if (from >= bound) {
            return NONE;
        }
        long word = words.at(from >> BITS) >>> from;
        if (word != 0) {
            return from + Long.numberOfTrailingZeros(word);
        }
        long node = from >> BITS;
        for (int level = 0; level + 1 < counts.length; level++) {
            long end = (node | (FAN_OUT - 1)) + 1;
            for (long other = node + 1; other < end; other++) {
                if (counts[level].at(other) != 0) {
                    return first(level, other);
                }
            }
            node >>= BITS;
        }
        return NONE;
    }

    /** Returns the lowest number that is no member, or {@link #NONE}. */
    public long lowestMissing() {
        return missing() == 0 ? NONE : missing(0);
    }

    /**
     * Returns the number that is no member and has this many such numbers below it.
     *
     * @param rank from 0 to {@link #missing()} - 1
     */
    public long missing(long rank) {
        if (rank < 0 || rank >= missing()) {
            throw new IllegalArgumentException(rank + " of " + missing() + " missing numbers");
        }
        long below = rank;
        long node = 0;
        for (int level = counts.length - 2; level >= 0; level--) {
            node <<= BITS;
            long gaps = gaps(level, node);
            while (below >= gaps) {
                below -= gaps;
                node++;
                gaps = gaps(level, node);
            }
        }
        long word = ~words.at(node);
        while (below-- > 0) {
            word &= word - 1;
        }
        return (node << BITS) + Long.numberOfTrailingZeros(word);
    }

    private long checked(long number) {
        if (number < 0 || number >= bound) {
            throw new IndexOutOfBoundsException(number + " lies not between 0 and " + (bound - 1));
        }
        return number;
    }

    private void change(long number, int by) {
        long word = number >> BITS;
        words.set(word, words.at(word) ^ (1L << number));
        long node = word;
        for (PagedLongs level : counts) {
            level.add(node, by);
            node >>= BITS;
        }
        size += by;
    }

    /** The lowest member under a node that has one. */
    private long first(int fromLevel, long fromNode) {
        long node = fromNode;
        for (int level = fromLevel - 1; level >= 0; level--) {
            node <<= BITS;
            while (counts[level].at(node) == 0) {
                node++;
            }
        }
        return (node << BITS) + Long.numberOfTrailingZeros(words.at(node));
    }

    /** How many numbers under a node are missing; the last node of a level may stand for fewer numbers than the others. */
    private long gaps(int level, long node) {
        int shift = (level + 1) * BITS;
        long numbers = Math.min(1L << shift, bound - (node << shift));
        return numbers - counts[level].at(node);
    }
}
