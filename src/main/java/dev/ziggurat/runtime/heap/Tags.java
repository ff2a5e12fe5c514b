package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.WordStore;

/**
 * Where the metadata of a {@link FreeList} lie: a line of words at its base, and in the chunks themselves, as in dlmalloc (D. Lea, "A Memory
 * Allocator", 1996). A chunk begins with a word of its size and two bits; if it is free, the links of the list follow, and its last word is its size
 * again (Knuth's boundary tag). A word that looks like a chunk in use stands at the end of the heap.
 */
final class Tags {
    static final int WORD = 8;

    // A chunk: size and bits | the next free chunk | the one before ... | its size again, if it is free.
    static final int NEXT = 8;
    static final int BEFORE = 16;

    /** The chunk is in use. */
    static final long USED = 2;

    /** The chunk before it is in use, so that its last word is not a size. */
    static final long BEFORE_USED = 1;

    /** A chunk that can be free: header, two links, and the size again. */
    static final long LEAST = 32;

    private static final long BITS = USED | BEFORE_USED;

    /** The lock's word. */
    final long lock;

    /** Where the first free chunk stands. */
    final long head;

    /** Where the free chunk stands with which next fit begins, and the end of the last block that it placed. */
    final long rover;

    final long roverPlace;

    /** The first chunk. */
    final long first;

    /** What sizes and places of blocks are multiples of. */
    final long alignment;

    Tags(long base, long alignment) {
        this.alignment = alignment;
        lock = base;
        head = base + WORD;
        rover = base + 2 * WORD;
        roverPlace = base + 3 * WORD;
        // The first block, behind the header of its chunk, on the line after the next.
        first = Region.up(base + 64 + WORD, alignment) - WORD;
    }

    /** Returns the end of the last chunk of a heap that ends somewhere: there is room for a word behind it. */
    long last(long end) {
        return first + (end - WORD - first) / alignment * alignment;
    }

    /** Writes what there is before the program starts: one free chunk, or none, and the end. */
    void open(WordStore words, long end) {
        words.write(roverPlace, first);
        if (end == first) {
            words.write(first, USED | BEFORE_USED);
            return;
        }
        words.write(head, first);
        words.write(rover, first);
        words.write(first, end - first + BEFORE_USED);
        words.write(end - WORD, end - first);
        words.write(end, USED);
    }

    /** Returns the bytes of the chunk for a block. */
    long chunk(long bytes) {
        return Math.max(Region.up(LEAST, alignment), Region.up(bytes + WORD, alignment));
    }

    static long size(long word) {
        return word & ~BITS;
    }

    static boolean used(long word) {
        return (word & USED) != 0;
    }

    static boolean beforeUsed(long word) {
        return (word & BEFORE_USED) != 0;
    }
}
