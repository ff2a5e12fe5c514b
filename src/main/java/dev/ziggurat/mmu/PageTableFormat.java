package dev.ziggurat.mmu;

import java.util.List;

/**
 * How an architecture cuts a virtual address: a row of data, so that another format is another row.
 *
 * <p>Levels are counted as Intel counts them: the root is level {@link #levels}, the table whose entries map the smallest pages is level 1.
 */
public final class PageTableFormat {
    /** PML4, PDPT, PD, PT; process-context identifiers of 12 bits (Intel SDM volume 3A, "4-level paging" and "Process-context identifiers"). */
    public static final PageTableFormat X86_64 = new PageTableFormat(
            "x86-64",
            48,
            List.of(new Level(39, 9), new Level(30, 9), new Level(21, 9), new Level(12, 9)),
            List.of(12, 21, 30),
            12);

    private static final int ENTRY_SHIFT = 3;

    private final String name;
    private final int unused;
    private final int tagBits;
    private final List<Integer> leafShifts;

    // By level, from 1: the lowest bit of its index, and the index's mask.
    private final int[] shifts;
    private final int[] masks;

    /**
     * One level.
     *
     * @param shift the lowest bit of its index in the virtual address
     * @param bits the width of the index
     */
    public record Level(int shift, int bits) {}

    /**
     * Makes a format.
     *
     * @param name its name in machine files
     * @param significantBits a canonical address is the sign extension of this many low bits
     * @param levels the levels, root first
     * @param leafShifts the binary logarithms of the page sizes
     * @param tagBits the width of an address-space tag
     */
    public PageTableFormat(
            String name, int significantBits, List<Level> levels, List<Integer> leafShifts, int tagBits) {
        this.name = name;
        unused = Long.SIZE - significantBits;
        this.leafShifts = List.copyOf(leafShifts);
        this.tagBits = tagBits;
        shifts = new int[levels.size() + 1];
        masks = new int[levels.size() + 1];
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            shifts[levels.size() - i] = level.shift();
            masks[levels.size() - i] = (1 << level.bits()) - 1;
        }
    }

    public String name() {
        return name;
    }

    /** Returns how many levels a table has; the root's number. */
    public int levels() {
        return shifts.length - 1;
    }

    /** Returns the binary logarithms of the page sizes, smallest first. */
    public List<Integer> leafShifts() {
        return leafShifts;
    }

    /** Returns the binary logarithm of the smallest page, which is also that of a table page. */
    public int pageShift() {
        return shifts[1];
    }

    /** Returns how many address-space tags there are. */
    public int tags() {
        return 1 << tagBits;
    }

    /** Returns how many low bits of a canonical address tell it from every other. */
    public int significantBits() {
        return Long.SIZE - unused;
    }

    /** Whether an address is one that hardware translates; others fault before any look-up. */
    public boolean canonical(long virtual) {
        return (virtual << unused) >> unused == virtual;
    }

    /** Returns the index into the table of a level. */
    public int index(long virtual, int level) {
        return (int) (virtual >>> shifts[level]) & masks[level];
    }

    /** Returns the physical address of the entry of a level, in a table at {@code table}. */
    public long entry(long table, long virtual, int level) {
        return table + ((long) index(virtual, level) << ENTRY_SHIFT);
    }

    /** Returns the binary logarithm of what an entry of a level maps: the page size if it is a leaf. */
    public int shift(int level) {
        return shifts[level];
    }

    /**
     * Returns the level whose entries map pages of a size.
     *
     * @param leafShift the binary logarithm of the page size
     * @throws IllegalArgumentException if the format has no such pages
     */
    public int leafLevel(int leafShift) {
        if (leafShifts.contains(leafShift)) {
            for (int level = 1; level < shifts.length; level++) {
                if (shifts[level] == leafShift) {
                    return level;
                }
            }
        }
        throw new IllegalArgumentException(name + " has no pages of 2^" + leafShift + " bytes");
    }

    /** Returns how many levels a walk reads down to a page of a size. */
    public int levelsWalked(int leafShift) {
        return levels() - leafLevel(leafShift) + 1;
    }

    /** Returns how many entries a table of a level has. */
    public int entries(int level) {
        return masks[level] + 1;
    }

    /** Returns the place of an address in its page. */
    public static long offset(long virtual, int leafShift) {
        return virtual & ((1L << leafShift) - 1);
    }
}
