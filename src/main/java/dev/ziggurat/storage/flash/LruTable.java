package dev.ziggurat.storage.flash;

import java.util.Arrays;

/**
 * Numbers in the order of their last use, each in a slot that stays its own while it is in the table; open addressing with linear probing. The
 * arrays double up to the capacity as they fill.
 */
final class LruTable {
    /** No slot. */
    static final int NONE = -1;

    /** As many numbers as a table may have room for: the index is at least twice as long and lies in one array. */
    static final int MOST = 1 << 28;

    private static final int START = 64;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int capacity;

    // A slot: its number, and its neighbours from the least to the most recently used; `older` also chains free slots.
    private long[] keys;
    private int[] older;
    private int[] newer;
    private int used;
    private int free = NONE;
    private int oldest = NONE;
    private int newest = NONE;
    private int size;

    /** Slot + 1 by hash, 0 where there is none; a power of two, at least twice the slots. */
    private int[] index;

    LruTable(int capacity) {
        this.capacity = capacity;
        int slots = Math.min(capacity, START);
        keys = new long[slots];
        older = new int[slots];
        newer = new int[slots];
        index = new int[2 * Integer.highestOneBit(2 * slots - 1)];
    }

    /** Returns how many slots there are at present: what stands beside the table must be as long. */
    int slots() {
        return keys.length;
    }

    int size() {
        return size;
    }

    boolean full() {
        return size == capacity;
    }

    /** Returns the slot of the least recently used number. */
    int oldest() {
        return oldest;
    }

    long key(int slot) {
        return keys[slot];
    }

    int find(long key) {
        int mask = index.length - 1;
        for (int i = home(key); index[i] != 0; i = (i + 1) & mask) {
            if (keys[index[i] - 1] == key) {
                return index[i] - 1;
            }
        }
        return NONE;
    }

    /** A number was used. */
    void touch(int slot) {
        if (slot != newest) {
            unlink(slot);
            append(slot);
        }
    }

    /** Adds a number that is not there; the table must not be full. */
    int add(long key) {
        int slot = free;
        if (slot == NONE) {
            if (used == keys.length) {
                grow();
            }
            slot = used++;
        } else {
            free = older[slot];
        }
        keys[slot] = key;
        append(slot);
        enter(slot);
        size++;
        return slot;
    }

    void remove(int slot) {
        leave(slot);
        unlink(slot);
        older[slot] = free;
        free = slot;
        size--;
    }

    private int home(long key) {
        return (int) ((key * GOLDEN) >>> 32) & (index.length - 1);
    }

    private void enter(int slot) {
        int mask = index.length - 1;
        int i = home(keys[slot]);
        while (index[i] != 0) {
            i = (i + 1) & mask;
        }
        index[i] = slot + 1;
    }

    /** Takes a slot out of the index and moves back those that had to give way (Knuth, volume 3, algorithm 6.4R). */
    private void leave(int slot) {
        int mask = index.length - 1;
        int hole = home(keys[slot]);
        while (index[hole] != slot + 1) {
            hole = (hole + 1) & mask;
        }
        index[hole] = 0;
        for (int i = (hole + 1) & mask; index[i] != 0; i = (i + 1) & mask) {
            int home = home(keys[index[i] - 1]);
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                index[hole] = index[i];
                index[i] = 0;
                hole = i;
            }
        }
    }

    private void append(int slot) {
        older[slot] = newest;
        newer[slot] = NONE;
        if (newest == NONE) {
            oldest = slot;
        } else {
            newer[newest] = slot;
        }
        newest = slot;
    }

    private void unlink(int slot) {
        int before = older[slot];
        int after = newer[slot];
        if (before == NONE) {
            oldest = after;
        } else {
            newer[before] = after;
        }
        if (after == NONE) {
            newest = before;
        } else {
            older[after] = before;
        }
    }

    private void grow() {
        int slots = (int) Math.min(capacity, 2L * keys.length);
        keys = Arrays.copyOf(keys, slots);
        older = Arrays.copyOf(older, slots);
        newer = Arrays.copyOf(newer, slots);
        index = new int[2 * Integer.highestOneBit(2 * slots - 1)];
        for (int slot = 0; slot < used; slot++) {
            enter(slot);
        }
    }
}
