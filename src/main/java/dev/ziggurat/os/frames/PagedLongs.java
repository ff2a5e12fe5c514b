package dev.ziggurat.os.frames;

import java.util.Arrays;

/**
 * A number per index, 0 until one is written: what the operating system remembers of each frame, slot or page. It costs memory only for the
 * indices in use, for they lie in leaves of {@value #LEAF} numbers that are made on the first write.
 */
public final class PagedLongs {
    private static final int LEAF_BITS = 6;
    private static final int LEAF = 1 << LEAF_BITS;
    private static final int BRANCH_BITS = 10;
    private static final int BRANCH = 1 << BRANCH_BITS;

    /** By index: bits 16 and up, bits 6 to 15, bits 0 to 5; null where nothing has been written. */
    private long[][][] branches = new long[1][][];

    /** Returns the number at an index of at least 0. */
    public long at(long index) {
        long top = index >>> (LEAF_BITS + BRANCH_BITS);
        if (top >= branches.length) {
            return 0;
        }
        long[][] branch = branches[(int) top];
        if (branch == null) {
            return 0;
        }
        long[] leaf = branch[(int) (index >>> LEAF_BITS) & (BRANCH - 1)];
        return leaf == null ? 0 : leaf[(int) index & (LEAF - 1)];
    }

    /** Writes the number at an index from 0 to 2<sup>46</sup>. */
    public void set(long index, long value) {
        leaf(index)[(int) index & (LEAF - 1)] = value;
    }

    /** Adds to the number at an index from 0 to 2<sup>46</sup>. */
    public void add(long index, long summand) {
        leaf(index)[(int) index & (LEAF - 1)] += summand;
    }

    private long[] leaf(long index) {
        int top = Math.toIntExact(index >>> (LEAF_BITS + BRANCH_BITS));
        if (top >= branches.length) {
            branches = Arrays.copyOf(branches, Math.max(top + 1, 2 * branches.length));
        }
        long[][] branch = branches[top];
        if (branch == null) {
            branch = new long[BRANCH][];
            branches[top] = branch;
        }
        int middle = (int) (index >>> LEAF_BITS) & (BRANCH - 1);
        long[] leaf = branch[middle];
        if (leaf == null) {
            leaf = new long[LEAF];
            branch[middle] = leaf;
        }
        return leaf;
    }
}
