package dev.ziggurat.mmu;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * The walk caches of a core: fully associative, LRU, one for the entries of each level that lead to a table. No maker publishes their sizes;
 * Barr, Cox and Rixner, "Translation caching: skip, don't walk (the page table)" (ISCA 2010) find that few entries suffice above level 2.
 *
 * @param level4 entries for level 4, default 4; 0 for none
 * @param level3 entries for level 3, default 4; 0 for none
 * @param level2 entries for level 2, default 32; 0 for none
 * @param latency what looking into all of them at once adds to a walk, default 1 cycle
 */
public record WalkCachesSpec(Integer level4, Integer level3, Integer level2, Latency latency) {
    private static final int MOST = 1 << 16;

    public WalkCachesSpec(
            @Nullable Integer level4, @Nullable Integer level3, @Nullable Integer level2, @Nullable Latency latency) {
        this.level4 = level4 == null ? 4 : level4;
        this.level3 = level3 == null ? 4 : level3;
        this.level2 = level2 == null ? 32 : level2;
        this.latency = latency == null ? Latency.ofCycles(1) : latency;
        SpecException.requireRange("level4", this.level4, 0, MOST);
        SpecException.requireRange("level3", this.level3, 0, MOST);
        SpecException.requireRange("level2", this.level2, 0, MOST);
    }

    /** Returns how many entries the cache of a level has. */
    public int entries(int level) {
        return switch (level) {
            case 2 -> level2;
            case 3 -> level3;
            case 4 -> level4;
            default -> 0;
        };
    }
}
