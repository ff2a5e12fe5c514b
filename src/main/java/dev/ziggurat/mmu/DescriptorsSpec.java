package dev.ziggurat.mmu;

import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * {@code descriptors: {...}}: the descriptor cache of each core.
 *
 * @param entries how many descriptors it holds, a multiple of {@code ways}; default 8, which is chosen: x86 keeps six, one a segment register
 * @param ways the associativity, default {@code entries}
 * @param latency what a look-up adds, default 0 cycles: beside the addition of the base
 * @param replacement the policy, default LRU
 */
public record DescriptorsSpec(Integer entries, Integer ways, Latency latency, ReplacementSpec replacement) {
    private static final int DEFAULT = 8;
    private static final int MOST = 256;

    public DescriptorsSpec(
            @Nullable Integer entries,
            @Nullable Integer ways,
            @Nullable Latency latency,
            @Nullable ReplacementSpec replacement) {
        this.entries = entries == null ? DEFAULT : entries;
        this.ways = ways == null ? this.entries : ways;
        this.latency = latency == null ? Latency.ofCycles(0) : latency;
        this.replacement = replacement == null ? new Lru.Spec() : replacement;
        SpecException.requireRange("entries", this.entries, 1, MOST);
        SpecException.requireRange("ways", this.ways, 1, MOST);
        if (this.entries % this.ways != 0) {
            int nearest = Math.max(1, this.entries / this.ways) * this.ways;
            throw new SpecException(
                    "ways", this.ways + " ways do not divide " + this.entries + " entries; the nearest is " + nearest);
        }
    }

    /** Returns the number of sets. */
    public int sets() {
        return entries / ways;
    }
}
