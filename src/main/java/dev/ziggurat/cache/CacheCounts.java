package dev.ziggurat.cache;

import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import java.util.List;

/**
 * What happened in one cache. The cache counts the plain facts; how they are booked, {@code hardware} or {@code dinero}, is decided here,
 * when they are described, and never changes what happens.
 */
final class CacheCounts {
    // By kind: accesses that found the line, that sent for it (or passed on), that met a fill under way.
    final long[] hits = new long[Kind.KINDS];
    final long[] misses = new long[Kind.KINDS];
    final long[] merged = new long[Kind.KINDS];

    long arrived;
    long splits;
    long writeBacks;
    long bytesFromBelow;
    long bytesToBelow;

    void describe(Section section, Booking booking, List<Term> instructions) {
        describeAccesses(section, booking, "fetch", Kind.FETCH, "instruction fetches");
        describeAccesses(section, booking, "read", Kind.READ, "loads, and fetches for write-allocate misses above");
        describeAccesses(section, booking, "write", Kind.WRITE, "stores, and stores passed on from above");
        Term misses = section.counter(
                "misses",
                "accesses",
                "demand accesses that did not find their line ready",
                () -> demand(booking, true));
        section.counter(
                "hits", "accesses", "demand accesses that found their line ready", () -> demand(booking, false));
        section.counter("merged", "accesses", "demand accesses to a line whose fill was under way", this::demandMerged);
        section.ratio(new Quotient(
                "mpki",
                "misses/1000 instructions",
                "demand misses per 1000 instructions",
                "1000 x misses / instructions",
                new Scale(1000, 1),
                List.of(misses),
                instructions));
        section.counter("writebacks", "lines", "dirty lines sent to the level below", () -> writeBacks);
        section.counter("writebacks_in", "lines", "dirty lines that came from above", () -> all(Kind.WRITE_BACK));
        section.counter("walk_accesses", "accesses", "accesses of page walks", () -> all(Kind.WALK));
        section.counter("walk_misses", "accesses", "accesses of page walks that missed", () -> missed(Kind.WALK));
        section.counter("bytes_from_below", "B", "bytes asked of the level below", () -> bytesFromBelow);
        section.counter("bytes_to_below", "B", "bytes written to the level below", () -> bytesToBelow);
        section.counter("split_accesses", "cuts", "cuts of references at line borders of this cache", () -> splits);
    }

    private void describeAccesses(Section section, Booking booking, String name, int kind, String what) {
        section.counter(name + "_accesses", "accesses", what, () -> accesses(booking, kind));
        section.counter(name + "_misses", "accesses", what + ", that missed", () -> misses(booking, kind));
    }

    /** In {@code dinero} a write-back from above is a write like any other. */
    private long accesses(Booking booking, int kind) {
        boolean withWriteBacks = booking == Booking.DINERO && kind == Kind.WRITE;
        return all(kind) + (withWriteBacks ? all(Kind.WRITE_BACK) : 0);
    }

    /** In {@code dinero} an access that meets a fill under way is a hit. */
    private long misses(Booking booking, int kind) {
        if (booking == Booking.HARDWARE) {
            return missed(kind);
        }
        return misses[kind] + (kind == Kind.WRITE ? misses[Kind.WRITE_BACK] : 0);
    }

    private long demand(Booking booking, boolean missed) {
        long sum = 0;
        for (int kind = Kind.FETCH; kind <= Kind.WRITE; kind++) {
            sum += missed ? misses(booking, kind) : accesses(booking, kind) - misses(booking, kind);
        }
        return sum;
    }

    private long demandMerged() {
        return merged[Kind.FETCH] + merged[Kind.READ] + merged[Kind.WRITE];
    }

    private long missed(int kind) {
        return misses[kind] + merged[kind];
    }

    private long all(int kind) {
        return hits[kind] + misses[kind] + merged[kind];
    }

    /** Accesses of every kind that were served or sent on. */
    long decided() {
        long sum = 0;
        for (int kind = 0; kind < Kind.KINDS; kind++) {
            sum += all(kind);
        }
        return sum;
    }
}
