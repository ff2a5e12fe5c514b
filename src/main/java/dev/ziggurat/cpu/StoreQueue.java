package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;

/**
 * Store queue and store buffer in one table: a store takes an entry when it is dispatched, is sent in program order after it has retired, one a
 * cycle, without waiting for earlier ones, and frees its entry when it is served.
 *
 * <p>The entries stand in a list in program order. A filter counts, by hashed 8-byte granule, the bytes that stores under way cover, so that a
 * load that overlaps none of them learns it from one or two look-ups.
 */
final class StoreQueue implements Parts.Owner {
    static final int NONE = -1;
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final long FREE = Long.MIN_VALUE;
    private static final int FILTER = 4096;

    // One entry: where it writes, when it is served (UNKNOWN until known, FREE if not taken), its neighbours in program
    // order.
    private final long[] addresses;
    private final long[] virtuals;
    private final long[] pcs;
    private final int[] sizes;
    private final long[] ranks;
    private final long[] servedAt;
    private final int[] older;
    private final int[] younger;
    private final Parts[] parts;
    private final CoreBooks books;
    private final Owner owner;

    private final short[] filter = new short[FILTER];
    private int youngest = NONE;

    /** The free entries, a stack. */
    private final int[] free;

    private int freeCount;

    /** The stores whose time is known, by that time. */
    private final ReadyQueue leaving;

    /** Told when the time of a store that was pending becomes known. */
    interface Owner {
        void stored(int entry, long time);
    }

    StoreQueue(Engine engine, FirstLevel level, int entries, CoreBooks books, Owner owner) {
        addresses = new long[entries];
        virtuals = new long[entries];
        pcs = new long[entries];
        sizes = new int[entries];
        ranks = new long[entries];
        servedAt = new long[entries];
        older = new int[entries];
        younger = new int[entries];
        parts = new Parts[entries];
        free = new int[entries];
        leaving = new ReadyQueue(entries);
        this.books = books;
        this.owner = owner;
        for (int i = 0; i < entries; i++) {
            servedAt[i] = FREE;
            free[freeCount++] = i;
            parts[i] = new Parts(engine, level, i, this, books.causes.split());
        }
    }

    /** Whether an entry is free at an instant. */
    boolean hasRoom(long time) {
        release(time);
        return freeCount > 0;
    }

    boolean isEmpty(long time) {
        release(time);
        return freeCount == servedAt.length;
    }

    /** Returns the earliest instant at which an entry is known to come free, {@code Long.MAX_VALUE} if none is known. */
    long nextFree() {
        return leaving.firstTime();
    }

    /** Takes a free entry for the youngest store; {@code rank} is its place in program order. */
    int take(long rank, long virtual, long physical, int size, long pc) {
        int entry = free[--freeCount];
        virtuals[entry] = virtual;
        addresses[entry] = physical;
        sizes[entry] = size;
        ranks[entry] = rank;
        pcs[entry] = pc;
        servedAt[entry] = UNKNOWN;
        older[entry] = youngest;
        younger[entry] = NONE;
        if (youngest != NONE) {
            younger[youngest] = entry;
        }
        youngest = entry;
        count(physical, size, 1);
        return entry;
    }

    /** Sends an entry at an instant; returns when it is served, or PENDING. */
    long send(int entry, int thread, long time) {
        Parts store = parts[entry];
        store.begin(time);
        long served =
                store.send(AccessType.STORE, virtuals[entry], addresses[entry], sizes[entry], pcs[entry], thread, time);
        if (served != MemoryLevel.PENDING) {
            known(entry, served);
        }
        return served;
    }

    /** Returns the marks of an entry that has been sent. */
    Parts parts(int entry) {
        return parts[entry];
    }

    /** Returns the youngest store of a rank below {@code rank} that is under way at an instant and overlaps a load, or {@link #NONE}. */
    int overlapping(long rank, long physical, int size, long time) {
        if (!mayOverlap(physical, size)) {
            return NONE;
        }
        release(time);
        for (int entry = youngest; entry != NONE; entry = older[entry]) {
            boolean overlaps = physical < addresses[entry] + sizes[entry] && addresses[entry] < physical + size;
            if (overlaps && ranks[entry] < rank) {
                return entry;
            }
        }
        return NONE;
    }

    /** Whether a store's bytes cover a load's. */
    boolean covers(int entry, long physical, int size) {
        return addresses[entry] <= physical && physical + size <= addresses[entry] + sizes[entry];
    }

    /** Returns a store's place in program order. */
    long rank(int entry) {
        return ranks[entry];
    }

    /** Returns when a store is served, {@code Long.MAX_VALUE} if that is not known. */
    long servedAt(int entry) {
        return servedAt[entry];
    }

    @Override
    public void served(int entry, long time) {
        known(entry, time);
        owner.stored(entry, time);
    }

    private void known(int entry, long time) {
        servedAt[entry] = time;
        leaving.add(time, entry);
        books.store(parts[entry]);
    }

    private void release(long time) {
        while (leaving.firstTime() <= time) {
            free((int) leaving.take());
        }
    }

    private void free(int entry) {
        servedAt[entry] = FREE;
        free[freeCount++] = entry;
        count(addresses[entry], sizes[entry], -1);
        if (older[entry] != NONE) {
            younger[older[entry]] = younger[entry];
        }
        if (younger[entry] != NONE) {
            older[younger[entry]] = older[entry];
        } else {
            youngest = older[entry];
        }
    }

    private boolean mayOverlap(long physical, int size) {
        long last = (physical + size - 1) >>> 3;
        for (long granule = physical >>> 3; granule <= last; granule++) {
            if (filter[(int) granule & (FILTER - 1)] != 0) {
                return true;
            }
        }
        return false;
    }

    private void count(long physical, int size, int change) {
        long last = (physical + size - 1) >>> 3;
        for (long granule = physical >>> 3; granule <= last; granule++) {
            filter[(int) granule & (FILTER - 1)] += (short) change;
        }
    }
}
