package dev.ziggurat.mmu;

import dev.ziggurat.cache.TagStore;
import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.cache.replacement.Pins;
import dev.ziggurat.cache.replacement.ReplacementPolicy;
import dev.ziggurat.engine.RandomStream;

/**
 * The descriptors that a core has at hand: a set-associative array.
 *
 * <pre>
 * key of an entry:  address-space tag | segment number, 8 bits
 * entry e:          e = set, way; way in the low wayBits bits
 *   bases[e]        where the segment begins
 *   limits[e]       its length in bytes
 *   rights[e]       bits of Rights
 * </pre>
 *
 * <p>It knows no time and charges nothing: see {@link SegmentedMmu}.
 */
final class DescriptorCache {
    static final int ABSENT = Tlb.ABSENT;

    private static final int NUMBER_BITS = 8;
    private static final Pins NO_PINS = way -> false;

    private final int sets;
    private final int ways;
    private final int wayBits;
    private final TagStore store;
    private final ReplacementPolicy policy;
    private final long[] bases;
    private final long[] limits;
    private final byte[] rights;

    long accesses;
    long misses;

    /** Of the misses, those of garbage collectors. */
    long collectorMisses;

    DescriptorCache(DescriptorsSpec spec, RandomStream random) {
        sets = spec.sets();
        ways = spec.ways();
        wayBits = Integer.SIZE - Integer.numberOfLeadingZeros(ways - 1);
        store = new TagStore(sets, ways);
        policy = spec.replacement().create(new CacheShape(sets, ways), random);
        bases = new long[sets << wayBits];
        limits = new long[sets << wayBits];
        rights = new byte[sets << wayBits];
    }

    /** Returns the entry of a segment in the space of a tag, or {@link #ABSENT}. */
    int find(long number, int tag) {
        int set = store.setOf(number);
        int way = store.find(set, key(number, tag));
        return way == TagStore.ABSENT ? ABSENT : (set << wayBits) | way;
    }

    private static long key(long number, int tag) {
        return ((long) tag << NUMBER_BITS) | number;
    }

    long base(int entry) {
        return bases[entry];
    }

    long limit(int entry) {
        return limits[entry];
    }

    int rights(int entry) {
        return rights[entry];
    }

    /** An entry is used. */
    void touch(int entry) {
        policy.touched(entry >> wayBits, way(entry));
    }

    private int way(int entry) {
        return entry & ((1 << wayBits) - 1);
    }

    /** Keeps a descriptor; the one of the same segment that is there is renewed. */
    void fill(long number, int tag, long base, long limit, int allowed) {
        if (tag == Tlb.NO_TAG) {
            return;
        }
        int entry = find(number, tag);
        if (entry == ABSENT) {
            entry = install(number, tag);
        } else {
            touch(entry);
        }
        bases[entry] = base;
        limits[entry] = limit;
        rights[entry] = (byte) allowed;
    }

    private int install(long number, int tag) {
        int set = store.setOf(number);
        int way = store.emptyWay(set);
        if (way == TagStore.ABSENT) {
            way = policy.victim(set, NO_PINS);
        }
        store.install(set, way, key(number, tag));
        policy.filled(set, way);
        return (set << wayBits) | way;
    }

    /** Forgets a segment. */
    void invalidate(long number, int tag) {
        int entry = find(number, tag);
        if (entry != ABSENT) {
            remove(entry >> wayBits, way(entry));
        }
    }

    /** Forgets all segments of a tag. */
    void invalidateAll(int tag) {
        for (int set = 0; set < sets; set++) {
            for (int way = 0; way < ways; way++) {
                long key = store.line(set, way);
                if (key >= 0 && (int) (key >>> NUMBER_BITS) == tag) {
                    remove(set, way);
                }
            }
        }
    }

    /** Forgets everything. */
    void flush() {
        for (int set = 0; set < sets; set++) {
            for (int way = 0; way < ways; way++) {
                if (store.line(set, way) >= 0) {
                    remove(set, way);
                }
            }
        }
    }

    private void remove(int set, int way) {
        store.remove(set, way);
        policy.emptied(set, way);
    }
}
