package dev.ziggurat.mmu;

import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translation described step by step; see {@link Bench}. */
final class TestTlbs {
    private int firstEntries = 4;
    private int firstWays = 4;
    private long firstLatency;
    private int secondEntries = 16;
    private int secondWays = 4;
    private int walkers = 1;
    private boolean tags = true;
    private WalkCachesSpec walkCaches = new WalkCachesSpec(null, null, null, null);
    private ReplacementSpec replacement = new Lru.Spec();
    private List<ByteSize> firstPages = pages(12, 21, 30);

    static List<ByteSize> pages(int... shifts) {
        return Arrays.stream(shifts)
                .mapToObj(shift -> new ByteSize(1L << shift))
                .toList();
    }

    TestTlbs first(int entries, int ways) {
        firstEntries = entries;
        firstWays = ways;
        return this;
    }

    TestTlbs firstLatency(long latency) {
        firstLatency = latency;
        return this;
    }

    TestTlbs firstPages(int... shifts) {
        firstPages = pages(shifts);
        return this;
    }

    /** 0 entries for none. */
    TestTlbs second(int entries, int ways) {
        secondEntries = entries;
        secondWays = ways;
        return this;
    }

    TestTlbs walkers(int count) {
        walkers = count;
        return this;
    }

    TestTlbs noTags() {
        tags = false;
        return this;
    }

    TestTlbs noWalkCaches() {
        walkCaches = new WalkCachesSpec(0, 0, 0, null);
        return this;
    }

    TestTlbs walkCaches(int level4, int level3, int level2) {
        walkCaches = new WalkCachesSpec(level4, level3, level2, null);
        return this;
    }

    TestTlbs replacement(ReplacementSpec policy) {
        replacement = policy;
        return this;
    }

    TranslationSpec spec() {
        TlbSpec first = tlb(firstEntries, firstWays, firstLatency, firstPages);
        @Nullable TlbSpec second = secondEntries == 0 ? null : tlb(secondEntries, secondWays, 7, pages(12, 21));
        TlbsSpec tlbs = new TlbsSpec(first, first, second);
        return new TranslationSpec(TranslationSpec.Format.X86_64, "l1d", tlbs, walkCaches, walkers, tags);
    }

    private TlbSpec tlb(int entries, int ways, long latency, List<ByteSize> pages) {
        return new TlbSpec(entries, ways, Latency.ofPicoseconds(latency), pages, replacement);
    }
}
