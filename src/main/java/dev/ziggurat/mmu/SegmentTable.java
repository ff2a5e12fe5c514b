package dev.ziggurat.mmu;

import dev.ziggurat.memory.WordStore;

/**
 * The segment table of an address space: {@value #ENTRIES} descriptors of {@value #ENTRY} bytes in one page of simulated memory. Descriptor 0 is
 * never used, as in x86, so that a null pointer is in no segment.
 *
 * <pre>
 * word 0:  base in bytes, 56 bits | 4 bits unused | present | execute | write | user
 * word 1:  limit in bytes: the first offset that lies beyond
 * </pre>
 *
 * <p>Of segments in memory the base is a physical address; of segments over pages a linear one. Not modelled: descriptors in several tables,
 * accessed bits, rings, gates, limits in pages, segments that grow downwards.
 */
public final class SegmentTable {
    /** The bytes of a descriptor. */
    public static final int ENTRY = 16;

    /** How many descriptors there are, without use of the first. */
    public static final int ENTRIES = 256;

    /** The bytes of a table. */
    public static final int BYTES = ENTRY * ENTRIES;

    private static final int WORD = 8;
    private static final int BASE_SHIFT = 8;
    private static final long PRESENT = 1 << 3;

    private final WordStore words;
    private final long address;

    /** Makes a table in a page of physical memory, all of its descriptors absent. */
    public SegmentTable(WordStore words, long address) {
        this.words = words;
        this.address = address;
        words.zero(address, BYTES);
    }

    /** Returns its physical address. */
    public long address() {
        return address;
    }

    /** Returns the physical address of a descriptor. */
    public long entry(int number) {
        return entry(address, number);
    }

    static long entry(long table, long number) {
        return table + number * ENTRY;
    }

    /** Writes the descriptor of a segment that is there; returns the address of the descriptor. */
    public long set(int number, long base, long limit, int rights) {
        long at = entry(number);
        words.write(at, base << BASE_SHIFT | PRESENT | rights);
        words.write(at + WORD, limit);
        return at;
    }

    /** Makes a descriptor absent; returns its address. */
    public long clear(int number) {
        long at = entry(number);
        words.write(at, 0);
        words.write(at + WORD, 0);
        return at;
    }

    static boolean present(WordStore words, long entry) {
        return (words.read(entry) & PRESENT) != 0;
    }

    static int rights(WordStore words, long entry) {
        return (int) words.read(entry) & Rights.ALL;
    }

    static long base(WordStore words, long entry) {
        return words.read(entry) >>> BASE_SHIFT;
    }

    static long limit(WordStore words, long entry) {
        return words.read(entry + WORD);
    }
}
