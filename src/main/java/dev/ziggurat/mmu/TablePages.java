package dev.ziggurat.mmu;

/** Who has the physical pages of which page tables are made: the operating system. */
public interface TablePages {
    /**
     * Gives a page for a table; the table zeroes its words. The kernel's own stores, which clear the page and write the entry above, are the
     * giver's affair.
     *
     * @param level the level of the table
     * @param parent the physical address of the entry that will lead to it, {@link PageTable#NONE} for a root
     * @return the physical address, a multiple of the page size
     */
    long take(int level, long parent);

    /** Takes a page back. Translations that may have been made through it must be invalidated before it is used again. */
    void giveBack(int level, long page);
}
