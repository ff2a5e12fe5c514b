package dev.ziggurat.mmu;

import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.Section;

/** What the segments of one core's references came to. */
final class SegmentCounts {
    /** Where the time of the loads of descriptors went. */
    final Book loadTime = new Book();

    /** Translations asked for by a request, and those of them that went on with base and offset. */
    long asked;

    long passed;

    /** Translations refused, by kind of fault. */
    final long[] faults = new long[Fault.KINDS];

    // Translations whose descriptor was not at hand, and what became of them; loads of descriptors begun and done.
    long wanted;
    long merged;
    long abandoned;
    long walks;
    long loaded;

    long refused() {
        long sum = 0;
        for (long count : faults) {
            sum += count;
        }
        return sum;
    }

    void describe(Section section, DescriptorCache cache) {
        section.counter("accesses", "accesses", "look-ups", () -> cache.accesses);
        section.counter("misses", "accesses", "look-ups that did not find their descriptor", () -> cache.misses);
        section.counter(
                "collector_misses",
                "accesses",
                "misses of garbage collectors, among 'misses'",
                () -> cache.collectorMisses);
        section.counter("walks", "walks", "descriptors loaded from a segment table", () -> walks);
        section.counter("merged", "translations", "translations that joined a load of their descriptor", () -> merged);
        section.counter(
                "not_present",
                "translations",
                "refused: no such segment, or it is not in memory",
                () -> faults[Fault.NO_SEGMENT]);
        section.counter("limit", "translations", "refused: beyond the end of the segment", () -> faults[Fault.LIMIT]);
        section.counter("rights", "translations", "refused: not for this access", () -> faults[Fault.SEGMENT_RIGHTS]);
        section.counter(
                "abandoned",
                "translations",
                "given up: squashed before the descriptor had come",
                () -> faults[Fault.ABANDONED]);
    }
}
