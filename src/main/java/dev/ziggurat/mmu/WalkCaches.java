package dev.ziggurat.mmu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Section;
import org.jspecify.annotations.Nullable;

/** The walk caches of one core, all looked up at once: the deepest that knows the address says where its walk begins. */
final class WalkCaches {
    private final PageTableFormat format;
    private final long latency;

    // By level; level 1 has none, for what its entries say is in the TLBs.
    private final @Nullable WalkCache[] caches;
    private final long[] hits;

    // Where the walk that was asked about last begins: the level of the table to be read, the table, the rights left.
    private int level;
    private long table;
    private int rights;

    WalkCaches(Simulation simulation, String path, Clock clock, WalkCachesSpec spec, PageTableFormat format) {
        this.format = format;
        caches = new @Nullable WalkCache[format.levels() + 1];
        hits = new long[format.levels() + 1];
        boolean any = false;
        for (int each = 2; each <= format.levels(); each++) {
            if (spec.entries(each) > 0) {
                String use = path + ".walk-cache.level" + each;
                caches[each] = new WalkCache(spec.entries(each), format, each, simulation.random(use));
                any = true;
            }
        }
        latency = any ? clock.picoseconds(spec.latency()) : 0;
    }

    /** Returns what looking here adds to a walk, in picoseconds; 0 if there is no walk cache. */
    long latency() {
        return latency;
    }

    /** Finds where the walk for an address begins. */
    void find(long virtual, int tag, long root) {
        for (int each = 2; tag != Tlb.NO_TAG && each < caches.length; each++) {
            WalkCache cache = caches[each];
            int place = cache == null ? WalkCache.ABSENT : cache.find(virtual, tag);
            if (cache != null && place != WalkCache.ABSENT) {
                hits[each]++;
                level = each - 1;
                table = cache.table(place);
                rights = cache.rights(place);
                return;
            }
        }
        level = format.levels();
        table = root;
        rights = Rights.ALL;
    }

    int level() {
        return level;
    }

    long table() {
        return table;
    }

    int rights() {
        return rights;
    }

    /** Keeps what an entry of a level says: the table below it and the rights left. */
    void fill(int of, long virtual, int tag, long below, int rightsLeft) {
        WalkCache cache = caches[of];
        if (cache != null && tag != Tlb.NO_TAG) {
            cache.fill(virtual, tag, below, rightsLeft);
        }
    }

    /**
     * An access was refused: forgets the entries on its way, so that it is not refused again for what memory does not say any more (Intel SDM
     * volume 3A, "Operations that invalidate TLBs and paging-structure caches").
     */
    void forget(int tag, long virtual) {
        for (WalkCache cache : caches) {
            if (cache != null && tag != Tlb.NO_TAG) {
                cache.forget(virtual, tag);
            }
        }
    }

    void invalidateAll(int tag) {
        for (WalkCache cache : caches) {
            if (cache != null) {
                cache.invalidateAll(tag);
            }
        }
    }

    void flush() {
        for (WalkCache cache : caches) {
            if (cache != null) {
                cache.flush();
            }
        }
    }

    void describe(Section section) {
        for (int each = format.levels(); each >= 2; each--) {
            int of = each;
            section.counter(
                    "level" + of + "_hits",
                    "walks",
                    "walks that began below level " + of + ", whose walk cache knew the address",
                    () -> hits[of]);
        }
    }
}
