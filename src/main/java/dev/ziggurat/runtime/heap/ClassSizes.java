package dev.ziggurat.runtime.heap;

/**
 * The sizes of blocks: 8 B, multiples of 16 B to 128 B, then four equal steps in each doubling, as in jemalloc (J. Evans, "A Scalable Concurrent malloc(3)
 * Implementation for FreeBSD", BSDCan 2006, and its manual since version 4). How many lie in a span, and how many move at a time between a thread and the
 * others, are by the rules of gperftools' tcmalloc (common.cc: SizeMap::Init and NumMoveSize).
 */
final class ClassSizes {
    /** The unit of spans (kPageSize of tcmalloc). */
    static final long PAGE = 8192;

    private static final long TINY = 8;
    private static final long QUANTUM = 16;
    private static final long LAST_QUANTUM = 128;
    private static final int STEPS = 4;

    // The table by which a size finds its class: an entry for each 8 B to 1024 B, then for each 128 B (ClassIndex of
    // tcmalloc).
    private static final long FINE = 1024;
    private static final int FINE_SHIFT = 3;
    private static final int COARSE_SHIFT = 7;

    private static final long MOVED_BYTES = 64 << 10;
    private static final int MOST_MOVED = 32;
    private static final int LEAST_MOVED = 2;
    private static final int WASTE_SHIFT = 3;

    // By class, from 1 on: bytes of a block, bytes of a span, blocks in it, blocks that move at a time.
    private final long[] sizes;
    private final long[] spans;
    private final int[] blocks;
    private final int[] moved;
    private final int count;

    /** Makes the classes up to a largest size. */
    ClassSizes(long largest) {
        int classes = 0;
        for (long size = TINY; size <= largest; size = roundUp(size + 1)) {
            classes++;
        }
        count = classes;
        sizes = new long[classes + 1];
        spans = new long[classes + 1];
        blocks = new int[classes + 1];
        moved = new int[classes + 1];
        long size = TINY;
        for (int i = 1; i <= classes; i++) {
            sizes[i] = size;
            moved[i] = (int) Math.max(LEAST_MOVED, Math.min(MOST_MOVED, MOVED_BYTES / size));
            spans[i] = span(size, moved[i] / 4);
            blocks[i] = (int) (spans[i] / size);
            size = roundUp(size + 1);
        }
    }

    /** Whole pages, of which less than an eighth is left over, and which hold so many blocks at least. */
    private static long span(long size, int least) {
        long bytes = 0;
        do {
            bytes += PAGE;
            while (bytes % size > bytes >>> WASTE_SHIFT) {
                bytes += PAGE;
            }
        } while (bytes / size < least);
        return bytes;
    }

    /** Returns the smallest size of all that has so many bytes. */
    static long roundUp(long bytes) {
        if (bytes <= TINY) {
            return TINY;
        }
        if (bytes <= LAST_QUANTUM) {
            return Region.up(bytes, QUANTUM);
        }
        return Region.up(bytes, Long.highestOneBit(bytes - 1) / STEPS);
    }

    /** Returns how many classes there are. */
    int count() {
        return count;
    }

    /** Returns the class of a number of bytes, 0 if they are too many. */
    int classOf(long bytes) {
        if (bytes > sizes[count]) {
            return 0;
        }
        long size = roundUp(bytes);
        int low = 1;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sizes[middle] < size) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the first class from that of a size on whose blocks lie at multiples of an alignment, 0 if there is none. */
    int aligned(long bytes, long alignment) {
        int wanted = classOf(bytes);
        while (wanted != 0 && wanted <= count && sizes[wanted] % alignment != 0) {
            wanted++;
        }
        return wanted > count || alignment > PAGE ? 0 : wanted;
    }

    /** Returns the number of the entry of a size in the table of classes. */
    static long entry(long bytes) {
        return bytes <= FINE
                ? (bytes + (1 << FINE_SHIFT) - 1) >>> FINE_SHIFT
                : (bytes
                                + (1 << COARSE_SHIFT)
                                - 1
                                + (((FINE >>> FINE_SHIFT) - (FINE >>> COARSE_SHIFT)) << COARSE_SHIFT))
                        >>> COARSE_SHIFT;
    }

    /** Returns the largest size of an entry. */
    static long largestOf(long entry) {
        long fine = FINE >>> FINE_SHIFT;
        return entry <= fine ? entry << FINE_SHIFT : FINE + ((entry - fine) << COARSE_SHIFT);
    }

    long size(int of) {
        return sizes[of];
    }

    long span(int of) {
        return spans[of];
    }

    int blocks(int of) {
        return blocks[of];
    }

    int moved(int of) {
        return moved[of];
    }
}
