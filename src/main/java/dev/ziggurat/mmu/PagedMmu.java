package dev.ziggurat.mmu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The translation of one core by pages: first-level TLBs, a second-level TLB, walk caches and page walkers.
 *
 * <p>A core first asks {@link #hit}, which serves what a first-level TLB without latency knows and makes no request; all else goes through
 * {@link #translate}. TLBs change in the order of the calls. A translation that comes from the second level is there from the end of that
 * look-up on; whoever asks earlier is <em>merged</em> and waits for it.
 *
 * <p>Charged here, in the request's marks: the latencies of the TLBs ({@code l1 tlb}, {@code l2 tlb}), the wait for a walker
 * ({@code walker wait}) and the walk as a whole ({@code walk}); what the walk's own loads wait for has a table of its own,
 * {@code coreN.walker.time}. Only programs are translated; a kernel's references have physical addresses. Not modelled: global pages, protection
 * keys, prefetching into TLBs.
 */
public final class PagedMmu extends Mmu {
    private final String path;
    private final PageTableFormat format;
    private final Tlbs tlbs;
    private final WalkCaches caches;
    private final Walkers walkers;
    private final Spaces spaces;
    private final TranslationMarks marks;
    private final TranslationCounts counts = new TranslationCounts();
    private final WalkCounts walkCounts;
    private final Translation found = new Translation();
    private final Names causes;

    /** Under which the current space's translations are kept. */
    private int tag = Tlb.NO_TAG;

    /**
     * Makes the translation of a core, with empty TLBs and in no address space yet.
     *
     * @param spec what the machine file says; its format is not {@code none}
     */
    public PagedMmu(MmuSite site, TranslationSpec spec) {
        path = site.path();
        format = spec.table();
        spaces = new Spaces(spec.tags());
        causes = site.simulation().causes();
        marks = TranslationMarks.of(causes);
        walkCounts = new WalkCounts(format.levels());
        TlbsSpec levels = Objects.requireNonNull(spec.tlbs());
        tlbs = new Tlbs(site.simulation(), path, site.clock(), levels, format);
        caches = new WalkCaches(site.simulation(), path, site.clock(), spec.walkCaches(), format);
        WalkSite walks = new WalkSite(
                site.simulation().engine(),
                site.words(),
                site.absent(),
                format,
                site.level(),
                causes.of(site.levelName()),
                caches,
                tlbs,
                spaces,
                walkCounts);
        walkers = new Walkers(spec.walkers(), walks, marks, counts);
        site.simulation().engine().watch(this);
    }

    /** Makes the translation of a core, as the constructor does; whoever wires either kind loads only the one that there is. */
    public static Mmu of(MmuSite site, TranslationSpec spec) {
        return new PagedMmu(site, spec);
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
        Tlb tlb = tlbs.first(type);
        int entry = format.canonical(virtual) ? tlb.find(virtual, tag) : Tlb.ABSENT;
        boolean plain = entry != Tlb.ABSENT
                && (Needs.of(type) & ~tlb.flags(entry)) == 0
                && tlb.readyAt(entry) <= time
                && tlbs.firstLatency(type) == 0;
        return plain ? entry : ABSENT;
    }

    @Override
    public long physical(AccessType type, int entry, long virtual) {
        return tlbs.first(type).physical(entry, virtual);
    }

    @Override
    public void use(AccessType type, int entry) {
        Tlb tlb = tlbs.first(type);
        tlb.accesses++;
        tlb.touch(entry);
    }

    @Override
    public long translate(MemoryRequest request, Translated asker) {
        counts.asked++;
        request.fault = Fault.NONE;
        if (!format.canonical(request.virtualAddress)) {
            return refuse(request, Fault.NON_CANONICAL, request.time);
        }
        AccessType type = request.type;
        Tlb tlb = tlbs.first(type);
        long time = request.time + tlbs.firstLatency(type);
        request.marks.spent(marks.first(), time);
        tlb.accesses++;
        int entry = tlb.find(request.virtualAddress, tag);
        if (entry == Tlb.ABSENT) {
            tlb.missed(request.collector);
            return behind(request, asker, time);
        }
        if (tlb.readyAt(entry) > time) {
            return join(request, asker, tlb, entry);
        }
        if (usable(request, tlb, entry)) {
            counts.first++;
            return time;
        }
        return lacking(request, asker, tlb, entry, time);
    }

    /** The translation is on its way from the second level. */
    private long join(MemoryRequest request, Translated asker, Tlb tlb, int entry) {
        tlb.missed(request.collector);
        tlb.merged++;
        long time = tlb.readyAt(entry);
        request.marks.spent(marks.second(), time);
        if (usable(request, tlb, entry)) {
            counts.second++;
            return time;
        }
        return lacking(request, asker, tlb, entry, time);
    }

    private long behind(MemoryRequest request, Translated asker, long time) {
        Tlb second = tlbs.second();
        if (second == null) {
            return walk(request, asker, time);
        }
        long at = time + tlbs.secondLatency();
        request.marks.spent(marks.second(), at);
        second.accesses++;
        int entry = second.find(request.virtualAddress, tag);
        if (entry == Tlb.ABSENT) {
            second.missed(request.collector);
            return walk(request, asker, at);
        }
        if (!usable(request, second, entry)) {
            return lacking(request, asker, second, entry, at);
        }
        counts.second++;
        found.set(request.virtualAddress, request.physicalAddress, second.shift(entry), second.flags(entry));
        tlbs.first(request.type).fill(found, tag, at);
        return at;
    }

    /** Takes the address from an entry if that has all that the access needs. */
    private static boolean usable(MemoryRequest request, Tlb tlb, int entry) {
        if ((Needs.of(request.type) & ~tlb.flags(entry)) != 0) {
            return false;
        }
        tlb.touch(entry);
        request.physicalAddress = tlb.physical(entry, request.virtualAddress);
        return true;
    }

    /** The entry that was found forbids the access, or it lacks only the dirty bit, which a walk will set. */
    private long lacking(MemoryRequest request, Translated asker, Tlb tlb, int entry, long time) {
        if ((Needs.rights(request.type) & ~tlb.flags(entry)) != 0) {
            tlbs.forget(tag, request.virtualAddress);
            caches.forget(tag, request.virtualAddress);
            return refuse(request, Fault.PROTECTION, time);
        }
        tlb.touch(entry);
        counts.dirtyWalks++;
        return walk(request, asker, time);
    }

    private long walk(MemoryRequest request, Translated asker, long time) {
        walkers.want(request, asker, time);
        return PENDING;
    }

    private long refuse(MemoryRequest request, int fault, long time) {
        request.fault = fault;
        counts.faults[fault]++;
        return time;
    }

    /**
     * The core goes on in another address space. Without tags all TLBs and walk caches are emptied, unless it is the same space. Walks under way
     * go on in the space for which they began.
     *
     * @throws IllegalArgumentException if the format has no such tag
     */
    @Override
    public void switchTo(AddressSpace space) {
        if (space.tag() < 0 || space.tag() >= format.tags()) {
            throw new IllegalArgumentException(format.name() + " has no tag " + space.tag());
        }
        if (spaces.isCurrent(space)) {
            return;
        }
        spaces.current(space);
        tag = spaces.tagOf(space);
        if (!spaces.tagged()) {
            tlbs.flush();
            caches.flush();
        }
    }

    @Override
    public void invalidate(int of, long virtual, int leafShift) {
        int kept = spaces.tagOf(of);
        if (kept != Tlb.NO_TAG) {
            tlbs.invalidate(kept, virtual, leafShift);
            caches.invalidateAll(kept);
        }
        walkers.invalidate(of, virtual, leafShift);
    }

    @Override
    public void invalidateSegment(int of, long number) {
        // There are none.
    }

    @Override
    public void invalidateAll(int of) {
        forgetAll(of);
        walkers.invalidateAll(of);
    }

    @Override
    public void end(int of) {
        forgetAll(of);
        walkers.end(of);
    }

    private void forgetAll(int of) {
        int kept = spaces.tagOf(of);
        if (kept != Tlb.NO_TAG) {
            tlbs.invalidateAll(kept);
            caches.invalidateAll(kept);
        }
    }

    @Override
    public void flush() {
        tlbs.flush();
        caches.flush();
        walkers.invalidateAll();
    }

    @Override
    public @Nullable String waitsFor() {
        int waiting = walkers.waiting();
        return waiting == 0
                ? null
                : path + ": " + waiting + " translations wait, " + walkers.walking() + " walks are under way";
    }

    @Override
    public void describe(Statistics statistics) {
        tlbs.describe(statistics);
        Section ended = statistics.section(path + ".translation", "translation");
        counts.describe(ended, tlbs::firstAccesses);
        ended.law("translations asked = ended + waiting", () -> counts.asked, () -> counts.ends() + walkers.waiting());
        Section walker = statistics.section(path + ".walker", "walker");
        walkCounts.describe(walker);
        caches.describe(walker);
        describeLaws(walker);
        Section time = statistics.section(path + ".walker.time", "walker.time");
        walkCounts.loadTime.describe(time, causes, "time of the loads of walks");
    }

    private void describeLaws(Section walker) {
        WalkCounts walks = walkCounts;
        walker.law(
                "translations that want a walk = misses of the last TLB + stores without the dirty bit",
                () -> walks.wanted,
                () -> tlbs.lastMisses() + counts.dirtyWalks);
        walker.law(
                "translations that want a walk = walks + merged + in line + abandoned",
                () -> walks.wanted,
                () -> walks.walks + walks.merged + walkers.inLine() + walks.abandoned);
        walker.law(
                "walks = completed + ended with a fault + under way",
                () -> walks.walks,
                () -> walks.completed + walks.allFaulted() + walkers.walking());
        walker.law(
                "loads = done + one for each walk under way",
                walks::allLoads,
                () -> walks.loadsDone + walkers.walking());
    }
}
