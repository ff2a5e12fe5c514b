package dev.ziggurat.runtime.heap;

import java.util.Arrays;

/**
 * The free stretches of a heap, for statistics: the largest of them is at hand, since they stand in a heap by size (Williams, 1964). No allocator
 * looks here for room.
 */
final class Holes {
    /** Room for so many holes, 16 KiB, is there from the start, so that a heap that frays late allocates nothing. */
    private static final int USUAL = 1024;

    // The binary heap, the largest first: start and bytes of a hole.
    private long[] starts = new long[USUAL];
    private long[] sizes = new long[USUAL];
    private int count;

    /** Where each hole stands, by its start. */
    private final Places places = new Places();

    private long bytes;

    /** There is a hole more. */
    void add(long start, long size) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        bytes += size;
        count++;
        rise(count - 1, start, size);
    }

    /** A hole is filled, or joined to another; returns its bytes. */
    long remove(long start) {
        int at = places.remove(start);
        long size = sizes[at];
        bytes -= size;
        count--;
        if (at < count) {
            long moved = starts[count];
            long movedSize = sizes[count];
            if (at > 0 && movedSize > sizes[(at - 1) / 2]) {
                rise(at, moved, movedSize);
            } else {
                sink(at, moved, movedSize);
            }
        }
        return size;
    }

    private void rise(int from, long start, long size) {
        int at = from;
        while (at > 0 && sizes[(at - 1) / 2] < size) {
            put(at, starts[(at - 1) / 2], sizes[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, start, size);
    }

    private void sink(int from, long start, long size) {
        int at = from;
        int child = larger(at);
        while (child < count && sizes[child] > size) {
            put(at, starts[child], sizes[child]);
            at = child;
            child = larger(at);
        }
        put(at, start, size);
    }

    private int larger(int at) {
        int left = 2 * at + 1;
        return left + 1 < count && sizes[left + 1] > sizes[left] ? left + 1 : left;
    }

    private void put(int at, long start, long size) {
        starts[at] = start;
        sizes[at] = size;
        places.put(start, at);
    }

    int count() {
        return count;
    }

    /** Returns the bytes of all holes. */
    long bytes() {
        return bytes;
    }

    /** Returns the bytes of the largest hole, 0 if there is none. */
    long largest() {
        return count == 0 ? 0 : sizes[0];
    }

    /** Returns the bytes of the holes that have so many at least. */
    long bytesFrom(long least) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sizes[i] >= least ? sizes[i] : 0;
        }
        return sum;
    }

    /** Returns the number of holes of exactly so many bytes. */
    long countOf(long size) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sizes[i] == size ? 1 : 0;
        }
        return sum;
    }
}
