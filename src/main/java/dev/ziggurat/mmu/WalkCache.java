package dev.ziggurat.mmu;

import dev.ziggurat.cache.TagStore;
import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.Pins;
import dev.ziggurat.cache.replacement.ReplacementPolicy;
import dev.ziggurat.engine.RandomStream;

/**
 * The entries of one level that a walk has read lately and that lead to a table (Intel SDM volume 3A, "Paging-structure caches"): fully
 * associative, LRU. An entry's key is the address-space tag and what of the virtual address leads to it; with it stand the table below and the
 * rights left down to there.
 */
final class WalkCache {
    static final int ABSENT = TagStore.ABSENT;

    private static final int TAG_SHIFT = 47;
    private static final Pins NO_PINS = way -> false;

    private final int entries;
    private final int shift;
    private final TagStore store;
    private final ReplacementPolicy policy;
    private final long[] tables;
    private final int[] rights;
    private final int unused;

    /** Makes a cache of at least one entry. */
    WalkCache(int entries, PageTableFormat format, int level, RandomStream random) {
        this.entries = entries;
        shift = format.shift(level);
        unused = Long.SIZE - format.significantBits();
        store = new TagStore(1, entries);
        policy = new Lru.Spec().create(new CacheShape(1, entries), random);
        tables = new long[entries];
        rights = new int[entries];
    }

    private long key(long virtual, int tag) {
        return ((long) tag << TAG_SHIFT) | ((virtual << unused) >>> (unused + shift));
    }

    /** Returns the place of the entry for an address, or {@link #ABSENT}; what is found counts as used. */
    int find(long virtual, int tag) {
        int place = store.find(0, key(virtual, tag));
        if (place != ABSENT) {
            policy.touched(0, place);
        }
        return place;
    }

    /** Returns the physical address of the table to which an entry leads. */
    long table(int place) {
        return tables[place];
    }

    int rights(int place) {
        return rights[place];
    }

    void fill(long virtual, int tag, long table, int rightsLeft) {
        long key = key(virtual, tag);
        int place = store.find(0, key);
        if (place == ABSENT) {
            place = store.emptyWay(0);
            if (place == TagStore.ABSENT) {
                place = policy.victim(0, NO_PINS);
            }
            store.install(0, place, key);
            policy.filled(0, place);
        }
        tables[place] = table;
        rights[place] = rightsLeft;
    }

    /** Forgets the entry for an address. */
    void forget(long virtual, int tag) {
        int place = store.find(0, key(virtual, tag));
        if (place != ABSENT) {
            remove(place);
        }
    }

    /** Forgets the entries of a tag. */
    void invalidateAll(int tag) {
        for (int place = 0; place < entries; place++) {
            long key = store.line(0, place);
            if (key >= 0 && (int) (key >>> TAG_SHIFT) == tag) {
                remove(place);
            }
        }
    }

    /** Forgets everything. */
    void flush() {
        for (int place = 0; place < entries; place++) {
            if (store.line(0, place) >= 0) {
                remove(place);
            }
        }
    }

    private void remove(int place) {
        store.remove(0, place);
        policy.emptied(0, place);
    }
}
