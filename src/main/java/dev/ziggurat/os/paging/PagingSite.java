package dev.ziggurat.os.paging;

import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.PageTableFormat;
import dev.ziggurat.os.AccessedFlush;
import dev.ziggurat.os.Kernel;

/**
 * Where paging stands in its machine.
 *
 * @param kernel with all of its cores
 * @param words where the page tables are
 * @param format their format
 * @param devices where the transfers of devices enter, for whole lines: a request may be for a later instant and is always PENDING first
 * @param lineBytes the bytes of a line there, and of each store that clears a page
 * @param accessedFlush how cores learn that an accessed bit was cleared
 * @param offsetBits where the number of the segment begins in an address, 0 if addresses have no segments
 */
public record PagingSite(
        Kernel kernel,
        WordStore words,
        PageTableFormat format,
        MemoryLevel devices,
        int lineBytes,
        AccessedFlush accessedFlush,
        int offsetBits) {
    /** Makes the site of a machine without segments. */
    public PagingSite(
            Kernel kernel,
            WordStore words,
            PageTableFormat format,
            MemoryLevel devices,
            int lineBytes,
            AccessedFlush accessedFlush) {
        this(kernel, words, format, devices, lineBytes, accessedFlush, 0);
    }
}
