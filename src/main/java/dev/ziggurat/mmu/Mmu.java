package dev.ziggurat.mmu;

import dev.ziggurat.engine.Watched;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.stats.Statistics;

/**
 * The translation of one core: by pages ({@link PagedMmu}), by segments, or by segments over pages ({@link SegmentedMmu}). A run uses one of these
 * classes at all its cores.
 */
public abstract sealed class Mmu implements Watched permits PagedMmu, SegmentedMmu {
    /** Returned by {@link #translate} when the time is not yet known. */
    public static final long PENDING = MemoryLevel.PENDING;

    /** Instead of an entry: there is none that would do. */
    public static final int ABSENT = Tlb.ABSENT;

    /** Returned by {@link #hit} when more is needed. */
    public static final long MISS = -2;

    Mmu() {}

    /**
     * Translates an address if that takes no time: whatever is looked up has no latency and knows it, with the rights that the access needs, for
     * all that lies in the same piece of 4 KiB.
     *
     * @param time when the access asks, in picoseconds
     * @return the physical address, or {@link #MISS}: then nothing has changed and nothing is counted, and {@link #translate} goes on
     */
    public abstract long hit(AccessType type, long virtual, long time);

    /** Returns the entry by which {@link #hit} would translate, {@link #ABSENT} if it would not; nothing has changed. */
    public abstract int find(AccessType type, long virtual, long time);

    /** Returns the physical address by an entry that was found. */
    public abstract long physical(AccessType type, int entry, long virtual);

    /** An access uses an entry that was found and is still there. */
    public abstract void use(AccessType type, int entry);

    /**
     * Translates {@code request.virtualAddress} for an access of {@code request.type} to {@code request.size} bytes that asks at
     * {@code request.time}, where the request's marks end. Sets {@code request.physicalAddress}, or {@code request.fault} to one of {@link Fault},
     * and then {@code request.virtualAddress} to what the operating system is told; appends to the marks up to the instant that is returned or
     * told.
     *
     * @param asker who is told if the answer is {@link #PENDING}
     * @return when the address (or the fault) is known, in picoseconds; otherwise {@link #PENDING}, and the asker is told exactly once, never
     *     from inside this call
     */
    public abstract long translate(MemoryRequest request, Translated asker);

    /**
     * The core goes on in another address space. Without tags all that is kept is forgotten, unless it is the same space. Walks under way go on in
     * the space for which they began.
     *
     * @throws IllegalArgumentException if the format has no such tag
     */
    public abstract void switchTo(AddressSpace space);

    /**
     * Forgets what is known of a page, as INVLPG and INVPCID do: its TLB entries, and all walk-cache entries of its tag (Intel SDM volume 3A,
     * "Operations that invalidate TLBs and paging-structure caches"). A walk for the page that is under way begins again.
     *
     * @param of the address space's tag
     * @param address an address in the page, as the page table knows it
     * @param leafShift the binary logarithm of the page size
     */
    public abstract void invalidate(int of, long address, int leafShift);

    /** Forgets the descriptor of a segment of the address space of a tag; where there are no segments there is nothing to forget. */
    public abstract void invalidateSegment(int of, long number);

    /** Forgets all that is known of the address space of a tag; its walks under way begin again. */
    public abstract void invalidateAll(int of);

    /**
     * The address space of a tag ends: forgets all that is known of it; its walks under way, and those that wait, read its tables no more and end
     * with a fault.
     */
    public abstract void end(int of);

    /** Forgets everything; all walks under way begin again. */
    public abstract void flush();

    /**
     * Describes its statistics: {@code coreN.tlb.l1i}, {@code .l1d} and {@code .l2}, {@code coreN.walker}, {@code coreN.walker.time},
     * {@code coreN.translation} of pages, {@code coreN.descriptors} and {@code coreN.descriptors.time} of segments; called when every cause has
     * its name.
     */
    public abstract void describe(Statistics statistics);
}
