package dev.ziggurat.experiment.mrc;

import java.util.Arrays;

/**
 * The times of last touches: a line that is touched gets the next time and gives up its old one. How many live times lie at or after a given one is
 * asked with each touch (Bennett and Kruskal, "LRU stack processing", IBM Journal of Research and Development 19(4), 1975).
 *
 * <p>Times are bits, 512 to a block. In a block one long holds how many live times lie before each of its eight words (rank9: Vigna, "Broadword
 * implementation of rank/select queries", 2008), so that a time given up is one subtraction; over the blocks before the present one
 * lies a tree of sums (Fenwick, "A new data structure for cumulative frequency tables", 1994). When the times are used up they are
 * {@linkplain #renumber counted anew}, so that memory follows the live ones, a byte each or less, and not the touches.
 */
final class LiveTimes {
    /** The most times there can be before they are renumbered. */
    static final int MOST = 1 << 30;

    private static final int LEAST = 1 << 12;
    private static final int WORD_BITS = 6;
    private static final int BLOCK_BITS = 9;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int WORDS = BLOCK >>> WORD_BITS;

    /** How many times there are for each live one after a renumbering, at least. */
    private static final int ROOM = 4;

    private static final int FIELD_BITS = 9;
    private static final long FIELD = (1L << FIELD_BITS) - 1;

    /** What a time given up in a word takes off the counts of the words behind it. */
    private static final long[] LATER = later();

    /** word w: bit t is 1 if time 64 w + t is live. */
    private long[] live = new long[LEAST >>> WORD_BITS];

    /** block b: seven fields of 9 bits, how many live times lie in it before its words 1 to 7; those of words not yet begun mean nothing. */
    private long[] before = new long[LEAST >>> BLOCK_BITS];

    /** node i, from 1: the live times of the blocks i - lowbit(i) to i - 1; nodes of blocks that are not complete mean nothing. */
    private int[] sums = new int[(LEAST >>> BLOCK_BITS) + 1];

    private int next;
    private int count;

    private static long[] later() {
        long[] later = new long[WORDS];
        for (int word = 0; word < WORDS; word++) {
            for (int behind = Math.max(word + 1, 1); behind < WORDS; behind++) {
                later[word] |= 1L << field(behind);
            }
        }
        return later;
    }

    private static int field(int word) {
        return (word - 1) * FIELD_BITS;
    }

    /** Returns how many times are live. */
    int count() {
        return count;
    }

    /** Whether there is no time left to give: {@link #renumber} must come first. */
    boolean full() {
        return next == live.length << WORD_BITS;
    }

    /** Gives out the next time. */
    int give() {
        int time = next++;
        int word = time >>> WORD_BITS;
        if ((time & (1 << WORD_BITS) - 1) == 0) {
            begin(word);
        }
        live[word] |= 1L << time;
        count++;
        return time;
    }

    private void begin(int word) {
        int block = word / WORDS;
        int inside = word % WORDS;
        if (inside == 0) {
            before[block] = 0;
            if (block > 0) {
                complete(block);
            }
            return;
        }
        int earlier = counted(block, inside - 1) + Long.bitCount(live[word - 1]);
        before[block] = (before[block] & ~(FIELD << field(inside))) | ((long) earlier << field(inside));
    }

    /** Makes the node of the block before this one, from those of the blocks before that. */
    private void complete(int node) {
        int last = node - 1;
        int sum = counted(last, WORDS - 1) + Long.bitCount(live[last * WORDS + WORDS - 1]);
        int first = node - Integer.lowestOneBit(node);
        for (int child = node - 1; child > first; child -= Integer.lowestOneBit(child)) {
            sum += sums[child];
        }
        sums[node] = sum;
    }

    private int counted(int block, int word) {
        return word == 0 ? 0 : (int) ((before[block] >>> field(word)) & FIELD);
    }

    /** Takes a live time back and returns how many live times there were from it on, itself included. */
    int takeBack(int time) {
        int from = count - earlier(time);
        int word = time >>> WORD_BITS;
        int block = time >>> BLOCK_BITS;
        live[word] &= ~(1L << time);
        before[block] -= LATER[word % WORDS];
        int complete = (next - 1) >>> BLOCK_BITS;
        for (int node = block + 1; node <= complete; node += Integer.lowestOneBit(node)) {
            sums[node]--;
        }
        count--;
        return from;
    }

    /** Returns how many live times lie before one. */
    int earlier(int time) {
        int block = time >>> BLOCK_BITS;
        int word = time >>> WORD_BITS;
        int sum = Long.bitCount(live[word] & ((1L << time) - 1)) + counted(block, word % WORDS);
        for (int node = block; node > 0; node -= Integer.lowestOneBit(node)) {
            sum += sums[node];
        }
        return sum;
    }

    /**
     * Makes the live times 0 to {@code count - 1} in their order; whoever keeps one has asked before how many were {@linkplain #earlier earlier},
     * which is its number now.
     */
    void renumber() {
        int times = live.length << WORD_BITS;
        if ((long) count * ROOM > times && times < MOST) {
            live = new long[live.length * 2];
            before = new long[before.length * 2];
            sums = new int[before.length + 1];
        } else {
            Arrays.fill(live, 0);
        }
        int kept = count;
        next = 0;
        count = 0;
        for (int i = 0; i < kept; i++) {
            give();
        }
    }
}
