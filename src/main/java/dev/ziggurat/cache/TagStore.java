package dev.ziggurat.cache;

import java.util.Arrays;

/**
 * Which lines are where: the tags of a set-associative array of any number of sets and ways.
 *
 * <pre>
 * set s:  record[s * stride ..]  one byte a way, 8 ways a word: a hash of the tag, 0 if the way is empty;
 *                                then, 32 ways a word: a bit a way in the lower half if it is dirty, in the upper
 *                                half if its fill may be still to come
 *         lines[s * ways ..]     the line numbers (address / line size)
 * </pre>
 *
 * <p>A look-up compares all partial tags of a word at once (zero-byte search) and verifies the full tag of each candidate, so that it has
 * no branch per way. The search may name a candidate too many (a byte of 1 above a zero), even in the padding of the last word: the array of
 * lines is a word longer for that. What a miss needs of its set lies side by side, for a large cache's tags are mostly in the host's memory.
 */
public final class TagStore {
    /** No way. */
    public static final int ABSENT = -1;

    private static final long NO_LINE = -1;
    private static final int WAYS_PER_WORD = 8;
    private static final int FLAGS_SHIFT = 5;
    private static final int WAYS_PER_FLAGS = 1 << FLAGS_SHIFT;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int sets;
    private final int ways;
    private final int words;
    private final int stride;
    private final int setMask;
    private final long[] record;
    private final long[] lines;

    /** Makes an empty array; both are at least 1. */
    public TagStore(int sets, int ways) {
        this.sets = sets;
        this.ways = ways;
        words = (ways + WAYS_PER_WORD - 1) / WAYS_PER_WORD;
        stride = words + (ways + WAYS_PER_FLAGS - 1) / WAYS_PER_FLAGS;
        setMask = Integer.bitCount(sets) == 1 ? sets - 1 : -1;
        record = new long[sets * stride];
        lines = new long[sets * ways + WAYS_PER_WORD];
        Arrays.fill(lines, NO_LINE);
    }

    /** Returns the set of a line number; line numbers are unsigned. */
    public int setOf(long line) {
        return setMask >= 0 ? (int) line & setMask : (int) Long.remainderUnsigned(line, sets);
    }

    /** Returns the way of a line in its set, or {@link #ABSENT}. */
    public int find(int set, long line) {
        long wanted = hash(line) * ONES;
        int first = set * ways;
        int word = set * stride;
        for (int base = 0; base < ways; base += WAYS_PER_WORD, word++) {
            long differing = record[word] ^ wanted;
            long zeros = (differing - ONES) & ~differing & HIGHS;
            while (zeros != 0) {
                int way = base + (Long.numberOfTrailingZeros(zeros) >> 3);
                if (lines[first + way] == line) {
                    return way;
                }
                zeros &= zeros - 1;
            }
        }
        return ABSENT;
    }

    /** Returns the first empty way of a set, or {@link #ABSENT}. */
    public int emptyWay(int set) {
        int word = set * stride;
        for (int base = 0; base < ways; base += WAYS_PER_WORD, word++) {
            long tags = record[word];
            long zeros = (tags - ONES) & ~tags & HIGHS;
            if (zeros != 0) {
                int way = base + (Long.numberOfTrailingZeros(zeros) >> 3);
                return way < ways ? way : ABSENT;
            }
        }
        return ABSENT;
    }

    /** Puts a clean line, which is there, into a way. */
    public void install(int set, int way, long line) {
        lines[set * ways + way] = line;
        partial(set, way, hash(line));
        record[flags(set, way)] &= ~(dirtyBit(way) | pendingBit(way));
    }

    /** Empties a way. */
    public void remove(int set, int way) {
        lines[set * ways + way] = NO_LINE;
        partial(set, way, 0);
        record[flags(set, way)] &= ~(dirtyBit(way) | pendingBit(way));
    }

    /** Returns the line number in a way, -1 if it is empty. */
    public long line(int set, int way) {
        return lines[set * ways + way];
    }

    boolean dirty(int set, int way) {
        return (record[flags(set, way)] & dirtyBit(way)) != 0;
    }

    void soil(int set, int way) {
        record[flags(set, way)] |= dirtyBit(way);
    }

    void clean(int set, int way) {
        record[flags(set, way)] &= ~dirtyBit(way);
    }

    /** Whether the fill of a way may be still to come; the MSHR file knows. */
    boolean pending(int set, int way) {
        return (record[flags(set, way)] & pendingBit(way)) != 0;
    }

    /** The fill of a way is still to come. */
    void await(int set, int way) {
        record[flags(set, way)] |= pendingBit(way);
    }

    /** The fill of a way has come. */
    void filled(int set, int way) {
        record[flags(set, way)] &= ~pendingBit(way);
    }

    private int flags(int set, int way) {
        return set * stride + words + (way >>> FLAGS_SHIFT);
    }

    private static long dirtyBit(int way) {
        return 1L << (way & (WAYS_PER_FLAGS - 1));
    }

    private static long pendingBit(int way) {
        return 1L << (WAYS_PER_FLAGS | way);
    }

    private void partial(int set, int way, long hash) {
        int word = set * stride + way / WAYS_PER_WORD;
        int shift = way % WAYS_PER_WORD * 8;
        record[word] = (record[word] & ~(0xffL << shift)) | (hash << shift);
    }

    /** A byte that is never 0, so that an empty way matches nothing. */
    private static long hash(long line) {
        long byteOfHash = (line * GOLDEN) >>> 56;
        return Math.max(byteOfHash, 1);
    }
}
