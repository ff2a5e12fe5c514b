package dev.ziggurat.mmu;

import dev.ziggurat.memory.WordStore;

/**
 * The page table of one address space: a tree of tables in simulated memory, which walkers read word by word.
 *
 * <p>Each change takes effect in the {@link WordStore} at once; who makes it gets back the physical address of the entry, so that the kernel can
 * issue the store that hardware would see. Nothing is invalidated here: what TLBs and walk caches remember is the caller's affair.
 */
public final class PageTable {
    /** No such entry: a table above it is missing. */
    public static final long NONE = -1;

    private final PageTableFormat format;
    private final WordStore words;
    private final TablePages pages;
    private final long root;

    /** Table pages, by level. */
    private final long[] tables;

    /** Makes an empty table, of a root alone. */
    public PageTable(PageTableFormat format, WordStore words, TablePages pages) {
        this.format = format;
        this.words = words;
        this.pages = pages;
        tables = new long[format.levels() + 1];
        root = newTable(format.levels(), NONE);
    }

    /** Returns the physical address of the root table. */
    public long root() {
        return root;
    }

    /** Returns how many pages the tables of a level take. */
    public long tables(int level) {
        return tables[level];
    }

    /**
     * Maps a page, and makes the tables on the way that are missing. The entry is neither accessed nor dirty. An empty table in the place of
     * a large page is given back.
     *
     * @param virtual an address in the page
     * @param frame the physical address of the page, a multiple of its size
     * @param leafShift the binary logarithm of the page size
     * @param rights bits of {@link Rights}
     * @return the physical address of the entry written
     * @throws IllegalStateException if something is mapped there already
     */
    public long map(long virtual, long frame, int leafShift, int rights) {
        int leaf = format.leafLevel(leafShift);
        if (PageTableFormat.offset(frame, leafShift) != 0 || !format.canonical(virtual)) {
            throw new IllegalArgumentException(
                    "no page of 2^" + leafShift + " bytes maps " + hex(virtual) + " to " + hex(frame));
        }
        long entry = format.entry(table(virtual, leaf), virtual, leaf);
        makeRoom(entry, virtual, leaf);
        words.write(entry, PageTableEntry.leaf(frame, rights, leaf));
        return entry;
    }

    /** Makes the tables that are missing on the way to a page of a size, so that {@link #map} will need none. */
    public void makeTables(long virtual, int leafShift) {
        table(virtual, format.leafLevel(leafShift));
    }

    /** Returns how many tables are missing on the way to a page of a size. */
    public int missingTables(long virtual, int leafShift) {
        return Math.max(0, level(virtual) - format.leafLevel(leafShift));
    }

    /** The table of a level on the way of an address; what is missing is made. */
    private long table(long virtual, int leaf) {
        long table = root;
        for (int level = format.levels(); level > leaf; level--) {
            table = below(format.entry(table, virtual, level), virtual, level);
        }
        return table;
    }

    private long below(long entry, long virtual, int level) {
        long word = words.read(entry);
        if (!PageTableEntry.present(word)) {
            long table = newTable(level - 1, entry);
            words.write(entry, PageTableEntry.table(table));
            return table;
        }
        if (PageTableEntry.isLeaf(word, level)) {
            throw mapped(virtual);
        }
        return PageTableEntry.address(word, format.pageShift());
    }

    private void makeRoom(long entry, long virtual, int level) {
        long word = words.read(entry);
        if (!PageTableEntry.present(word)) {
            return;
        }
        if (PageTableEntry.isLeaf(word, level) || !empty(word, level - 1)) {
            throw mapped(virtual);
        }
        release(PageTableEntry.address(word, format.pageShift()), level - 1);
    }

    private static IllegalStateException mapped(long virtual) {
        return new IllegalStateException(hex(virtual) + " is mapped already");
    }

    /** Whether nothing is present in the tables to which an entry leads. */
    private boolean empty(long word, int level) {
        long table = PageTableEntry.address(word, format.pageShift());
        for (int i = 0; i < format.entries(level); i++) {
            long each = words.read(table + 8L * i);
            if (PageTableEntry.present(each) && (PageTableEntry.isLeaf(each, level) || !empty(each, level - 1))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes a mapping away; its entry becomes 0. Tables stay, as they do in hardware until the kernel frees them.
     *
     * @return the physical address of the entry
     * @throws IllegalStateException if nothing is mapped there
     */
    public long unmap(long virtual) {
        return unmap(virtual, 0);
    }

    /**
     * Takes a mapping away and leaves a word of the operating system's in its entry.
     *
     * @param word what is not {@link PageTableEntry#present}
     * @return the physical address of the entry
     * @throws IllegalStateException if nothing is mapped there
     */
    public long unmap(long virtual, long word) {
        if (PageTableEntry.present(word)) {
            throw new IllegalArgumentException("an entry that is present takes no mapping away: " + hex(word));
        }
        long entry = mappedEntry(virtual);
        words.write(entry, word);
        return entry;
    }

    /**
     * Gives a mapping other rights.
     *
     * @param rights bits of {@link Rights}
     * @return the physical address of the entry
     * @throws IllegalStateException if nothing is mapped there
     */
    public long protect(long virtual, int rights) {
        long entry = mappedEntry(virtual);
        words.write(entry, PageTableEntry.withRights(words.read(entry), rights));
        return entry;
    }

    /**
     * Clears bits of a mapping's entry, such as {@link PageTableEntry#ACCESSED} or {@link PageTableEntry#DIRTY}.
     *
     * @return the physical address of the entry
     * @throws IllegalStateException if nothing is mapped there
     */
    public long clear(long virtual, long bits) {
        long entry = mappedEntry(virtual);
        words.write(entry, words.read(entry) & ~bits);
        return entry;
    }

    /**
     * Sets bits of a mapping's entry, such as {@link PageTableEntry#ACCESSED}, as a walker would.
     *
     * @return the physical address of the entry
     * @throws IllegalStateException if nothing is mapped there
     */
    public long set(long virtual, long bits) {
        long entry = mappedEntry(virtual);
        words.write(entry, words.read(entry) | bits);
        return entry;
    }

    /**
     * Returns the lowest address from one on, below another, whose way ends at an entry that is not 0: a page that is mapped, or of which the
     * operating system has left a word. {@link #NONE} if there is none.
     *
     * @param from a multiple of the page size; neither lies in the upper half
     */
    public long next(long from, long end) {
        long virtual = from;
        while (virtual < end) {
            int level = level(virtual);
            if (words.read(entry(virtual, level)) != 0) {
                return virtual;
            }
            long span = 1L << format.shift(level);
            virtual = (virtual & -span) + span;
        }
        return NONE;
    }

    private long mappedEntry(long virtual) {
        long entry = entry(virtual);
        if (entry == NONE || !PageTableEntry.present(words.read(entry))) {
            throw new IllegalStateException(hex(virtual) + " is not mapped");
        }
        return entry;
    }

    /** Returns the level at which the way of an address ends: at the entry that maps it or that is not present. */
    public int level(long virtual) {
        long table = root;
        int level = format.levels();
        while (true) {
            long word = words.read(format.entry(table, virtual, level));
            if (!PageTableEntry.present(word) || PageTableEntry.isLeaf(word, level)) {
                return level;
            }
            table = PageTableEntry.address(word, format.pageShift());
            level--;
        }
    }

    /** Returns the physical address of the entry at which the way of an address ends, present or not. */
    public long entry(long virtual) {
        return entry(virtual, level(virtual));
    }

    /** Returns the physical address of the entry of a level on the way of an address, {@link #NONE} if the way ends above. */
    public long entry(long virtual, int level) {
        long table = root;
        for (int each = format.levels(); each > level; each--) {
            long word = words.read(format.entry(table, virtual, each));
            if (!PageTableEntry.present(word) || PageTableEntry.isLeaf(word, each)) {
                return NONE;
            }
            table = PageTableEntry.address(word, format.pageShift());
        }
        return format.entry(table, virtual, level);
    }

    /** Returns the word of the entry at which the way of an address ends; see {@link PageTableEntry}. */
    public long word(long virtual) {
        return words.read(entry(virtual));
    }

    /** Returns the physical address of a virtual one, {@link #NONE} if it is not mapped; whatever the rights, and without any timing. */
    public long physical(long virtual) {
        int level = level(virtual);
        long word = words.read(entry(virtual, level));
        if (!PageTableEntry.present(word)) {
            return NONE;
        }
        int shift = format.shift(level);
        return PageTableEntry.address(word, shift) | PageTableFormat.offset(virtual, shift);
    }

    /** Gives all tables back, the root too: the address space ends. */
    public void release() {
        release(root, format.levels());
    }

    private void release(long table, int level) {
        for (int i = 0; level > 1 && i < format.entries(level); i++) {
            long word = words.read(table + 8L * i);
            if (PageTableEntry.present(word) && !PageTableEntry.isLeaf(word, level)) {
                release(PageTableEntry.address(word, format.pageShift()), level - 1);
            }
        }
        words.zero(table, 8L * format.entries(level));
        tables[level]--;
        pages.giveBack(level, table);
    }

    private long newTable(int level, long parent) {
        long page = pages.take(level, parent);
        words.zero(page, 8L * format.entries(level));
        tables[level]++;
        return page;
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
