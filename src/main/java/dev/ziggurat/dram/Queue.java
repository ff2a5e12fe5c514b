package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import java.util.Arrays;

/**
 * The accepted reads, or the accepted writes, of a channel: a table of entries, chained per bank in the order of arrival.
 *
 * <p>The record of an entry, spelt as parallel arrays: where it goes, its order, when its own commands were issued, and its neighbours in its
 * bank's chain.
 */
final class Queue {
    static final int NONE = -1;

    /** No such command was issued for the entry yet. */
    static final long NEVER = -1;

    /** What the first command of an entry found: not yet known, its row open, its bank closed, another row open. */
    static final byte UNKNOWN = 0;

    static final byte HIT = 1;
    static final byte MISS = 2;
    static final byte CONFLICT = 3;

    final int capacity;
    final int[] bank;
    final int[] row;
    final int[] column;
    final long[] order;
    final long[] accepted;
    final long[] precharged;
    final long[] activated;
    final byte[] found;
    private final int[] next;
    private final int[] previous;

    // Of each bank: the ends of its chain. Of each rank: its banks that have one, a bit each.
    private final int[] first;
    private final int[] last;
    private final long[] occupied;
    private final BankBits bits;

    private final int[] free;
    private int size;

    Queue(int capacity, Banks banks) {
        this.capacity = capacity;
        bank = new int[capacity];
        row = new int[capacity];
        column = new int[capacity];
        order = new long[capacity];
        accepted = new long[capacity];
        precharged = new long[capacity];
        activated = new long[capacity];
        found = new byte[capacity];
        next = new int[capacity];
        previous = new int[capacity];
        first = new int[banks.count()];
        last = new int[banks.count()];
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
        occupied = new long[banks.ranks()];
        bits = new BankBits(banks);
        free = new int[capacity];
        for (int entry = 0; entry < capacity; entry++) {
            free[entry] = capacity - 1 - entry;
        }
    }

    int size() {
        return size;
    }

    boolean full() {
        return size == capacity;
    }

    /** Returns the oldest entry of a bank, {@link #NONE} if there is none. */
    int first(int bankNumber) {
        return first[bankNumber];
    }

    /** Returns the next younger entry of the same bank. */
    int next(int entry) {
        return next[entry];
    }

    /** Returns the banks of a rank that have entries, a bit each. */
    long occupied(int rank) {
        return occupied[rank];
    }

    /** Takes a free entry for a request, the youngest of its bank; there must be one. */
    int add(Place place, long number, long cycle) {
        int entry = free[capacity - 1 - size];
        size++;
        int bankNumber = place.bank;
        bank[entry] = bankNumber;
        row[entry] = place.row;
        column[entry] = place.column;
        order[entry] = number;
        accepted[entry] = cycle;
        precharged[entry] = NEVER;
        activated[entry] = NEVER;
        found[entry] = UNKNOWN;
        next[entry] = NONE;
        previous[entry] = last[bankNumber];
        if (last[bankNumber] == NONE) {
            first[bankNumber] = entry;
            occupied[bits.rank[bankNumber]] |= bits.bit[bankNumber];
        } else {
            next[last[bankNumber]] = entry;
        }
        last[bankNumber] = entry;
        return entry;
    }

    void remove(int entry) {
        int number = bank[entry];
        if (previous[entry] == NONE) {
            first[number] = next[entry];
        } else {
            next[previous[entry]] = next[entry];
        }
        if (next[entry] == NONE) {
            last[number] = previous[entry];
        } else {
            previous[next[entry]] = previous[entry];
        }
        if (first[number] == NONE) {
            occupied[bits.rank[number]] &= ~bits.bit[number];
        }
        size--;
        free[capacity - 1 - size] = entry;
    }

    /** Returns the first entry from a given one on, in its bank's chain, that goes to a row; {@link #NONE} if there is none. */
    int toRow(int from, int wanted) {
        int entry = from;
        while (entry != NONE && row[entry] != wanted) {
            entry = next[entry];
        }
        return entry;
    }

    /** Notes what the first command of an entry found; later ones change nothing. */
    void finds(int entry, byte state) {
        if (found[entry] == UNKNOWN) {
            found[entry] = state;
        }
    }
}
