package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.WordStore;

/**
 * Where the metadata of a {@link BlockList} lie: a line of words, the buckets of a hash table by which a block's record is found, and the records, a
 * line each, of blocks and holes in the order of their addresses. A last record, of no bytes, stands for the end of the heap.
 */
final class BlockTable {
    /** The bytes of a record. */
    static final int RECORD = 64;

    // A record: first address | bytes, doubled, and 1 if it is a hole | the next by address | the one before | the next
    // of its bucket.
    static final int START = 0;
    static final int SIZE = 8;
    static final int NEXT = 16;
    static final int BEFORE = 24;
    static final int CHAIN = 32;

    private static final int LINE = 64;
    private static final int WORD = 8;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** The lock's word. */
    final long lock;

    /** Where the address of the first record stands. */
    final long head;

    /** Where the record stands that begins with or behind the place of the last block, for next fit; and that place. */
    final long rover;

    final long roverPlace;

    /** Where the first record of those given back stands, which are linked by {@link #NEXT}. */
    final long spare;

    /** Where the first record stands that was never used. */
    final long fresh;

    /** The record of the end. */
    final long last;

    /** The end of the table. */
    final long end;

    private final long buckets;
    private final int bits;

    /**
     * Lays a table out.
     *
     * @param base where it begins, a multiple of a line
     * @param records how many blocks and holes it has room for
     */
    BlockTable(long base, int records) {
        lock = base;
        head = base + WORD;
        rover = base + 2 * WORD;
        roverPlace = base + 3 * WORD;
        spare = base + 4 * WORD;
        fresh = base + 5 * WORD;
        buckets = base + LINE;
        bits = Math.max(3, 63 - Long.numberOfLeadingZeros(records));
        last = buckets + ((long) WORD << bits);
        end = last + (long) RECORD * (records + 1);
    }

    /** Writes what the table holds before the program starts: a single hole, or nothing but the end. */
    void open(WordStore words, long base, long bytes) {
        long first = bytes > 0 ? last + RECORD : last;
        words.write(head, first);
        words.write(rover, first);
        words.write(roverPlace, base);
        words.write(fresh, first + RECORD);
        words.write(last + START, base + bytes);
        if (bytes > 0) {
            words.write(first + START, base);
            words.write(first + SIZE, hole(bytes));
            words.write(first + NEXT, last);
            words.write(last + BEFORE, first);
        }
    }

    /** Returns where the first record of a block's bucket stands. */
    long bucket(long block) {
        return buckets + WORD * ((block * GOLDEN) >>> (64 - bits));
    }

    /** Returns the word of size of a hole. */
    static long hole(long bytes) {
        return 2 * bytes + 1;
    }

    /** Returns the word of size of a block. */
    static long block(long bytes) {
        return 2 * bytes;
    }

    /** Returns the bytes that a word of size tells. */
    static long bytes(long word) {
        return word >>> 1;
    }

    /** Whether a word of size is that of a hole. */
    static boolean isHole(long word) {
        return (word & 1) != 0;
    }
}
