package dev.ziggurat.os.paging;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.PageTable;
import dev.ziggurat.stats.Level;
import org.jspecify.annotations.Nullable;

/** The address space of a process as the kernel has it. */
final class Space {
    final AddressSpace address;
    final PageTable table;
    final Areas areas;

    /** Its segments, null if its addresses have none: then they are linear already. */
    final @Nullable LinearSegments segments;

    /** The binary logarithm of the size of its pages, and of how many frames one has. */
    final int leafShift;

    final int order;

    /** Pages of its stacks that are in memory. */
    final Level stackPages = new Level();

    /** What its stacks have grown to, in bytes. */
    final Level stackBytes = new Level();

    /** How many frames hold its pages. */
    long resident;

    /** Its process has ended: there are no tables any more. */
    boolean over;

    /** Makes an address space. */
    Space(AddressSpace address, PageTable table, Areas areas, int leafShift, @Nullable LinearSegments segments) {
        this.segments = segments;
        this.address = address;
        this.table = table;
        this.areas = areas;
        this.leafShift = leafShift;
        order = leafShift - UserFrames.SHIFT;
    }

    /** Lets a stack grow down to an address below it, at an instant; false if there is none that may. */
    boolean growStack(long virtual, long time) {
        boolean grown = areas.grow(virtual);
        if (grown) {
            stackBytes.set(areas.stackBytes(), time);
        }
        return grown;
    }

    /** Returns the first address of the page of an address. */
    long page(long virtual) {
        return virtual & -(1L << leafShift);
    }
}
