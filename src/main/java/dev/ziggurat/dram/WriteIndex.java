package dev.ziggurat.dram;

import java.util.Arrays;

/** Which lines the write queue holds, and which of their bytes: a chained hash table with a place for every entry of the queue. */
final class WriteIndex {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int[] heads;
    private final int shift;

    // Of each entry: its line, the bytes written (a bit each), and the next entry of its chain.
    private final long[] line;
    private final long[] bytes;
    private final int[] next;

    WriteIndex(int capacity) {
        int buckets = Integer.highestOneBit(capacity) * 4;
        heads = new int[buckets];
        Arrays.fill(heads, Queue.NONE);
        shift = Long.SIZE - Integer.numberOfTrailingZeros(buckets);
        line = new long[capacity];
        bytes = new long[capacity];
        next = new int[capacity];
    }

    /** Returns the entry of a line, {@link Queue#NONE} if it is not to be written. */
    int find(long wanted) {
        int entry = heads[bucket(wanted)];
        while (entry != Queue.NONE && line[entry] != wanted) {
            entry = next[entry];
        }
        return entry;
    }

    /** Returns the bytes of a line that wait to be written, a bit each. */
    long bytes(int entry) {
        return bytes[entry];
    }

    /** Adds bytes to a line that waits to be written. */
    void merge(int entry, long more) {
        bytes[entry] |= more;
    }

    void add(int entry, long newLine, long newBytes) {
        int bucket = bucket(newLine);
        line[entry] = newLine;
        bytes[entry] = newBytes;
        next[entry] = heads[bucket];
        heads[bucket] = entry;
    }

    void remove(int entry) {
        int bucket = bucket(line[entry]);
        if (heads[bucket] == entry) {
            heads[bucket] = next[entry];
            return;
        }
        int before = heads[bucket];
        while (next[before] != entry) {
            before = next[before];
        }
        next[before] = next[entry];
    }

    private int bucket(long of) {
        return (int) ((of * GOLDEN) >>> shift);
    }
}
