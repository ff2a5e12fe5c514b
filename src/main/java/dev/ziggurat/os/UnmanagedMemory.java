package dev.ziggurat.os;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.AbsentPages;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.PageTable;
import dev.ziggurat.mmu.PageTableFormat;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.mmu.TablePages;
import java.util.ArrayList;
import java.util.List;

/**
 * Physical memory without an operating system. A page lies where its addresses would lie without translation, so that the caches see the same
 * either way; it is there as soon as a walk looks for it, at no cost, and may be read, written and executed. Tables take the last pages of
 * memory, downwards, and if that is not enough addresses beyond it. No page is ever absent, moved or taken back.
 */
public final class UnmanagedMemory implements AbsentPages, TablePages {
    private static final long PHYSICAL = (1L << 52) - 1;

    private final PageTableFormat format;
    private final WordStore words;
    private final long pageSize;

    // The table made last, downwards from the end of memory; and the next beyond it, once memory is full of them.
    private long nextTable;
    private long beyond;
    private final List<Space> spaces = new ArrayList<>();

    private record Space(PageTable table, long base, int leafShift) {}

    /** Makes memory of a capacity in bytes, in whose words the tables are kept. */
    public UnmanagedMemory(PageTableFormat format, WordStore words, long capacity) {
        this.format = format;
        this.words = words;
        pageSize = 1L << format.pageShift();
        nextTable = capacity / pageSize * pageSize;
        beyond = nextTable;
    }

    /**
     * Adds an address space.
     *
     * @param base what is added to its virtual addresses; rounded up to a page, so that no two spaces share one
     * @param leafShift the binary logarithm of the size of its pages
     */
    public AddressSpace add(long base, int leafShift) {
        PageTable table = new PageTable(format, words, this);
        spaces.add(new Space(table, (base + (1L << leafShift) - 1) >>> leafShift << leafShift, leafShift));
        return new AddressSpace(table.root(), spaces.size() - 1);
    }

    @Override
    public boolean provide(AddressSpace space, long virtual) {
        Space of = spaces.get(space.tag());
        long page = virtual >>> of.leafShift << of.leafShift;
        of.table.map(page, (of.base + page) & PHYSICAL, of.leafShift, Rights.ALL);
        return true;
    }

    @Override
    public long take(int level, long parent) {
        if (nextTable == 0) {
            beyond += pageSize;
            return beyond - pageSize;
        }
        nextTable -= pageSize;
        return nextTable;
    }

    @Override
    public void giveBack(int level, long page) {
        throw new IllegalStateException("no table is ever given back");
    }
}
