package dev.ziggurat.os.paging;

import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Section;

/** What happened to pages, since time 0. */
final class PagingCounts {
    private final long[] faults = new long[FaultKind.values().length];
    private long told;

    private long evictions;
    private long outOfMemory;

    void told() {
        told++;
    }

    void fault(FaultKind kind, Thread of) {
        faults[kind.ordinal()]++;
        if (kind == FaultKind.SWAP) {
            of.majorFault();
        } else if (kind != FaultKind.VIOLATION) {
            of.minorFault();
        }
    }

    void eviction() {
        evictions++;
    }

    void outOfMemory() {
        outOfMemory++;
    }

    /** Returns the faults for which a device was read. */
    long majorFaults() {
        return faults[FaultKind.SWAP.ordinal()];
    }

    /** Returns the other faults, but for those that end a process. */
    long minorFaults() {
        return faults[FaultKind.ZERO.ordinal()]
                + faults[FaultKind.LOCK.ordinal()]
                + faults[FaultKind.SPURIOUS.ordinal()];
    }

    /** Returns how many faults were of a kind. */
    long faults(FaultKind kind) {
        return faults[kind.ordinal()];
    }

    private long judged() {
        return minorFaults() + majorFaults() + faults[FaultKind.VIOLATION.ordinal()];
    }

    /** Describes them; {@code undecided} says of how many faults the kernel does not know yet what they are. */
    void describe(Section section, Undecided undecided) {
        section.counter("minor_faults", "faults", "faults for which no device was read", this::minorFaults);
        section.counter("major_faults", "faults", "faults of pages that are read from swap", this::majorFaults);
        for (FaultKind kind : FaultKind.values()) {
            section.counter(kind.metric, "faults", kind.sentence, () -> faults(kind));
        }
        section.counter("evictions", "pages", "pages that had to leave memory for others", () -> evictions);
        section.counter(
                "out_of_memory", "processes", "processes that ended because no memory was left", () -> outOfMemory);
        section.law("every fault is of one kind", () -> told, () -> judged() + undecided.count());
    }

    /** Who knows how many faults are being looked at. */
    interface Undecided {
        long count();
    }
}
