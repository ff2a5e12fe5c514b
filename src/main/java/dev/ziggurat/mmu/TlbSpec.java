package dev.ziggurat.mmu;

import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One TLB of a machine file.
 *
 * @param entries how many translations it holds, a multiple of {@code ways}
 * @param ways the associativity, default all entries; any integer, as is the number of sets
 * @param latency what a look-up adds, default 0 cycles: beside the cache's own
 * @param pages the page sizes it holds, default 4 KiB and 2 MiB
 * @param replacement the policy, default LRU
 */
public record TlbSpec(int entries, Integer ways, Latency latency, List<ByteSize> pages, ReplacementSpec replacement) {
    private static final int MOST = 1 << 20;

    public TlbSpec(
            int entries,
            @Nullable Integer ways,
            @Nullable Latency latency,
            @Nullable List<ByteSize> pages,
            @Nullable ReplacementSpec replacement) {
        SpecException.requireRange("entries", entries, 1, MOST);
        this.entries = entries;
        this.ways = ways == null ? entries : ways;
        this.latency = latency == null ? Latency.ofCycles(0) : latency;
        this.pages = pages == null || pages.isEmpty() ? List.of(size(12), size(21)) : List.copyOf(pages);
        this.replacement = replacement == null ? new Lru.Spec() : replacement;
        SpecException.requireRange("ways", this.ways, 1, MOST);
        if (entries % this.ways != 0) {
            int nearest = Math.max(1, entries / this.ways) * this.ways;
            throw new SpecException(
                    "ways", this.ways + " ways do not divide " + entries + " entries; the nearest is " + nearest);
        }
        if (this.pages.stream().distinct().count() < this.pages.size()) {
            throw new SpecException("pages", "a page size stands here twice");
        }
    }

    private static ByteSize size(int shift) {
        return new ByteSize(1L << shift);
    }

    /** Returns the number of sets. */
    public int sets() {
        return entries / ways;
    }

    /** Returns the reach: how many bytes it covers when it holds nothing but pages of a size. */
    public ByteSize reach(ByteSize page) {
        return new ByteSize(Math.multiplyExact(entries, page.bytes()));
    }
}
