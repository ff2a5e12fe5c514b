package dev.ziggurat.os.paging;

import dev.ziggurat.mmu.TablePages;
import dev.ziggurat.stats.Section;
import java.util.Arrays;

/**
 * The kernel's own memory, from which page tables come: pages of 4 KiB above what user pages may occupy. The page that came back last goes out
 * first; if none has, the lowest that was never used.
 */
final class KernelPages implements TablePages {
    private static final long PAGE = 1 << 12;

    private final long start;
    private final long total;

    /** How many have ever been used, from the lowest on, and those of them that came back. */
    private long touched;

    private long[] returned = new long[16];
    private int returnedCount;

    private long used;

    // Tables made since they were asked for: each page, and the entry that leads to it.
    private final long[] made = new long[8];
    private final long[] parents = new long[8];
    private int madeCount;

    /** Makes a range, all free; from the first address, rounded up to a page, to the end. */
    KernelPages(long start, long end) {
        this.start = (start + PAGE - 1) / PAGE * PAGE;
        total = Math.max(0, (end - this.start) / PAGE);
    }

    @Override
    public long take(int level, long parent) {
        if (free() == 0) {
            throw new IllegalStateException("the kernel's range of " + total + " pages is full of page tables");
        }
        long page = returnedCount > 0 ? returned[--returnedCount] : start + PAGE * touched++;
        used++;
        made[madeCount] = page;
        parents[madeCount] = parent;
        madeCount++;
        return page;
    }

    @Override
    public void giveBack(int level, long page) {
        if (returnedCount == returned.length) {
            returned = Arrays.copyOf(returned, 2 * returnedCount);
        }
        returned[returnedCount++] = page;
        used--;
    }

    /** Nobody asked for the tables made last. */
    void forgetMade() {
        madeCount = 0;
    }

    /** Writes into two rows the tables that were made since this was asked, and the entries that lead to them; returns how many. */
    int made(long[] pages, long[] entries) {
        int count = madeCount;
        System.arraycopy(made, 0, pages, 0, count);
        System.arraycopy(parents, 0, entries, 0, count);
        madeCount = 0;
        return count;
    }

    /** Returns how many pages are free. */
    long free() {
        return total - touched + returnedCount;
    }

    /** Returns how many pages hold tables. */
    long used() {
        return used;
    }

    /** Returns how many pages there are. */
    long total() {
        return total;
    }

    void describe(Section section) {
        section.law("every page of the kernel's range is free or used", () -> free() + used, () -> total);
    }
}
