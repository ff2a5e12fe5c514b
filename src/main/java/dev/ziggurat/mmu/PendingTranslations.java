package dev.ziggurat.mmu;

import dev.ziggurat.memory.MemoryRequest;
import java.util.Arrays;

/**
 * The translations of one core that wait, for a walker or for a walk: a table, whose rows stand in chains in order of arrival. It grows to the
 * most that were ever under way at once, which the core's own tables bound.
 */
final class PendingTranslations {
    static final int NONE = -1;
    private static final int FIRST_SIZE = 16;

    // One row: the request, who is told, in which space, for which page, when its own look-up ends, whether the space
    // has ended
    // meanwhile, and the next row of its chain (or of the free ones).
    private MemoryRequest[] requests = new MemoryRequest[0];
    private Translated[] askers = new Translated[0];
    private AddressSpace[] spaces = new AddressSpace[0];
    private long[] pages = new long[0];
    private long[] since = new long[0];
    private boolean[] ended = new boolean[0];
    private int[] next = new int[0];

    private int free = NONE;
    private int size;

    /** Rows in order. */
    static final class Chain {
        private int first = NONE;
        private int last = NONE;
        private int size;

        boolean isEmpty() {
            return first == NONE;
        }

        int size() {
            return size;
        }

        /** Returns the first row, {@link #NONE} if there is none. */
        int first() {
            return first;
        }

        private void clear() {
            first = NONE;
            last = NONE;
            size = 0;
        }
    }

    PendingTranslations() {
        grow(FIRST_SIZE);
    }

    private void grow(int rows) {
        int old = next.length;
        requests = Arrays.copyOf(requests, rows);
        askers = Arrays.copyOf(askers, rows);
        spaces = Arrays.copyOf(spaces, rows);
        pages = Arrays.copyOf(pages, rows);
        since = Arrays.copyOf(since, rows);
        ended = Arrays.copyOf(ended, rows);
        next = Arrays.copyOf(next, rows);
        for (int row = rows - 1; row >= old; row--) {
            next[row] = free;
            free = row;
        }
    }

    /** Returns how many wait. */
    int size() {
        return size;
    }

    /** Takes a row for a request for a page, whose own look-up ends at {@code time}. */
    int take(MemoryRequest request, Translated asker, AddressSpace space, long time, long page) {
        if (free == NONE) {
            grow(2 * next.length);
        }
        int row = free;
        free = next[row];
        requests[row] = request;
        askers[row] = asker;
        spaces[row] = space;
        pages[row] = page;
        since[row] = time;
        ended[row] = false;
        size++;
        return row;
    }

    void release(int row) {
        next[row] = free;
        free = row;
        size--;
    }

    MemoryRequest request(int row) {
        return requests[row];
    }

    Translated asker(int row) {
        return askers[row];
    }

    AddressSpace space(int row) {
        return spaces[row];
    }

    long since(int row) {
        return since[row];
    }

    boolean ended(int row) {
        return ended[row];
    }

    int next(int row) {
        return next[row];
    }

    void append(Chain chain, int row) {
        next[row] = NONE;
        if (chain.last == NONE) {
            chain.first = row;
        } else {
            next[chain.last] = row;
        }
        chain.last = row;
        chain.size++;
    }

    /** Takes the first row of a chain, which is not empty. */
    int takeFirst(Chain chain) {
        int row = chain.first;
        chain.first = next[row];
        chain.size--;
        if (chain.first == NONE) {
            chain.last = NONE;
        }
        return row;
    }

    /** Takes all rows of a chain; returns the first, from which {@link #next} leads to the others. */
    int takeAll(Chain chain) {
        int first = chain.first;
        chain.clear();
        return first;
    }

    /** Moves the rows that want a page to the end of another chain, in order; returns how many. */
    int move(Chain from, Chain to, AddressSpace space, long page) {
        int moved = 0;
        int before = NONE;
        int row = from.first;
        while (row != NONE) {
            int following = next[row];
            if (pages[row] == page && spaces[row].root() == space.root() && !ended[row]) {
                unlink(from, row, before);
                append(to, row);
                moved++;
            } else {
                before = row;
            }
            row = following;
        }
        return moved;
    }

    private void unlink(Chain chain, int row, int before) {
        if (before == NONE) {
            chain.first = next[row];
        } else {
            next[before] = next[row];
        }
        if (chain.last == row) {
            chain.last = before;
        }
        chain.size--;
    }

    /** The spaces of a tag have ended: the rows of a chain that belong to them want nothing any more. */
    void end(Chain chain, int tag) {
        for (int row = chain.first; row != NONE; row = next[row]) {
            ended[row] |= spaces[row].tag() == tag;
        }
    }
}
