package dev.ziggurat.cache;

import java.util.Arrays;

/**
 * Which lines are where: the tags of a set-associative array of any number of sets and ways.
 *
 * <pre>
 * set s:  partial[s * words ..]  one byte a way, 8 ways a word: a hash of the tag, 0 if the way is empty
 *         lines[s * ways ..]     the line numbers (address / line size)
 *         state[s * ways ..]     whether it is dirty; above that bit, 1 + the MSHR that fills the way, 0 if none
 * </pre>
 *
 * <p>A look-up compares all partial tags of a word at once (zero-byte search) and verifies the full tag of each candidate, so that it has
 * no branch per way. The search may name a candidate too many (a byte of 1 above a zero), even in the padding of the last word: the array of
 * lines is a word longer for that.
 */
final class TagStore {
    static final int ABSENT = -1;

    /** No MSHR. */
    static final int NONE = -1;

    /** How many MSHRs can be told apart. */
    static final int MOST_FILLS = 1 << 14;

    private static final int DIRTY = 1;
    private static final long NO_LINE = -1;
    private static final int WAYS_PER_WORD = 8;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int sets;
    private final int ways;
    private final int words;
    private final int setMask;
    private final long[] partial;
    private final long[] lines;
    private final short[] state;

    TagStore(int sets, int ways) {
        this.sets = sets;
        this.ways = ways;
        words = (ways + WAYS_PER_WORD - 1) / WAYS_PER_WORD;
        setMask = Integer.bitCount(sets) == 1 ? sets - 1 : -1;
        partial = new long[sets * words];
        lines = new long[sets * ways + WAYS_PER_WORD];
        state = new short[sets * ways];
        Arrays.fill(lines, NO_LINE);
    }

    /** Returns the set of a line number; line numbers are unsigned. */
    int setOf(long line) {
        return setMask >= 0 ? (int) line & setMask : (int) Long.remainderUnsigned(line, sets);
    }

    /** Returns the position (set x ways + way) of a line, or {@link #ABSENT}. */
    int find(int set, long line) {
        long wanted = hash(line) * ONES;
        int word = set * words;
        int position = set * ways;
        for (int left = words; left > 0; left--, word++, position += WAYS_PER_WORD) {
            long differing = partial[word] ^ wanted;
            long zeros = (differing - ONES) & ~differing & HIGHS;
            while (zeros != 0) {
                int candidate = position + (Long.numberOfTrailingZeros(zeros) >> 3);
                if (lines[candidate] == line) {
                    return candidate;
                }
                zeros &= zeros - 1;
            }
        }
        return ABSENT;
    }

    /** Returns the first empty way of a set, or {@link #ABSENT}. */
    int emptyWay(int set) {
        int word = set * words;
        for (int i = 0; i < words; i++) {
            long tags = partial[word + i];
            long zeros = (tags - ONES) & ~tags & HIGHS;
            if (zeros != 0) {
                int way = i * WAYS_PER_WORD + (Long.numberOfTrailingZeros(zeros) >> 3);
                return way < ways ? way : ABSENT;
            }
        }
        return ABSENT;
    }

    /** Puts a clean line into a way; {@code fill} is the MSHR that fetches it, or {@link #NONE}. */
    void install(int position, long line, int fill) {
        lines[position] = line;
        state[position] = (short) ((fill + 1) << 1);
        setPartial(position, hash(line));
    }

    void remove(int position) {
        lines[position] = NO_LINE;
        state[position] = 0;
        setPartial(position, 0);
    }

    long line(int position) {
        return lines[position];
    }

    boolean dirty(int position) {
        return (state[position] & DIRTY) != 0;
    }

    void soil(int position) {
        state[position] |= DIRTY;
    }

    void clean(int position) {
        state[position] &= ~DIRTY;
    }

    /** Returns the MSHR whose fill of a way may be still to come (the MSHR file knows), or {@link #NONE}. */
    int fill(int position) {
        return (state[position] >> 1) - 1;
    }

    /** The fill of a way has come. */
    void filled(int position) {
        state[position] &= DIRTY;
    }

    private void setPartial(int position, long hash) {
        int set = position / ways;
        int way = position - set * ways;
        int word = set * words + way / WAYS_PER_WORD;
        int shift = (way % WAYS_PER_WORD) * 8;
        partial[word] = (partial[word] & ~(0xffL << shift)) | (hash << shift);
    }

    /** A byte that is never 0, so that an empty way matches nothing. */
    private static long hash(long line) {
        long byteOfHash = (line * GOLDEN) >>> 56;
        return Math.max(byteOfHash, 1);
    }
}
