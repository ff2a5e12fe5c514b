package dev.ziggurat.cache;

import dev.ziggurat.memory.MemoryRequest;
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
    // By kind, in user mode and then again in the kernel: accesses that found the line, that sent for it or passed
    // on, that met a fill under way.
    final long[] hits = new long[2 * Kind.KINDS];
    final long[] misses = new long[2 * Kind.KINDS];
    final long[] merged = new long[2 * Kind.KINDS];

    // Of garbage collectors, among those: sent for or passed on, and merged. They make demand accesses alone.
    long collectorMisses;
    long collectorMerged;

    long arrived;
    long splits;
    long writeBacks;
    long bytesFromBelow;
    long bytesToBelow;
    long recalls;
    long upgrades;

    /** A request has sent for its line, or was passed on. */
    void missed(MemoryRequest request) {
        misses[Kind.of(request)]++;
        collectorMisses += request.collector ? 1 : 0;
    }

    /** A request has met a fill under way. */
    void merged(MemoryRequest request) {
        merged[Kind.of(request)]++;
        collectorMerged += request.collector ? 1 : 0;
    }

    void describe(Section section, Booking booking, List<Term> instructions) {
        describeAccesses(section, booking, "fetch", Kind.FETCH, "instruction fetches");
        describeAccesses(section, booking, "read", Kind.READ, "loads, and fetches for write-allocate misses above");
        describeAccesses(section, booking, "write", Kind.WRITE, "stores, and stores passed on from above");
        section.counter(
                "misses",
                "accesses",
                "demand accesses that did not find their line ready",
                () -> demand(booking, true));
        section.counter(
                "hits", "accesses", "demand accesses that found their line ready", () -> demand(booking, false));
        section.counter("merged", "accesses", "demand accesses to a line whose fill was under way", this::demandMerged);
        section.counter(
                "kernel_accesses",
                "accesses",
                "demand accesses of kernel programs; they stand in the ordinary columns too",
                this::kernelAccesses);
        section.counter(
                "kernel_misses",
                "accesses",
                "demand accesses of kernel programs that did not find their line ready",
                () -> kernelMisses(booking));
        section.counter(
                "collector_misses",
                "accesses",
                "demand accesses of garbage collectors that did not find their line ready; they stand in the ordinary columns too",
                () -> collectorMisses + (booking == Booking.HARDWARE ? collectorMerged : 0));
        describeMpki(section, booking, instructions);
        section.counter("writebacks", "lines", "dirty lines sent to the level below", () -> writeBacks);
        section.counter("writebacks_in", "lines", "dirty lines that came from above", () -> all(Kind.WRITE_BACK));
        section.counter("walk_accesses", "accesses", "accesses of page walks", () -> all(Kind.WALK));
        section.counter("walk_misses", "accesses", "accesses of page walks that missed", () -> missed(Kind.WALK));
        section.counter("bytes_from_below", "B", "bytes asked of the level below", () -> bytesFromBelow);
        section.counter("bytes_to_below", "B", "bytes written to the level below", () -> bytesToBelow);
        section.counter("recalls", "lines", "lines taken back from above by a shared level", () -> recalls);
        section.counter(
                "upgrades", "lines", "lines that were shared and made the only copy, to be written", () -> upgrades);
        section.counter("dma_accesses", "accesses", "reads and writes of devices", () -> all(Kind.DMA));
        section.counter("dma_misses", "accesses", "reads and writes of devices that missed", () -> missed(Kind.DMA));
        section.counter("split_accesses", "cuts", "cuts of references at line borders of this cache", () -> splits);
    }

    /** Instructions are those of programs in user mode, and so are the misses that stand over them. */
    private void describeMpki(Section section, Booking booking, List<Term> instructions) {
        Term misses = section.counter(
                "user_misses",
                "accesses",
                "demand accesses of programs in user mode that did not find their line ready: misses - kernel_misses",
                () -> demand(booking, true) - kernelMisses(booking));
        section.ratio(new Quotient(
                "mpki",
                "misses/1000 instructions",
                "demand misses of programs in user mode per 1000 of their instructions",
                "1000 x user_misses / instructions",
                new Scale(1000, 1),
                List.of(misses),
                instructions));
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
        return inBothModes(misses, kind) + (kind == Kind.WRITE ? misses[Kind.WRITE_BACK] : 0);
    }

    private long demand(Booking booking, boolean missed) {
        long sum = 0;
        for (int kind = Kind.FETCH; kind <= Kind.WRITE; kind++) {
            sum += missed ? misses(booking, kind) : accesses(booking, kind) - misses(booking, kind);
        }
        return sum;
    }

    private long demandMerged() {
        return inBothModes(merged, Kind.FETCH) + inBothModes(merged, Kind.READ) + inBothModes(merged, Kind.WRITE);
    }

    private long kernelAccesses() {
        long sum = 0;
        for (int kind = Kind.KERNEL + Kind.FETCH; kind <= Kind.KERNEL + Kind.WRITE; kind++) {
            sum += hits[kind] + misses[kind] + merged[kind];
        }
        return sum;
    }

    private long kernelMisses(Booking booking) {
        long sum = 0;
        for (int kind = Kind.KERNEL + Kind.FETCH; kind <= Kind.KERNEL + Kind.WRITE; kind++) {
            sum += misses[kind] + (booking == Booking.HARDWARE ? merged[kind] : 0);
        }
        return sum;
    }

    private long missed(int kind) {
        return inBothModes(misses, kind) + inBothModes(merged, kind);
    }

    private long all(int kind) {
        return inBothModes(hits, kind) + missed(kind);
    }

    private static long inBothModes(long[] counts, int kind) {
        return counts[kind] + counts[kind + Kind.KERNEL];
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
