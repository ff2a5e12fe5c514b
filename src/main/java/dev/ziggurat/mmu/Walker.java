package dev.ziggurat.mmu;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.mmu.PendingTranslations.Chain;
import dev.ziggurat.stats.MarkList;
import org.jspecify.annotations.Nullable;

/**
 * A page walker: one walk at a time, a load at a time. It reads an entry's word at the instant at which the load of it completes, and sends the
 * next one from there. A bit that must be set is a store of 8 bytes, which the walk does not wait for; but the walker is not free until the level
 * has taken it, for the request is its own.
 *
 * <p>Charged here: the latency of the walk caches, once for each start. All else of a walk's time is its loads'.
 */
final class Walker extends Event implements Requester {
    private static final long PENDING = MemoryLevel.PENDING;
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int WORD = 8;

    private final WalkSite site;
    private final Walkers owner;
    private final MemoryRequest load;

    // By level: the store that sets bits in its entry, and when that has been taken (UNKNOWN while it is pending).
    private final MemoryRequest[] updates;
    private final long[] takenAt;

    // The walk: in which space for which address, at which level, with which rights left, who waits for it; whether it
    // must begin again, or its space has ended.
    private @Nullable AddressSpace space;
    private long virtual;
    private int level;
    private int rights;
    private boolean again;
    private boolean ended;
    private final Chain waiters = new Chain();

    /** When it is free; UNKNOWN while it walks or a store of its is under way. */
    private long freeAt;

    private int updatesUnderWay;
    private long updatesTaken;

    Walker(WalkSite site, Walkers owner) {
        this.site = site;
        this.owner = owner;
        int levels = site.format().levels();
        load = new MemoryRequest(this, 0);
        updates = new MemoryRequest[levels + 1];
        takenAt = new long[levels + 1];
        for (int each = 0; each <= levels; each++) {
            updates[each] = new MemoryRequest(this, each);
        }
    }

    /** Returns when it is free, in picoseconds; {@code Long.MAX_VALUE} if that is not known. */
    long freeAt() {
        return freeAt;
    }

    /** Whether a walk is under way; its load is, then. */
    boolean walks() {
        return space != null;
    }

    /** Whether it walks for a page of the smallest size. */
    boolean walks(AddressSpace of, long page) {
        return space != null
                && !ended
                && space.root() == of.root()
                && virtual >>> site.format().pageShift() == page;
    }

    /** Returns those who wait for the walk, in order. */
    Chain waiters() {
        return waiters;
    }

    /** Begins a walk at an instant. */
    void begin(AddressSpace in, long address, long time) {
        space = in;
        virtual = address;
        again = false;
        ended = false;
        freeAt = UNKNOWN;
        continueAt(start(in, time));
    }

    private void continueAt(long served) {
        if (served != PENDING) {
            site.engine().schedule(this, served);
        }
    }

    private long start(AddressSpace in, long time) {
        WalkCaches caches = site.caches();
        caches.find(virtual, site.spaces().tagOf(in), in.root());
        level = caches.level();
        rights = caches.rights();
        return send(caches.table(), time + caches.latency());
    }

    /** Sends the load of an entry; returns when it is served, or PENDING. */
    private long send(long table, long time) {
        load.type = AccessType.WALK;
        load.physicalAddress = site.format().entry(table, virtual, level);
        load.size = WORD;
        load.time = time;
        load.marks.begin(time);
        site.counts().loads[level]++;
        long served = site.level().access(load);
        if (served != PENDING) {
            markHit(load.marks, time, served);
            loaded(served);
        }
        return served;
    }

    /** A first-level hit leaves no mark: its time is the level's latency. */
    private void markHit(MarkList marks, long time, long served) {
        if (marks.end() == time) {
            marks.spent(site.levelCause(), served);
        }
    }

    private void loaded(long served) {
        load.marks.close(served);
        site.counts().loadTime.add(load.marks);
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        if (request == load) {
            loaded(time);
            site.engine().schedule(this, time);
            return;
        }
        taken(request, time);
        if (freeAt != UNKNOWN) {
            owner.freeLater(freeAt);
        }
    }

    /** The load under way has completed. */
    @Override
    protected void fire() {
        long served = step();
        while (served != PENDING && site.engine().advance(served)) {
            served = step();
        }
        continueAt(served);
    }

    /** Reads the entry that has come; returns when the next one comes if that is known and the walk goes on, otherwise PENDING. */
    private long step() {
        AddressSpace in = space;
        if (in == null) {
            throw new IllegalStateException("a load came for no walk");
        }
        long now = site.engine().now();
        site.counts().loadsDone++;
        if (ended) {
            return fault(in, Fault.NOT_PRESENT);
        }
        if (again) {
            again = false;
            site.counts().restarts++;
            return start(in, now);
        }
        long word = site.words().read(load.physicalAddress);
        if (!PageTableEntry.present(word)) {
            if (!site.absent().provide(in, virtual)) {
                return fault(in, Fault.NOT_PRESENT);
            }
            word = site.words().read(load.physicalAddress);
        }
        rights &= PageTableEntry.rights(word);
        if (PageTableEntry.isLeaf(word, level)) {
            return arrive(in, word);
        }
        set(word, PageTableEntry.ACCESSED);
        long table = PageTableEntry.address(word, site.format().pageShift());
        site.caches().fill(level, virtual, site.spaces().tagOf(in), table, rights);
        level--;
        return send(table, now);
    }

    /** The entry maps the page. Whoever waits and may use the page is served; the dirty bit is set if one of them writes. */
    private long arrive(AddressSpace in, long word) {
        int wanted = owner.permitted(waiters, rights);
        if (wanted == 0) {
            return fault(in, Fault.PROTECTION);
        }
        long bits = PageTableEntry.ACCESSED | ((wanted & Rights.DIRTY) != 0 ? PageTableEntry.DIRTY : 0);
        set(word, bits);
        int shift = site.format().shift(level);
        long physical = PageTableEntry.address(word, shift) | PageTableFormat.offset(virtual, shift);
        int dirty = PageTableEntry.dirty(word | bits) ? Rights.DIRTY : 0;
        owner.found.set(virtual, physical, shift, rights | dirty);
        boolean fetched = (wanted & Rights.EXECUTE) != 0;
        boolean used = (wanted & Walkers.DATA) != 0;
        site.tlbs().fill(owner.found, site.spaces().tagOf(in), fetched, used);
        site.counts().completed++;
        return finish(Fault.NONE, physical - virtual);
    }

    /** Sets bits of the entry; a store to it that is still under way, from before the walk began again, takes them with it. */
    private void set(long word, long bits) {
        if ((word & bits) == bits) {
            return;
        }
        site.words().write(load.physicalAddress, word | bits);
        long now = site.engine().now();
        if (takenAt[level] > now) {
            return;
        }
        site.counts().updates++;
        MemoryRequest update = updates[level];
        update.type = AccessType.WALK_UPDATE;
        update.physicalAddress = load.physicalAddress;
        update.size = WORD;
        update.time = now;
        update.marks.begin(now);
        takenAt[level] = UNKNOWN;
        updatesUnderWay++;
        long time = site.level().access(update);
        if (time != PENDING) {
            taken(update, time);
        }
    }

    private void taken(MemoryRequest update, long time) {
        takenAt[update.slot] = time;
        updatesUnderWay--;
        updatesTaken = Math.max(updatesTaken, time);
        settle();
    }

    private void settle() {
        if (space == null && updatesUnderWay == 0) {
            freeAt = Math.max(updatesTaken, site.engine().now());
        }
    }

    private long fault(AddressSpace in, int kind) {
        site.counts().faulted[kind]++;
        int tag = site.spaces().tagOf(in);
        if (tag != Tlb.NO_TAG) {
            site.tlbs().forget(tag, virtual);
            site.caches().forget(tag, virtual);
        }
        return finish(kind, 0);
    }

    private long finish(int fault, long delta) {
        int rightsLeft = rights;
        space = null;
        settle();
        owner.finished(waiters, fault, delta, rightsLeft);
        return PENDING;
    }

    /** What the walk reads may have been changed: if it is about a page of 2^{@code leafShift} bytes of a tag it begins again. */
    void invalidate(int tag, long address, int leafShift) {
        if (space != null && space.tag() == tag && (virtual ^ address) >>> leafShift == 0) {
            again = true;
        }
    }

    void invalidateAll(int tag) {
        again |= space != null && space.tag() == tag;
    }

    void invalidateAll() {
        again |= space != null;
    }

    /** The spaces of a tag have ended: their walk ends with a fault as soon as its load has come. */
    void end(int tag) {
        ended |= space != null && space.tag() == tag;
    }
}
