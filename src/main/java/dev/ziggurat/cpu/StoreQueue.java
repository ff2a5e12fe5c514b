package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.os.Thread;
import org.jspecify.annotations.Nullable;

/**
 * Store queue and store buffer in one table: a store takes an entry when it is dispatched, is sent in program order after it has retired, one a
 * cycle, without waiting for earlier ones, and frees its entry when it is served.
 *
 * <p>The entries stand in a list in program order. A filter counts, by hashed 8-byte granule, the bytes that stores under way cover, so that a
 * load that overlaps none of them learns it from one or two look-ups.
 */
final class StoreQueue implements Parts.Owner {
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int FILTER = 4096;

    private final PendingStore[] stores;
    private final FirstLevel level;
    private final Translator translator;
    private final Requests requests;
    private final CoreBooks books;
    private final Owner owner;

    private final int[] filter = new int[FILTER];
    private @Nullable PendingStore youngest;

    /** The free entries, a stack. */
    private final PendingStore[] free;

    private int freeCount;

    // The stores whose time is known: hits in the order of sending, which is that of their time; a ring. And the
    // others.
    private final PendingStore[] hits;
    private int firstHit;
    private int hitCount;
    private final ReadyQueue others;

    /** Told when something about a store that was pending becomes known. */
    interface Owner {
        /** It is written at an instant. */
        void stored(PendingStore store, long time);

        /** It is translated, or that has failed, at an instant. */
        void translated(PendingStore store, long time);

        /** An entry has come free, at an instant, that a store kept which was squashed. */
        void freed(long time);
    }

    StoreQueue(CoreSite site, Translator translator, int entries, CoreBooks books, Owner owner) {
        level = site.data();
        this.translator = translator;
        this.books = books;
        this.owner = owner;
        requests = new Requests(entries, site.simulation().engine(), level, translator, this, books.causes.split());
        stores = new PendingStore[entries];
        for (int i = 0; i < entries; i++) {
            stores[i] = new PendingStore(i);
        }
        free = stores.clone();
        freeCount = entries;
        hits = stores.clone();
        others = new ReadyQueue(entries);
    }

    /** Whether an entry is free at an instant. */
    boolean hasRoom(long time) {
        if (freeCount == 0) {
            release(time);
        }
        return freeCount > 0;
    }

    /** Whether every store has been written at an instant; one that was squashed may still keep its entry. */
    boolean isEmpty(long time) {
        release(time);
        return youngest == null;
    }

    /** Returns the earliest instant at which an entry is known to come free, {@code Long.MAX_VALUE} if none is known. */
    long nextFree() {
        long next = others.firstTime();
        return hitCount == 0 ? next : Math.min(next, hits[firstHit].servedAt);
    }

    /** Takes a free entry for the youngest store, of which {@code reference} is the window's copy. */
    PendingStore take(InFlight reference) {
        PendingStore store = take(reference.virtual, reference.size, reference.pc, reference.collector, reference.rank);
        if (!translator.translates()) {
            place(store, translator.hit(AccessType.STORE, store.virtual, 0), 0);
        }
        return store;
    }

    /** Takes a free entry for the youngest store, of a place in program order; it is not translated. */
    PendingStore take(long virtual, int size, long pc, boolean collector, long rank) {
        PendingStore store = free[--freeCount];
        store.virtual = virtual;
        store.size = size;
        store.pc = pc;
        store.collector = collector;
        store.rank = rank;
        store.translatedAt = UNKNOWN;
        store.squashed = false;
        store.translation = null;
        store.servedAt = UNKNOWN;
        store.firstWaiting = InFlight.NONE;
        store.parts = null;
        store.older = youngest;
        store.younger = null;
        if (youngest != null) {
            youngest.younger = store;
        }
        youngest = store;
        count(store, 1);
        return store;
    }

    /** A store lies at a physical address, and on from there; that is known from an instant on. */
    void place(PendingStore store, long physical, long time) {
        store.physical = physical;
        store.beyond = physical + Translator.room(store.virtual);
        store.translatedAt = time;
    }

    /** Translates a store at an instant; returns when that is done, or PENDING: the owner is then told. */
    long translate(PendingStore store, Thread thread, long time) {
        if (level.oneLine(store.virtual, store.size)) {
            long physical = translator.hit(AccessType.STORE, store.virtual, time);
            if (physical != Translator.MISS) {
                place(store, physical, time);
                return time;
            }
        }
        Parts parts = requests.take(store.slot);
        store.translation = parts;
        parts.of(store.virtual, store.size, store.pc, store.collector, thread);
        parts.begin(time);
        long known = parts.translate(AccessType.STORE, time);
        if (known != MemoryLevel.PENDING) {
            translated(store, parts, known);
        }
        return known;
    }

    private static void translated(PendingStore store, Parts parts, long time) {
        store.physical = parts.physical();
        store.beyond = parts.beyond();
        store.translatedAt = time;
    }

    /** Sends a store, which is translated, at an instant; returns when it is served, or PENDING. */
    long send(PendingStore store, Thread thread, long time) {
        if (level.hits(AccessType.STORE, store.physical, store.size)) {
            sent(store, time + level.latency());
            books.references().storeHit();
            return store.servedAt;
        }
        Parts parts = requests.take(store.slot);
        store.parts = parts;
        parts.of(store.virtual, store.size, store.pc, store.collector, thread);
        parts.at(store.physical, store.beyond);
        parts.begin(time);
        long served = parts.send(AccessType.STORE, time);
        if (served != MemoryLevel.PENDING) {
            known(store, parts, served);
        }
        return served;
    }

    /** A store was sent, was nothing but a hit, and is written at an instant. */
    void sent(PendingStore store, long served) {
        store.servedAt = served;
        int place = firstHit + hitCount++;
        hits[place < hits.length ? place : place - hits.length] = store;
    }

    /** Returns the oldest store not written at an instant, from which {@link PendingStore#younger} leads to the others; null if there is none. */
    @Nullable
    PendingStore oldest(long time) {
        release(time);
        PendingStore store = youngest;
        while (store != null && store.older != null) {
            store = store.older;
        }
        return store;
    }

    /** Frees every entry; none has requests. */
    void clear() {
        hitCount = 0;
        while (youngest != null) {
            free(youngest);
        }
    }

    /** Returns the youngest store of a rank below {@code rank} that is under way at an instant and overlaps a load, null if none does. */
    @Nullable
    PendingStore overlapping(long rank, long virtual, int size, long time) {
        if (!mayOverlap(virtual, size)) {
            return null;
        }
        release(time);
        for (PendingStore store = youngest; store != null; store = store.older) {
            if (store.rank < rank && store.overlaps(virtual, size)) {
                return store;
            }
        }
        return null;
    }

    /** Returns the youngest store, from which {@link PendingStore#older} leads to the others; null if there is none. */
    @Nullable
    PendingStore youngest() {
        return youngest;
    }

    @Override
    public void served(Parts parts, long time) {
        PendingStore store = stores[(int) parts.holder()];
        if (parts == store.translation) {
            translated(store, parts, time);
            if (store.squashed) {
                giveBack(store);
                owner.freed(time);
            } else {
                owner.translated(store, time);
            }
            return;
        }
        known(store, parts, time);
        owner.stored(store, time);
    }

    private void known(PendingStore store, Parts parts, long time) {
        store.servedAt = time;
        others.add(time, store.slot);
        books.references().store(parts);
    }

    private void release(long time) {
        while (hitCount > 0 && hits[firstHit].servedAt <= time) {
            free(hits[firstHit]);
            firstHit = firstHit + 1 == hits.length ? 0 : firstHit + 1;
            hitCount--;
        }
        while (others.firstTime() <= time) {
            free(stores[(int) others.take()]);
        }
    }

    /** Takes back a store that has not been sent. */
    void squash(PendingStore store) {
        unlink(store);
        store.squashed = true;
        if (store.translation == null || store.translatedAt != UNKNOWN) {
            giveBack(store);
        } else {
            store.translation.disown();
        }
    }

    private void free(PendingStore store) {
        unlink(store);
        giveBack(store);
    }

    private void giveBack(PendingStore store) {
        free[freeCount++] = store;
        if (store.parts != null) {
            requests.release(store.parts);
        }
        if (store.translation != null) {
            requests.release(store.translation);
        }
    }

    private void unlink(PendingStore store) {
        count(store, -1);
        if (store.older != null) {
            store.older.younger = store.younger;
        }
        if (store.younger != null) {
            store.younger.older = store.older;
        } else {
            youngest = store.older;
        }
    }

    private boolean mayOverlap(long virtual, int size) {
        long last = (virtual + size - 1) >>> 3;
        for (long granule = virtual >>> 3; granule <= last; granule++) {
            if (filter[(int) granule & (FILTER - 1)] != 0) {
                return true;
            }
        }
        return false;
    }

    private void count(PendingStore store, int change) {
        long last = (store.virtual + store.size - 1) >>> 3;
        for (long granule = store.virtual >>> 3; granule <= last; granule++) {
            filter[(int) granule & (FILTER - 1)] += change;
        }
    }
}
