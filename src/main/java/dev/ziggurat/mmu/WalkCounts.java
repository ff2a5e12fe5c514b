package dev.ziggurat.mmu;

import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.Section;

/** What the walkers of one core have done. */
final class WalkCounts {
    /** Where the time of the walks' own loads went. */
    final Book loadTime = new Book();

    long wanted;
    long merged;
    long walks;
    long completed;
    long restarts;
    long abandoned;
    long updates;

    /** Walks that ended with a fault, by its kind. */
    final long[] faulted = new long[Fault.KINDS];

    /** Loads, by level; how many of them are done. */
    final long[] loads;

    long loadsDone;

    WalkCounts(int levels) {
        loads = new long[levels + 1];
    }

    long allFaulted() {
        return sum(faulted);
    }

    long allLoads() {
        return sum(loads);
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    void describe(Section section) {
        section.counter("walks", "walks", "walks begun", () -> walks);
        section.counter("loads", "loads", "loads of page-table entries", this::allLoads);
        for (int each = loads.length - 1; each >= 1; each--) {
            int level = each;
            section.counter(
                    "level" + level + "_loads", "loads", "loads of entries of level " + level, () -> loads[level]);
        }
        section.counter("walk_updates", "stores", "entries whose accessed or dirty bit was set", () -> updates);
        section.counter("merged", "translations", "translations that joined a walk of their page", () -> merged);
        section.counter(
                "restarts", "walks", "times that a walk began again, its page having been invalidated", () -> restarts);
        section.counter(
                "not_present",
                "walks",
                "walks that ended at an entry that is not present",
                () -> faulted[Fault.NOT_PRESENT]);
        section.counter(
                "protection",
                "walks",
                "walks to a page that nobody who waited may use",
                () -> faulted[Fault.PROTECTION]);
    }
}
