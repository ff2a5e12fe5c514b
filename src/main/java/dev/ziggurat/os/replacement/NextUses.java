package dev.ziggurat.os.replacement;

import dev.ziggurat.os.frames.PagedLongs;
import java.util.Arrays;

/**
 * Pages in the order of their next use, the farthest first: a binary heap that knows where in it each page stands. A page whose next use is not
 * known stands before all others; of several the smallest page first.
 */
final class NextUses {
    /** A next use that is not known, or will never be. */
    static final long UNKNOWN = 0;

    private static final int FIRST_LENGTH = 64;

    /** By page: the number of its next use, for pages in the heap and others. */
    private final PagedLongs uses = new PagedLongs();

    private long[] heap = new long[FIRST_LENGTH];

    /** By page: its place in the heap + 1, 0 if it is not in. */
    private final PagedLongs places = new PagedLongs();

    private int size;
    private int unknown;

    int size() {
        return size;
    }

    /** How many pages of the heap have no known next use. */
    int unknown() {
        return unknown;
    }

    /** The page whose next use is farthest. */
    long farthest() {
        return heap[0];
    }

    /** The number of a page's next use, or {@link #UNKNOWN}. */
    long use(long page) {
        return uses.at(page);
    }

    void use(long page, long next) {
        int place = (int) places.at(page) - 1;
        if (place < 0) {
            uses.set(page, next);
            return;
        }
        count(page, -1);
        uses.set(page, next);
        count(page, 1);
        sink(place);
        rise((int) places.at(page) - 1);
    }

    void add(long page) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        put(size, page);
        count(page, 1);
        size++;
        rise(size - 1);
    }

    /** Takes a page out, if it is in. */
    void remove(long page) {
        int place = (int) places.at(page) - 1;
        if (place < 0) {
            return;
        }
        count(page, -1);
        size--;
        places.set(page, 0);
        if (place < size) {
            long last = heap[size];
            put(place, last);
            sink(place);
            rise((int) places.at(last) - 1);
        }
    }

    private void count(long page, int by) {
        if (uses.at(page) == UNKNOWN) {
            unknown += by;
        }
    }

    private void put(int place, long page) {
        heap[place] = page;
        places.set(page, place + 1);
    }

    private void rise(int from) {
        long page = heap[from];
        int place = from;
        while (place > 0 && before(page, heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, page);
    }

    private void sink(int from) {
        long page = heap[from];
        int place = from;
        int child = 2 * place + 1;
        while (child < size) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], page)) {
                break;
            }
            put(place, heap[child]);
            place = child;
            child = 2 * place + 1;
        }
        put(place, page);
    }

    private boolean before(long one, long other) {
        long use = uses.at(one);
        long otherUse = uses.at(other);
        if (use == otherUse) {
            return one < other;
        }
        return use == UNKNOWN || (otherUse != UNKNOWN && use > otherUse);
    }
}
