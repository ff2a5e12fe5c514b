package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import java.util.Arrays;

/**
 * The stores of a {@link HitRun}, from their dispatch until they are written: a ring by number, in program order.
 *
 * <p>As every store is a first-level hit, it is known at its dispatch when it will be sent, and with that when it is written: the times of
 * both rise from store to store. The store that last touched a granule of 8 bytes is kept by the granule's hash: if that one has been written,
 * so have all before it, and a load of the granule meets none.
 */
final class PlainStores {
    static final long NONE = -1;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;
    private static final int GRANULES = 2048;

    private final FirstLevel level;
    private final int entries;
    private final long period;

    /** How long after it was sent a store's entry can be used again, a multiple of the period. */
    private final long held;

    // A store: where, in which instruction, where its line lies, when it is sent.
    private final int mask;
    private final long[] virtual;
    private final long[] physical;
    private final long[] pc;
    private final int[] size;
    private final boolean[] collector;
    private final long[] rank;
    private final long[] place;
    private final long[] sentAt;

    /** By hash of the granule, the number of the last store to it. */
    private final long[] last = new long[GRANULES];

    // Numbers: the first that is not sent, and the next.
    private long unsent;
    private long next;

    PlainStores(FirstLevel level, int entries, long period, long held) {
        this.level = level;
        this.entries = entries;
        this.period = period;
        this.held = held;
        int ring = Integer.highestOneBit(2 * entries);
        mask = ring - 1;
        virtual = new long[ring];
        physical = new long[ring];
        pc = new long[ring];
        size = new int[ring];
        collector = new boolean[ring];
        rank = new long[ring];
        place = new long[ring];
        sentAt = new long[ring];
    }

    /** Forgets the last run. */
    void begin() {
        Arrays.fill(sentAt, LONG_AGO);
        Arrays.fill(last, NONE);
        unsent = 0;
        next = 0;
    }

    /** Takes over a store that has been sent. */
    void addSent(PendingStore store) {
        sentAt[copy(store)] = store.servedAt - level.latency();
        unsent = next;
    }

    /** Takes over a store that has not been sent and retires at an instant, at the earliest that of the run; false if its line is not there. */
    boolean addUnsent(PendingStore store, long retires) {
        int at = copy(store);
        place[at] = level.find(AccessType.STORE, store.physical, store.size);
        sentAt[at] = Math.max(retires, sentAt[(int) (next - 2) & mask] + period);
        return place[at] != FirstLevel.NOWHERE;
    }

    private int copy(PendingStore store) {
        int at = (int) next & mask;
        virtual[at] = store.virtual;
        physical[at] = store.physical;
        pc[at] = store.pc;
        size[at] = store.size;
        collector[at] = store.collector;
        rank[at] = store.rank;
        touch(store.virtual, store.size);
        next++;
        return at;
    }

    /** Returns when the next store finds an entry, in picoseconds: when the one so many before it is written. */
    long roomAt() {
        return sentAt[(int) (next - entries) & mask] + held;
    }

    /** Adds a store that retires at an instant. */
    void add(Reference store, long address, long where, long number, long retires) {
        int at = (int) next & mask;
        virtual[at] = store.address;
        physical[at] = address;
        pc[at] = store.pc;
        size[at] = store.size;
        collector[at] = store.collector;
        rank[at] = number;
        place[at] = where;
        sentAt[at] = Math.max(retires, sentAt[(int) (next - 1) & mask] + period);
        touch(store.address, store.size);
        next++;
    }

    private void touch(long address, int bytes) {
        long end = (address + bytes - 1) >>> 3;
        for (long granule = address >>> 3; granule <= end; granule++) {
            last[(int) granule & (GRANULES - 1)] = next;
        }
    }

    /** Writes what is sent up to an instant into the cache. */
    void sendUntil(long time) {
        while (unsent < next && sentAt[(int) unsent & mask] <= time) {
            level.use(AccessType.STORE, place[(int) unsent & mask]);
            unsent++;
        }
    }

    private boolean underWay(long store, long time) {
        return store >= next - entries && sentAt[(int) store & mask] + held > time;
    }

    /** Returns the number of the youngest store that overlaps a load and is not written at an instant, or {@link #NONE}. */
    long overlapping(long address, int bytes, long time) {
        long youngest = NONE;
        long end = (address + bytes - 1) >>> 3;
        for (long granule = address >>> 3; granule <= end; granule++) {
            youngest = Math.max(youngest, last[(int) granule & (GRANULES - 1)]);
        }
        for (long store = youngest; store >= 0 && underWay(store, time); store--) {
            int at = (int) store & mask;
            if (address < virtual[at] + size[at] && virtual[at] < address + bytes) {
                return store;
            }
        }
        return NONE;
    }

    /** Whether a store's bytes cover a load's. */
    boolean covers(long store, long address, int bytes) {
        int at = (int) store & mask;
        return virtual[at] <= address && address + bytes <= virtual[at] + size[at];
    }

    /** Returns how many have been sent. */
    long sent() {
        return unsent;
    }

    /** Returns the number of the oldest that is not written at an instant; {@link #end} if all are. */
    long oldest(long time) {
        long store = Math.max(0, next - entries);
        while (store < next && !underWay(store, time)) {
            store++;
        }
        return store;
    }

    /** Returns the number of the next store. */
    long end() {
        return next;
    }

    /** Returns the place in program order of a store. */
    long rank(long store) {
        return rank[(int) store & mask];
    }

    /** Has the table of stores take a store again. */
    PendingStore putBack(long store, StoreQueue queue) {
        int at = (int) store & mask;
        PendingStore entry = queue.take(virtual[at], size[at], pc[at], collector[at], rank[at]);
        queue.place(entry, physical[at], 0);
        if (store < unsent) {
            queue.sent(entry, sentAt[at] + level.latency());
        }
        return entry;
    }
}
