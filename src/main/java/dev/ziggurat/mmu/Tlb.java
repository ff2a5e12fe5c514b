package dev.ziggurat.mmu;

import dev.ziggurat.cache.TagStore;
import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.cache.replacement.Pins;
import dev.ziggurat.cache.replacement.ReplacementPolicy;
import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.stats.Section;

/**
 * One TLB: a set-associative array of translations. Pages of each size have their own index, all are looked up in parallel, and all share the
 * entries. A page larger than any that the TLB holds is kept piece by piece, in the largest size that it does hold.
 *
 * <pre>
 * key of an entry:  page number (virtual >>> shift), 45 bits | which page size, 2 bits | address-space tag, 16 bits
 * entry e:          e = set, way; way in the low wayBits bits
 *   deltas[e]       physical - virtual address
 *   flags[e]        bits of Rights, and DIRTY
 *   readyAt[e]      when it came, in picoseconds; an earlier look-up waits for it
 * </pre>
 *
 * <p>The TLB knows no time but {@code readyAt} and charges nothing: see {@link Mmu}.
 */
final class Tlb {
    static final int ABSENT = -1;

    /** No space's tag: nothing is found and nothing is kept. */
    static final int NO_TAG = -1;

    private static final int SIZE_SHIFT = 45;
    private static final int TAG_SHIFT = SIZE_SHIFT + 2;
    private static final Pins NO_PINS = way -> false;

    private final int sets;
    private final int ways;
    private final int wayBits;
    private final int significantBits;
    private final TagStore store;
    private final ReplacementPolicy policy;

    // By page size: its shift, and how many entries are in use.
    private final int[] shifts;
    private final int[] held;

    private final long[] deltas;
    private final byte[] flags;
    private final long[] readyAt;

    long accesses;
    long misses;
    long merged;

    /** Of the misses, those of garbage collectors. */
    private long collectorMisses;

    Tlb(TlbSpec spec, PageTableFormat format, RandomStream random) {
        sets = spec.sets();
        ways = spec.ways();
        wayBits = Integer.SIZE - Integer.numberOfLeadingZeros(ways - 1);
        significantBits = format.significantBits();
        store = new TagStore(sets, ways);
        policy = spec.replacement().create(new CacheShape(sets, ways), random);
        shifts = spec.pages().stream()
                .mapToInt(page -> Long.numberOfTrailingZeros(page.bytes()))
                .sorted()
                .toArray();
        held = new int[shifts.length];
        deltas = new long[sets << wayBits];
        flags = new byte[sets << wayBits];
        readyAt = new long[sets << wayBits];
    }

    /** Returns the entry that translates a canonical address in the space of a tag, or {@link #ABSENT}. */
    int find(long virtual, int tag) {
        for (int size = 0; size < shifts.length; size++) {
            if (held[size] > 0) {
                int entry = find(virtual, tag, size);
                if (entry != ABSENT) {
                    return entry;
                }
            }
        }
        return ABSENT;
    }

    private int find(long virtual, int tag, int size) {
        long page = page(virtual, size);
        int set = store.setOf(page);
        int way = store.find(set, key(page, tag, size));
        return way == TagStore.ABSENT ? ABSENT : (set << wayBits) | way;
    }

    private long page(long virtual, int size) {
        int unused = Long.SIZE - significantBits;
        return (virtual << unused) >>> (unused + shifts[size]);
    }

    private static long key(long page, int tag, int size) {
        return ((long) tag << TAG_SHIFT) | ((long) size << SIZE_SHIFT) | page;
    }

    long physical(int entry, long virtual) {
        return virtual + deltas[entry];
    }

    /** Returns the binary logarithm of the size of the page, or of the piece of one, that an entry translates. */
    int shift(int entry) {
        return shifts[sizeOf(store.line(entry >> wayBits, entry & ((1 << wayBits) - 1)))];
    }

    int flags(int entry) {
        return flags[entry];
    }

    long readyAt(int entry) {
        return readyAt[entry];
    }

    /** A translation does not find its page here, ready. */
    void missed(boolean collector) {
        misses++;
        collectorMisses += collector ? 1 : 0;
    }

    /** An entry is used. */
    void touch(int entry) {
        policy.touched(entry >> wayBits, entry & ((1 << wayBits) - 1));
    }

    /**
     * Keeps a translation; one of the same page that is there is renewed.
     *
     * @param time when it is there, in picoseconds
     */
    void fill(Translation from, int tag, long time) {
        if (tag == NO_TAG) {
            return;
        }
        int size = shifts.length - 1;
        while (shifts[size] > from.shift) {
            size--;
        }
        int entry = find(from.virtual, tag, size);
        if (entry == ABSENT) {
            entry = install(page(from.virtual, size), tag, size);
        } else {
            touch(entry);
        }
        deltas[entry] = from.physical - from.virtual;
        flags[entry] = (byte) from.flags;
        readyAt[entry] = time;
    }

    private int install(long page, int tag, int size) {
        int set = store.setOf(page);
        int way = store.emptyWay(set);
        if (way == TagStore.ABSENT) {
            way = policy.victim(set, NO_PINS);
            held[sizeOf(store.line(set, way))]--;
        }
        store.install(set, way, key(page, tag, size));
        policy.filled(set, way);
        held[size]++;
        return (set << wayBits) | way;
    }

    private static int sizeOf(long key) {
        return (int) (key >>> SIZE_SHIFT) & 3;
    }

    private static int tagOf(long key) {
        return (int) (key >>> TAG_SHIFT);
    }

    /** Forgets what translates a page of 2^{@code leafShift} bytes, and every piece of it. */
    void invalidate(int tag, long virtual, int leafShift) {
        for (int size = 0; size < shifts.length; size++) {
            if (shifts[size] < leafShift && held[size] > 0) {
                removePieces(tag, virtual, leafShift, size);
            } else {
                int entry = find(virtual, tag, size);
                if (entry != ABSENT) {
                    remove(entry >> wayBits, entry & ((1 << wayBits) - 1), size);
                }
            }
        }
    }

    private void removePieces(int tag, long virtual, int leafShift, int size) {
        int coarser = leafShift - shifts[size];
        long wanted = key(page(virtual, size), tag, size) >>> coarser;
        for (int set = 0; set < sets; set++) {
            for (int way = 0; way < ways; way++) {
                long key = store.line(set, way);
                if (key >= 0 && key >>> coarser == wanted) {
                    remove(set, way, size);
                }
            }
        }
    }

    /** Forgets all translations of a tag. */
    void invalidateAll(int tag) {
        for (int set = 0; set < sets; set++) {
            for (int way = 0; way < ways; way++) {
                long key = store.line(set, way);
                if (key >= 0 && tagOf(key) == tag) {
                    remove(set, way, sizeOf(key));
                }
            }
        }
    }

    /** Forgets everything. */
    void flush() {
        for (int set = 0; set < sets; set++) {
            for (int way = 0; way < ways; way++) {
                long key = store.line(set, way);
                if (key >= 0) {
                    remove(set, way, sizeOf(key));
                }
            }
        }
    }

    private void remove(int set, int way, int size) {
        store.remove(set, way);
        policy.emptied(set, way);
        held[size]--;
    }

    void describe(Section section) {
        section.counter("accesses", "accesses", "look-ups", () -> accesses);
        section.counter("misses", "accesses", "look-ups that did not find their translation ready", () -> misses);
        section.counter(
                "merged",
                "accesses",
                "misses on a translation that was on its way from the level behind",
                () -> merged);
        section.counter(
                "collector_misses", "accesses", "misses of garbage collectors, among 'misses'", () -> collectorMisses);
    }
}
