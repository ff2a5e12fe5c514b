package dev.ziggurat.mmu;

/**
 * The bits of an x86-64 page-table entry (Intel SDM volume 3A, "4-level paging", formats of the entries). All else in an entry that is not present belongs to the
 * operating system.
 */
public final class PageTableEntry {
    public static final long PRESENT = 1;
    public static final long WRITABLE = 1 << 1;
    public static final long USER = 1 << 2;
    public static final long ACCESSED = 1 << 5;
    public static final long DIRTY = 1 << 6;

    /** In an entry above the last level: it maps a page, it does not lead to a table. */
    public static final long PAGE_SIZE = 1 << 7;

    public static final long NO_EXECUTE = 1L << 63;

    /** Physical addresses have 52 bits at most. */
    private static final long ADDRESS = 0x000f_ffff_ffff_f000L;

    private PageTableEntry() {}

    /**
     * Returns an entry that maps a page, neither accessed nor dirty.
     *
     * @param frame the physical address of the page, a multiple of its size
     * @param rights bits of {@link Rights}
     * @param level the level of the table in which it stands
     */
    public static long leaf(long frame, int rights, int level) {
        return PRESENT | (level > 1 ? PAGE_SIZE : 0) | frame | bits(rights);
    }

    /**
     * Returns an entry that leads to a table. It gives all rights, for those of the leaf decide, and is accessed already, as Linux writes it
     * ({@code _PAGE_TABLE} in {@code arch/x86/include/asm/pgtable_types.h}).
     */
    public static long table(long address) {
        return PRESENT | WRITABLE | USER | ACCESSED | address;
    }

    /** Returns an entry with other rights. */
    public static long withRights(long entry, int rights) {
        return (entry & ~(WRITABLE | USER | NO_EXECUTE)) | bits(rights);
    }

    private static long bits(int rights) {
        return ((rights & Rights.WRITE) != 0 ? WRITABLE : 0)
                | ((rights & Rights.USER) != 0 ? USER : 0)
                | ((rights & Rights.EXECUTE) != 0 ? 0 : NO_EXECUTE);
    }

    /** Returns the rights that an entry leaves. */
    public static int rights(long entry) {
        return ((entry & WRITABLE) != 0 ? Rights.WRITE : 0)
                | ((entry & USER) != 0 ? Rights.USER : 0)
                | ((entry & NO_EXECUTE) != 0 ? 0 : Rights.EXECUTE);
    }

    public static boolean present(long entry) {
        return (entry & PRESENT) != 0;
    }

    public static boolean accessed(long entry) {
        return (entry & ACCESSED) != 0;
    }

    public static boolean dirty(long entry) {
        return (entry & DIRTY) != 0;
    }

    /** Whether an entry of a level maps a page. */
    public static boolean isLeaf(long entry, int level) {
        return level == 1 || (entry & PAGE_SIZE) != 0;
    }

    /** Returns the physical address to which an entry of a level leads: of a table, or of the page of 2^{@code shift} bytes. */
    public static long address(long entry, int shift) {
        return entry & ADDRESS & -(1L << shift);
    }
}
