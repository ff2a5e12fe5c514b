package dev.ziggurat.storage.flash;

import java.util.Arrays;

/** What is wanted of the flash: a table of transactions, and lists through it. It grows to the most that were ever under way. */
final class Transactions {
    /** No transaction. */
    static final int NONE = -1;

    // What a transaction is for, the most urgent first; the number is also its queue. Garbage collection that has begun
    // comes before what the host wants, as in MQSim's default, or a busy host would read its pages in vain and run out
    // of blocks.
    /** Reads a part of the map. */
    static final int MAP_READ = 0;

    /** Reads a page that garbage collection moves. */
    static final int MOVE_READ = 1;

    /** Writes a page that garbage collection moves. */
    static final int MOVE_WRITE = 2;

    /** Erases a block. */
    static final int ERASE = 3;

    /** Reads for a request. */
    static final int READ = 4;

    /** Reads what a page keeps when a part of it is written. */
    static final int UPDATE_READ = 5;

    /** Writes a page of the map. */
    static final int MAP_WRITE = 6;

    /** Writes for a request, or from the write cache. */
    static final int WRITE = 7;

    static final int KINDS = 8;

    // A transaction: its kind, logical page, plane, the sectors it is about as a mask, whom it is for, and the next of
    // its list.
    int[] kind = new int[64];
    long[] page = new long[64];
    int[] plane = new int[64];
    long[] sectors = new long[64];
    int[] owner = new int[64];
    int[] next = new int[64];

    private int used;
    private int free = NONE;

    static boolean isRead(int kind) {
        return kind == MAP_READ || kind == MOVE_READ || kind == READ || kind == UPDATE_READ;
    }

    static boolean isWrite(int kind) {
        return kind == MAP_WRITE || kind == MOVE_WRITE || kind == WRITE;
    }

    /** Makes a transaction that stands in no list. */
    int make(int newKind, long newPage, int newPlane, long newSectors, int newOwner) {
        int made = free;
        if (made == NONE) {
            if (used == kind.length) {
                grow();
            }
            made = used++;
        } else {
            free = next[made];
        }
        kind[made] = newKind;
        page[made] = newPage;
        plane[made] = newPlane;
        sectors[made] = newSectors;
        owner[made] = newOwner;
        next[made] = NONE;
        return made;
    }

    void drop(int transaction) {
        next[transaction] = free;
        free = transaction;
    }

    private void grow() {
        int size = 2 * used;
        kind = Arrays.copyOf(kind, size);
        page = Arrays.copyOf(page, size);
        plane = Arrays.copyOf(plane, size);
        sectors = Arrays.copyOf(sectors, size);
        owner = Arrays.copyOf(owner, size);
        next = Arrays.copyOf(next, size);
    }
}
