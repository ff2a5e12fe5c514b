package dev.ziggurat.mmu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The translation of one core by segments: a virtual address is the number of a segment above {@code offset-bits} and an offset below. A
 * descriptor cache knows base, limit and rights; what it does not know is loaded from the segment table. Base and offset give the physical
 * address or, of segments over pages, the linear one, which a {@link PagedMmu} translates.
 *
 * <p>{@link #hit} serves a look-up without latency if all of the piece of 4 KiB around the address lies in the segment, so that whoever keeps the
 * answer for such a piece is right; the last bytes of a segment go through {@link #translate}, which checks the last byte of the access. A
 * reference across a border of 4 KiB of its virtual address is looked up twice. An access that is refused makes the cache forget the descriptor.
 *
 * <p>Charged here, in the request's marks: the latency of the descriptor cache ({@code descriptor cache}), the wait for a walker
 * ({@code walker wait}) and the load of the descriptor as a whole ({@code walk}); what that load waits for has a table of its own,
 * {@code coreN.descriptors.time}. The addition of the base costs nothing. Not modelled: segment registers that a program loads, call gates, rings.
 */
public final class SegmentedMmu extends Mmu {
    /** Which piece of a segment {@link #hit} answers for. */
    private static final long PIECE = (1 << 12) - 1;

    /** Where the descriptor stands in an entry that was found; the TLB's entry lies below, which is less (at most 2^20 of them, in sets of 2^n). */
    private static final int ENTRY_SHIFT = 21;

    final Spaces spaces;
    final DescriptorCache cache;

    private final String path;
    private final int offsetBits;
    private final long latency;
    private final @Nullable PagedMmu pages;
    private final DescriptorWalks walks;
    private final SegmentCounts counts = new SegmentCounts();
    private final Names causes;
    private final int cause;

    /** Under which the current space's descriptors are kept. */
    private int tag = Tlb.NO_TAG;

    private SegmentedMmu(MmuSite site, TranslationSpec spec) {
        path = site.path();
        offsetBits = spec.offsetBits();
        latency = site.clock().picoseconds(spec.descriptors().latency());
        causes = site.simulation().causes();
        cause = causes.of("descriptor cache");
        spaces = new Spaces(spec.tags());
        cache = new DescriptorCache(spec.descriptors(), site.simulation().random(path + ".descriptors.replacement"));
        walks = new DescriptorWalks(site, spec.walkers(), this, counts);
        pages = spec.format().paged() ? new PagedMmu(site, spec) : null;
        site.simulation().engine().watch(this);
    }

    /**
     * Makes the translation of a core, with nothing at hand and in no address space yet.
     *
     * @param spec what the machine file says; its format has segments
     */
    public static Mmu of(MmuSite site, TranslationSpec spec) {
        return new SegmentedMmu(site, spec);
    }

    /** Returns the number of an address's segment. */
    long number(long virtual) {
        return virtual >>> offsetBits;
    }

    private long offset(long virtual) {
        return virtual & ((1L << offsetBits) - 1);
    }

    private boolean exists(long number) {
        return number > 0 && number < SegmentTable.ENTRIES;
    }

    @Override
    public long hit(AccessType type, long virtual, long time) {
        int entry = find(type, virtual, time);
        if (entry == ABSENT) {
            return MISS;
        }
        use(type, entry);
        return physical(type, entry, virtual);
    }

    @Override
    public int find(AccessType type, long virtual, long time) {
        long number = number(virtual);
        int entry = latency == 0 && exists(number) ? cache.find(number, tag) : DescriptorCache.ABSENT;
        if (entry == DescriptorCache.ABSENT
                || (Needs.rights(type) & ~cache.rights(entry)) != 0
                || (offset(virtual) | PIECE) >= cache.limit(entry)) {
            return ABSENT;
        }
        int below = pages == null ? 0 : pages.find(type, cache.base(entry) + offset(virtual), time);
        return below == ABSENT ? ABSENT : entry << ENTRY_SHIFT | below;
    }

    @Override
    public long physical(AccessType type, int entry, long virtual) {
        long address = cache.base(entry >>> ENTRY_SHIFT) + offset(virtual);
        return pages == null ? address : pages.physical(type, below(entry), address);
    }

    private static int below(int entry) {
        return entry & ((1 << ENTRY_SHIFT) - 1);
    }

    @Override
    public void use(AccessType type, int entry) {
        cache.accesses++;
        cache.touch(entry >>> ENTRY_SHIFT);
        if (pages != null) {
            pages.use(type, below(entry));
        }
    }

    @Override
    public long translate(MemoryRequest request, Translated asker) {
        counts.asked++;
        request.fault = Fault.NONE;
        long number = number(request.virtualAddress);
        if (!exists(number)) {
            return refuse(request, Fault.NO_SEGMENT);
        }
        request.time += latency;
        request.marks.spent(cause, request.time);
        cache.accesses++;
        int entry = cache.find(number, tag);
        if (entry == DescriptorCache.ABSENT) {
            cache.misses++;
            cache.collectorMisses += request.collector ? 1 : 0;
            counts.wanted++;
            walks.want(request, asker, number, request.time);
            return PENDING;
        }
        cache.touch(entry);
        return through(request, asker, cache.base(entry), cache.limit(entry), cache.rights(entry));
    }

    /** Goes on with a descriptor from {@code request.time} on. */
    private long through(MemoryRequest request, Translated asker, long base, long limit, int rights) {
        long offset = offset(request.virtualAddress);
        if (offset + request.size > limit) {
            cache.invalidate(number(request.virtualAddress), tag);
            return refuse(request, Fault.LIMIT);
        }
        if ((Needs.rights(request.type) & ~rights) != 0) {
            cache.invalidate(number(request.virtualAddress), tag);
            return refuse(request, Fault.SEGMENT_RIGHTS);
        }
        counts.passed++;
        if (pages == null) {
            request.physicalAddress = base + offset;
            return request.time;
        }
        request.virtualAddress = base + offset;
        return pages.translate(request, asker);
    }

    private long refuse(MemoryRequest request, int fault) {
        request.fault = fault;
        counts.faults[fault]++;
        return request.time;
    }

    /** The descriptor for which a translation waited has come, at {@code request.time}. */
    void goOn(MemoryRequest request, Translated asker, long base, long limit, int rights) {
        long time = through(request, asker, base, limit, rights);
        if (time != PENDING) {
            asker.translated(request, time);
        }
    }

    /** A translation that waited ends with a fault, at {@code request.time}. */
    void giveUp(MemoryRequest request, Translated asker, int fault) {
        asker.translated(request, refuse(request, fault));
    }

    @Override
    public void switchTo(AddressSpace space) {
        if (spaces.isCurrent(space)) {
            return;
        }
        spaces.current(space);
        tag = spaces.tagOf(space);
        if (!spaces.tagged()) {
            cache.flush();
        }
        if (pages != null) {
            pages.switchTo(space);
        }
    }

    @Override
    public void invalidate(int of, long address, int leafShift) {
        Objects.requireNonNull(pages, "a page where there are none").invalidate(of, address, leafShift);
    }

    @Override
    public void invalidateSegment(int of, long number) {
        int kept = spaces.tagOf(of);
        if (kept != Tlb.NO_TAG) {
            cache.invalidate(number, kept);
        }
    }

    @Override
    public void invalidateAll(int of) {
        int kept = spaces.tagOf(of);
        if (kept != Tlb.NO_TAG) {
            cache.invalidateAll(kept);
        }
        if (pages != null) {
            pages.invalidateAll(of);
        }
    }

    @Override
    public void end(int of) {
        int kept = spaces.tagOf(of);
        if (kept != Tlb.NO_TAG) {
            cache.invalidateAll(kept);
        }
        walks.end(of);
        if (pages != null) {
            pages.end(of);
        }
    }

    @Override
    public void flush() {
        cache.flush();
        if (pages != null) {
            pages.flush();
        }
    }

    @Override
    public @Nullable String waitsFor() {
        int waiting = walks.waiting();
        return waiting == 0 ? null : path + ": " + waiting + " translations wait for descriptors";
    }

    @Override
    public void describe(Statistics statistics) {
        Section section = statistics.section(path + ".descriptors", "descriptors");
        counts.describe(section, cache);
        section.law(
                "translations asked = gone on + refused + waiting",
                () -> counts.asked,
                () -> counts.passed + counts.refused() + walks.waiting());
        section.law(
                "descriptors that were not at hand = walks + merged + in line + abandoned",
                () -> counts.wanted,
                () -> counts.walks + counts.merged + walks.inLine() + counts.abandoned);
        section.law("walks = done + under way", () -> counts.walks, () -> counts.loaded + walks.walking());
        Section time = statistics.section(path + ".descriptors.time", "descriptors.time");
        counts.loadTime.describe(time, causes, "time of the loads of descriptors");
        if (pages != null) {
            pages.describe(statistics);
        }
    }
}
