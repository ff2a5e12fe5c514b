package dev.ziggurat.mmu;

import dev.ziggurat.stats.Section;
import java.util.function.LongSupplier;

/** How each translation of one core ended; each ends in exactly one way. */
final class TranslationCounts {
    long asked;
    long second;
    long walked;

    /** Translations refused, by kind of fault. */
    final long[] faults = new long[Fault.KINDS];

    /** Stores that found their translation without the dirty bit. */
    long dirtyWalks;

    /** Translations that the first-level TLBs answered through {@link Mmu#translate}. */
    long first;

    void ended(int fault) {
        if (fault == Fault.NONE) {
            walked++;
        } else {
            faults[fault]++;
        }
    }

    long ends() {
        return first
                + second
                + walked
                + faults[Fault.NOT_PRESENT]
                + faults[Fault.PROTECTION]
                + faults[Fault.NON_CANONICAL]
                + faults[Fault.ABANDONED];
    }

    /** Describes how translations ended; {@code firstAccesses} counts the look-ups of the first-level TLBs, plain hits with them. */
    void describe(Section section, LongSupplier firstAccesses) {
        section.counter(
                "l1_tlb",
                "translations",
                "answered by a first-level TLB",
                () -> firstAccesses.getAsLong() - (asked - faults[Fault.NON_CANONICAL]) + first);
        section.counter("l2_tlb", "translations", "answered by the second-level TLB", () -> second);
        section.counter("walk", "translations", "answered by a walk", () -> walked);
        section.counter(
                "not_present", "translations", "refused: the page is not there", () -> faults[Fault.NOT_PRESENT]);
        section.counter("protection", "translations", "refused: not for this access", () -> faults[Fault.PROTECTION]);
        section.counter("non_canonical", "translations", "refused: no address", () -> faults[Fault.NON_CANONICAL]);
        section.counter(
                "abandoned",
                "translations",
                "given up: squashed before a walker was free",
                () -> faults[Fault.ABANDONED]);
        section.counter("dirty_walks", "translations", "stores to a page known, but not as written", () -> dirtyWalks);
    }
}
