package dev.ziggurat.os.segments;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.Transfer;
import dev.ziggurat.os.fits.Holes;
import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.storage.Direction;
import java.util.function.LongSupplier;

/** What happened to segments, since time 0, and how they lie in memory. */
final class SegmentationCounts implements Transfer.Counts {
    private final Holes holes;
    private final Engine engine;

    // How they lie: what is free, and what granules waste.
    private final Level count = new Level();
    private final Level free = new Level();
    private final Level largest = new Level();
    private final Level external = new Level();
    private final Level internal = new Level();

    private final long[] faults = new long[SegmentFaultKind.values().length];
    private long told;
    private long outOfMemory;

    // Bytes taken now and ever, and those of segments; how many segments have come.
    private long taken;
    private long given;
    private long resident;
    private long came;
    private long failures;

    private long compactions;
    private long moved;
    private long copied;

    private long evictions;
    private long ins;
    private long outs;
    private long bytesIn;
    private long bytesOut;
    private long leaving;
    private long underWay;

    // From the instant at which a thread left its core to the end of a transfer, by cause and in all.
    private final Book time = new Book();
    private long span;

    SegmentationCounts(Holes holes, Engine engine) {
        this.holes = holes;
        this.engine = engine;
        look();
    }

    private void look() {
        long now = engine.now();
        count.set(holes.count(), now);
        free.set(holes.free(), now);
        largest.set(holes.largest(), now);
        external.set(holes.fragmentation(), now);
    }

    void takes(long bytes) {
        taken += bytes;
        given += bytes;
        look();
    }

    void givesBack(long bytes) {
        taken -= bytes;
        look();
    }

    /** A segment has come into memory. */
    void comes(Segment segment) {
        came++;
        resident += segment.size;
        wastes(segment.size - segment.bytes);
    }

    /** A segment has left memory. */
    void leaves(Segment segment) {
        resident -= segment.size;
        wastes(segment.bytes - segment.size);
    }

    /** A segment in memory has another length. */
    void resized(long sizeMore, long bytesMore) {
        resident += sizeMore;
        wastes(sizeMore - bytesMore);
    }

    private void wastes(long bytes) {
        internal.set(internal.value() + bytes, engine.now());
    }

    void fails() {
        failures++;
    }

    /** A segment begins to move; it may be the first of several. */
    void compacts(boolean first) {
        compactions += first ? 1 : 0;
    }

    void moved(long bytes) {
        moved++;
        copied += bytes;
    }

    /** A segment has to leave memory. */
    void evicts(long bytes) {
        evictions++;
        leaving += bytes;
    }

    void wentOut(long bytes) {
        leaving -= bytes;
        outs++;
        bytesOut += bytes;
    }

    void cameIn(long bytes) {
        ins++;
        bytesIn += bytes;
    }

    void told() {
        told++;
    }

    void fault(SegmentFaultKind kind, Thread of) {
        faults[kind.ordinal()]++;
        if (kind == SegmentFaultKind.SWAP) {
            of.majorFault();
        } else if (kind.end == null) {
            of.minorFault();
        }
    }

    void outOfMemory() {
        outOfMemory++;
    }

    @Override
    public void begun(Direction way) {
        underWay++;
    }

    @Override
    public void ended(Direction way, MarkList marks) {
        underWay--;
        time.add(marks);
        span += marks.end() - marks.start();
    }

    /** Returns how many transfers are under way. */
    long underWay() {
        return underWay;
    }

    /** Returns the bytes of segments that leave memory, and have not yet. */
    long writingBytes() {
        return leaving;
    }

    /** Returns the bytes of segments in memory. */
    long resident() {
        return resident;
    }

    long bytesIn() {
        return bytesIn;
    }

    long bytesOut() {
        return bytesOut;
    }

    /** Returns the bytes that were ever taken. */
    long bytesTaken() {
        return given;
    }

    /** Returns how many of them came free again. */
    long bytesReturned() {
        return given - taken;
    }

    long majorFaults() {
        return faults[SegmentFaultKind.SWAP.ordinal()];
    }

    long minorFaults() {
        return faults[SegmentFaultKind.ZERO.ordinal()] + faults[SegmentFaultKind.SPURIOUS.ordinal()];
    }

    long allFaults() {
        long sum = 0;
        for (long each : faults) {
            sum += each;
        }
        return sum;
    }

    /** Describes what other kernels count too; {@code undecided} says of how many faults the kernel does not know yet what they are. */
    void describe(Section section, LongSupplier undecided) {
        section.counter("minor_faults", "faults", "faults for which no device was read", this::minorFaults);
        section.counter("major_faults", "faults", "faults of segments that are read from swap", this::majorFaults);
        for (SegmentFaultKind kind : SegmentFaultKind.values()) {
            section.counter(kind.metric, "faults", kind.sentence, () -> faults[kind.ordinal()]);
        }
        section.counter("evictions", "segments", "segments that had to leave memory for others", () -> evictions);
        section.counter(
                "dirty_evictions", "segments", "the same: every segment that leaves is written", () -> evictions);
        section.counter("swap_ins", "segments", "segments read from swap", () -> ins);
        section.counter("swap_outs", "segments", "segments written to swap, or gone on the way", () -> outs);
        section.counter(
                "out_of_memory", "processes", "processes that ended because no memory was left", () -> outOfMemory);
        section.law("every fault is of one kind", () -> told, () -> allFaults() + undecided.getAsLong());
    }

    /** Describes how segments lie in memory, and what that has cost. */
    void describePlaces(Section section) {
        section.level("holes", "holes", "free parts of memory between segments", count);
        section.level("free", "bytes", "bytes of memory that are free", free);
        section.level("largest_hole", "bytes", "size of the largest hole", largest);
        section.level(
                "external_fragmentation",
                "ppm",
                "what part of the free bytes lies not in the largest hole, in millionths",
                external);
        section.level(
                "internal_fragmentation",
                "bytes",
                "bytes of segments in memory that lie behind their limit, to whole granules",
                internal);
        section.counter("placed", "segments", "segments that came into memory, new or from swap", () -> came);
        section.counter("failures", "calls", "calls that found no memory for a segment", () -> failures);
        section.counter("compactions", "compactions", "times that segments were moved together", () -> compactions);
        section.counter("segments_moved", "segments", "segments moved by that", () -> moved);
        section.counter("bytes_copied", "bytes", "bytes loaded and stored again by that", () -> copied);
        section.counter("bytes_swapped_in", "bytes", "bytes of segments read from swap", () -> bytesIn);
        section.counter("bytes_swapped_out", "bytes", "bytes of segments written to swap", () -> bytesOut);
        section.law("bytes taken + bytes free = memory", () -> taken + holes.free(), holes::size);
    }

    /** Describes the time of transfers. */
    void describeTimes(Section section, Names causes) {
        time.describe(section, causes, "time of segments on their way to and from swap");
        section.law("the causes of transfers sum to their time (ps)", time::total, () -> span);
    }
}
