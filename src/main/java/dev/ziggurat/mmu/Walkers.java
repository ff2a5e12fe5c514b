package dev.ziggurat.mmu;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.mmu.PendingTranslations.Chain;
import org.jspecify.annotations.Nullable;

/**
 * The page walkers of one core and the translations that wait for one, in order of arrival. A translation whose page is being walked joins that
 * walk; one that waits while another for its page gets a walker goes with it.
 */
final class Walkers extends Event {
    /** Among what waiters want: data, not instructions. */
    static final int DATA = 1 << 4;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final WalkSite site;
    private final TranslationMarks marks;
    private final TranslationCounts ends;
    private final Walker[] walkers;
    private final PendingTranslations table = new PendingTranslations();
    private final Chain line = new Chain();

    /** What a walk has found, on its way to the TLBs. */
    final Translation found = new Translation();

    Walkers(int count, WalkSite site, TranslationMarks marks, TranslationCounts ends) {
        this.site = site;
        this.marks = marks;
        this.ends = ends;
        walkers = new Walker[count];
        for (int i = 0; i < count; i++) {
            walkers[i] = new Walker(site, this);
        }
    }

    /** Takes a translation whose own look-up ends at an instant. */
    void want(MemoryRequest request, Translated asker, long time) {
        site.counts().wanted++;
        AddressSpace space = site.spaces().current();
        long page = request.virtualAddress >>> site.format().pageShift();
        int row = table.take(request, asker, space, time, page);
        for (Walker walker : walkers) {
            if (walker.walks(space, page)) {
                site.counts().merged++;
                table.append(walker.waiters(), row);
                return;
            }
        }
        Walker free = line.isEmpty() ? freeAt(time) : null;
        if (free == null) {
            table.append(line, row);
            freeLater(nextFree());
        } else {
            begin(free, row, time);
        }
    }

    private @Nullable Walker freeAt(long time) {
        for (Walker walker : walkers) {
            if (walker.freeAt() <= time) {
                return walker;
            }
        }
        return null;
    }

    private long nextFree() {
        long next = UNKNOWN;
        for (Walker walker : walkers) {
            next = Math.min(next, walker.freeAt());
        }
        return next;
    }

    /** A walker is free from an instant on. */
    void freeLater(long time) {
        if (line.isEmpty() || time == UNKNOWN || (scheduled() && due() <= time)) {
            return;
        }
        site.engine().reschedule(this, Math.max(time, site.engine().now()));
    }

    private void begin(Walker walker, int row, long time) {
        AddressSpace space = table.space(row);
        long virtual = table.request(row).virtualAddress;
        Chain waiters = walker.waiters();
        table.append(waiters, row);
        site.counts().merged +=
                table.move(line, waiters, space, virtual >>> site.format().pageShift());
        for (int each = waiters.first(); each != PendingTranslations.NONE; each = table.next(each)) {
            if (table.since(each) < time) {
                table.request(each).marks.spent(marks.walkerWait(), time);
            }
        }
        site.counts().walks++;
        walker.begin(space, virtual, time);
    }

    /** A walker has come free. */
    @Override
    protected void fire() {
        beginWaiting();
    }

    private void beginWaiting() {
        long now = site.engine().now();
        while (!line.isEmpty()) {
            Walker free = freeAt(now);
            if (free == null) {
                freeLater(nextFree());
                return;
            }
            int row = table.takeFirst(line);
            long time = Math.max(table.since(row), now);
            if (table.ended(row)) {
                giveUp(row, Fault.NOT_PRESENT, time);
            } else if (table.asker(row).wants(table.request(row))) {
                begin(free, row, time);
            } else {
                giveUp(row, Fault.ABANDONED, time);
            }
        }
    }

    private void giveUp(int row, int fault, long time) {
        site.counts().abandoned++;
        table.request(row).marks.spent(marks.walkerWait(), time);
        end(row, fault, time);
    }

    /** Returns what those waiters want who may use a page: bits of {@link Rights}, DIRTY and {@link #DATA}; 0 if none may. */
    int permitted(Chain waiters, int rights) {
        int wanted = 0;
        for (int row = waiters.first(); row != PendingTranslations.NONE; row = table.next(row)) {
            AccessType type = table.request(row).type;
            if ((Needs.rights(type) & ~rights) == 0) {
                wanted |= Needs.of(type) | (type == AccessType.FETCH ? 0 : DATA);
            }
        }
        return wanted;
    }

    /** A walk has ended now, and its walker is free or soon will be: the next walk begins first, then those who waited are told. */
    void finished(Chain waiters, int fault, long delta, int rights) {
        long now = site.engine().now();
        int row = table.takeAll(waiters);
        beginWaiting();
        while (row != PendingTranslations.NONE) {
            int next = table.next(row);
            MemoryRequest request = table.request(row);
            if (table.since(row) < now) {
                request.marks.spent(marks.walk(), now);
            }
            request.physicalAddress = request.virtualAddress + delta;
            boolean refused = fault == Fault.NONE && (Needs.rights(request.type) & ~rights) != 0;
            end(row, refused ? Fault.PROTECTION : fault, Math.max(now, table.since(row)));
            row = next;
        }
    }

    private void end(int row, int fault, long time) {
        MemoryRequest request = table.request(row);
        Translated asker = table.asker(row);
        table.release(row);
        request.fault = fault;
        ends.ended(fault);
        asker.translated(request, time);
    }

    void invalidate(int tag, long virtual, int leafShift) {
        for (Walker walker : walkers) {
            walker.invalidate(tag, virtual, leafShift);
        }
    }

    void invalidateAll(int tag) {
        for (Walker walker : walkers) {
            walker.invalidateAll(tag);
        }
    }

    void invalidateAll() {
        for (Walker walker : walkers) {
            walker.invalidateAll();
        }
    }

    void end(int tag) {
        for (Walker walker : walkers) {
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
        for (Walker walker : walkers) {
            count += walker.walks() ? 1 : 0;
        }
        return count;
    }
}
