package dev.ziggurat.mmu;

import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.PendingTranslations.Chain;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of one core that are on their way, and the translations that wait, in order of arrival. A translation whose descriptor is under
 * way joins that walk; one that waits while another for its segment gets a walker goes with it.
 */
final class DescriptorWalks {
    /** Instead of a descriptor's address: there are no tables any more. */
    static final long NOWHERE = -1;

    final MmuSite site;
    final int levelCause;
    final SegmentCounts counts;

    private final SegmentedMmu owner;
    private final Spaces spaces;
    private final TranslationMarks marks;
    private final DescriptorCache cache;
    private final DescriptorWalker[] walkers;
    private final PendingTranslations table = new PendingTranslations();
    private final Chain line = new Chain();

    // The descriptor that has come.
    private long base;
    private long limit;
    private int rights;

    DescriptorWalks(MmuSite site, int walkers, SegmentedMmu owner, SegmentCounts counts) {
        this.site = site;
        this.owner = owner;
        this.counts = counts;
        spaces = owner.spaces;
        cache = owner.cache;
        marks = TranslationMarks.of(site.simulation().causes());
        levelCause = site.simulation().causes().of(site.levelName());
        this.walkers = new DescriptorWalker[walkers];
        for (int i = 0; i < walkers; i++) {
            this.walkers[i] = new DescriptorWalker(this);
        }
    }

    /** Takes a translation whose own look-up ends at an instant. */
    void want(MemoryRequest request, Translated asker, long number, long time) {
        AddressSpace space = spaces.current();
        int row = table.take(request, asker, space, time, number);
        for (DescriptorWalker walker : walkers) {
            if (walker.walks(space, number)) {
                counts.merged++;
                table.append(walker.waiters(), row);
                return;
            }
        }
        DescriptorWalker free = line.isEmpty() ? free() : null;
        if (free == null) {
            table.append(line, row);
        } else {
            begin(free, row, time);
        }
    }

    private @Nullable DescriptorWalker free() {
        for (DescriptorWalker walker : walkers) {
            if (!walker.walks()) {
                return walker;
            }
        }
        return null;
    }

    private void begin(DescriptorWalker walker, int row, long time) {
        AddressSpace space = table.space(row);
        long number = owner.number(table.request(row).virtualAddress);
        Chain waiters = walker.waiters();
        table.append(waiters, row);
        counts.merged += table.move(line, waiters, space, number);
        for (int each = waiters.first(); each != PendingTranslations.NONE; each = table.next(each)) {
            if (table.since(each) < time) {
                table.request(each).marks.spent(marks.walkerWait(), time);
            }
        }
        counts.walks++;
        walker.begin(space, number, time);
    }

    /** A descriptor has come now, and its walker is free: the next walk begins first, then those who waited go on. */
    void arrived(AddressSpace space, long number, long entry, Chain waiters) {
        counts.loaded++;
        WordStore words = site.words();
        boolean present = entry != NOWHERE && SegmentTable.present(words, entry);
        if (present) {
            base = SegmentTable.base(words, entry);
            limit = SegmentTable.limit(words, entry);
            rights = SegmentTable.rights(words, entry);
            cache.fill(number, spaces.tagOf(space), base, limit, rights);
        }
        int row = table.takeAll(waiters);
        beginWaiting();
        while (row != PendingTranslations.NONE) {
            int next = table.next(row);
            tell(row, space, present);
            row = next;
        }
    }

    /** A translation has what it waited for, unless nobody wants it any more, or the core has gone on in another space. */
    private void tell(int row, AddressSpace space, boolean present) {
        MemoryRequest request = table.request(row);
        Translated asker = table.asker(row);
        long time = Math.max(site.simulation().engine().now(), table.since(row));
        table.release(row);
        if (request.marks.end() < time) {
            request.marks.spent(marks.walk(), time);
        }
        request.time = time;
        if (!present) {
            owner.giveUp(request, asker, Fault.NO_SEGMENT);
        } else if (asker.wants(request) && spaces.isCurrent(space)) {
            owner.goOn(request, asker, base, limit, rights);
        } else {
            owner.giveUp(request, asker, Fault.ABANDONED);
        }
    }

    private void beginWaiting() {
        long now = site.simulation().engine().now();
        DescriptorWalker free = free();
        while (!line.isEmpty() && free != null) {
            int row = table.takeFirst(line);
            long time = Math.max(table.since(row), now);
            MemoryRequest request = table.request(row);
            boolean gone = table.ended(row);
            if (gone || !table.asker(row).wants(request)) {
                counts.abandoned++;
                Translated asker = table.asker(row);
                table.release(row);
                request.marks.spent(marks.walkerWait(), time);
                request.time = time;
                owner.giveUp(request, asker, gone ? Fault.NO_SEGMENT : Fault.ABANDONED);
            } else {
                begin(free, row, time);
            }
            free = free();
        }
    }

    /** The spaces of a tag have ended: what waits for their descriptors ends with a fault. */
    void end(int tag) {
        for (DescriptorWalker walker : walkers) {
            walker.end(tag);
        }
        table.end(line, tag);
    }

    /** Returns how many translations wait for a walker or for a walk. */
    int waiting() {
        return table.size();
    }

    int inLine() {
        return line.size();
    }

    int walking() {
        int count = 0;
        for (DescriptorWalker walker : walkers) {
            count += walker.walks() ? 1 : 0;
        }
        return count;
    }
}
