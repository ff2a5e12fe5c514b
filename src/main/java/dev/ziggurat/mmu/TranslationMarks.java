package dev.ziggurat.mmu;

import dev.ziggurat.stats.Names;

/** The numbers of the causes under which a reference's list has the time of its translation. */
record TranslationMarks(int first, int second, int walkerWait, int walk) {
    static TranslationMarks of(Names causes) {
        return new TranslationMarks(
                causes.of("l1 tlb"), causes.of("l2 tlb"), causes.of("walker wait"), causes.of("walk"));
    }
}
