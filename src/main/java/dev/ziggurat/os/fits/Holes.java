package dev.ziggurat.os.fits;

import java.util.Arrays;

/**
 * The free parts of a contiguous memory, in order of address. No two touch: what comes free is joined with its neighbours at once.
 *
 * <pre>
 * hole i:  starts[i] .. ends[i]    i from 0 to count - 1
 * </pre>
 */
public final class Holes {
    /** No hole. */
    public static final int NONE = -1;

    private static final int FIRST_SIZE = 16;
    private static final long MILLION = 1_000_000;

    /** Free bytes beyond which a millionth of them no longer fits 63 bits. */
    private static final long MOST = 1L << 43;

    private final long size;
    private long[] starts = new long[FIRST_SIZE];
    private long[] ends = new long[FIRST_SIZE];
    private int count;
    private long free;

    /** Makes a memory of a size in bytes, at least 1, from address 0 on; all of it is one hole. */
    public Holes(long size) {
        if (size < 1) {
            throw new IllegalArgumentException("a memory of " + size + " bytes");
        }
        this.size = size;
        ends[0] = size;
        count = 1;
        free = size;
    }

    /** Returns the size of the memory. */
    public long size() {
        return size;
    }

    /** Returns the number of holes. */
    public int count() {
        return count;
    }

    /** Returns where a hole begins; holes are numbered from the lowest address on, from 0. */
    public long start(int hole) {
        return starts[hole];
    }

    /** Returns the first address behind a hole. */
    public long end(int hole) {
        return ends[hole];
    }

    /** Returns the size of a hole. */
    public long bytes(int hole) {
        return ends[hole] - starts[hole];
    }

    /** Returns the bytes that are free. */
    public long free() {
        return free;
    }

    /** Returns the size of the largest hole, 0 if there is none. */
    public long largest() {
        long largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, bytes(i));
        }
        return largest;
    }

    /**
     * Returns the external fragmentation in millionths, rounded half to even: what part of the free bytes lies not in the largest hole; 0 if
     * nothing is free.
     */
    public long fragmentation() {
        if (free == 0) {
            return 0;
        }
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(free / MOST));
        long whole = free >>> shift;
        long scattered = ((free - largest()) >>> shift) * MILLION;
        long floor = scattered / whole;
        long twice = 2 * (scattered % whole);
        boolean up = twice > whole || (twice == whole && (floor & 1) == 1);
        return up ? floor + 1 : floor;
    }

    /** Takes bytes from the low end of a hole that has as many; returns where they are. */
    public long take(int hole, long bytes) {
        long start = starts[hole];
        starts[hole] += bytes;
        free -= bytes;
        if (starts[hole] == ends[hole]) {
            remove(hole);
        }
        return start;
    }

    /** Takes bytes at an address; returns false, and nothing has changed, if not all of them are free. */
    public boolean takeAt(long start, long bytes) {
        int hole = at(start);
        if (hole == NONE || bytes > ends[hole] - start) {
            return false;
        }
        long first = starts[hole];
        long end = ends[hole];
        free -= bytes;
        remove(hole);
        if (start + bytes < end) {
            insert(hole, start + bytes, end);
        }
        if (first < start) {
            insert(hole, first, start);
        }
        return true;
    }

    /** Returns the hole in which an address lies, {@link #NONE} if it is taken. */
    public int at(long address) {
        int hole = from(address + 1) - 1;
        return hole >= 0 && address < ends[hole] ? hole : NONE;
    }

    /** Gives bytes back, all of which were taken. */
    public void giveBack(long start, long bytes) {
        int next = from(start);
        long end = start + bytes;
        boolean overlaps = (next > 0 && ends[next - 1] > start) || (next < count && starts[next] < end);
        if (bytes < 1 || start < 0 || end > size || overlaps) {
            throw new IllegalStateException(bytes + " bytes at " + start + " are not taken");
        }
        free += bytes;
        boolean below = next > 0 && ends[next - 1] == start;
        boolean above = next < count && starts[next] == end;
        if (below && above) {
            ends[next - 1] = ends[next];
            remove(next);
        } else if (below) {
            ends[next - 1] = end;
        } else if (above) {
            starts[next] = start;
        } else {
            insert(next, start, end);
        }
    }

    /** Returns the first hole that begins at an address or behind it, the number of holes if there is none. */
    public int from(long address) {
        int place = Arrays.binarySearch(starts, 0, count, address);
        return place < 0 ? -place - 1 : place;
    }

    private void insert(int place, long start, long end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(starts, place, starts, place + 1, count - place);
        System.arraycopy(ends, place, ends, place + 1, count - place);
        starts[place] = start;
        ends[place] = end;
        count++;
    }

    private void remove(int place) {
        System.arraycopy(starts, place + 1, starts, place, count - place - 1);
        System.arraycopy(ends, place + 1, ends, place, count - place - 1);
        count--;
    }
}
