package dev.ziggurat.mmu;

/**
 * What a core must know of an address space to translate in it.
 *
 * @param root the physical address of the root table; where there are no pages, of the segment table
 * @param tag the number that tells its TLB entries from others', from 0 to {@link PageTableFormat#tags} - 1
 * @param segments the physical address of the segment table, {@link #NO_SEGMENTS} if addresses have no segments
 */
public record AddressSpace(long root, int tag, long segments) {
    /** Instead of a segment table: there is none. */
    public static final long NO_SEGMENTS = -1;

    /** Makes an address space without segments. */
    public AddressSpace(long root, int tag) {
        this(root, tag, NO_SEGMENTS);
    }
}
