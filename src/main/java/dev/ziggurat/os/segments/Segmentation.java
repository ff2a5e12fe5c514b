package dev.ziggurat.os.segments;

import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.KernelCauses;
import dev.ziggurat.os.SegmentsSpec.Compaction;
import dev.ziggurat.os.Transfer;
import dev.ziggurat.os.fits.Fit;
import dev.ziggurat.os.fits.Holes;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What all programs of segmentation share: what lies where. */
final class Segmentation {
    final SegmentSite site;
    final Kernel kernel;
    final KernelCauses causes;
    final Holes holes;
    final boolean compacts;
    final @Nullable SegmentSwap swap;
    final SegmentLock lock;
    final Pins pins;
    final SegmentationCounts counts;

    private final Fit fit;
    private final long granule;

    /** The segments in memory, by where they lie. */
    private final TreeMap<Long, Segment> inMemory = new TreeMap<>();

    private long arrivals;

    Segmentation(SegmentSite site, ContiguousMemory memory, @Nullable SegmentSwap swap) {
        this.site = site;
        this.swap = swap;
        kernel = site.kernel();
        causes = kernel.causes();
        holes = new Holes(memory.bytes());
        fit = memory.rules().fit().create();
        granule = memory.rules().granule().bytes();
        compacts = memory.rules().compaction() == Compaction.ON_FAILURE;
        int cause = kernel.simulation().causes().of("segment lock");
        pins = new Pins(cause);
        lock = new SegmentLock(cause, pins);
        counts = new SegmentationCounts(holes, kernel.simulation().engine());
    }

    /** Returns how many bytes a segment of a length takes. */
    long whole(long bytes) {
        return (bytes + granule - 1) / granule * granule;
    }

    /** Makes what takes segments between memory and swap for an owner. */
    Transfer transfer(Transfer.Owner owner) {
        int cause = kernel.simulation().causes().of("swap dma");
        return new Transfer(new Transfer.Site(kernel, site.devices(), site.lineBytes(), cause), counts, owner);
    }

    /** Takes memory where the policy says; returns where, {@link Segment#NOWHERE} if no hole is large enough. */
    long take(long size) {
        int hole = fit.choose(holes, size);
        if (hole == Holes.NONE) {
            return Segment.NOWHERE;
        }
        long base = holes.take(hole, size);
        fit.placed(base, size);
        counts.takes(size);
        return base;
    }

    /** Takes memory at a place; false if not all of it is free. */
    boolean takeAt(long base, long size) {
        boolean taken = holes.takeAt(base, size);
        if (taken) {
            counts.takes(size);
        }
        return taken;
    }

    void giveBack(long base, long size) {
        holes.giveBack(base, size);
        counts.givesBack(size);
    }

    /** Memory that was taken is a segment's; returns the address of its descriptor, which says so. */
    long settle(Segment segment, long base) {
        segment.base = base;
        segment.arrival = arrivals++;
        inMemory.put(base, segment);
        counts.comes(segment);
        return describe(segment);
    }

    /** Writes the descriptor of a segment in memory; returns its address. */
    long describe(Segment segment) {
        return segment.space.table.set(segment.number, segment.base, segment.bytes, segment.rights);
    }

    /** A segment has no memory any more; that is still taken. */
    void unsettle(Segment segment) {
        inMemory.remove(segment.base);
        counts.leaves(segment);
        segment.base = Segment.NOWHERE;
    }

    /** A segment lies lower now, in the hole below it. */
    void move(Segment segment, long to) {
        inMemory.remove(segment.base);
        giveBack(segment.base, segment.size);
        takeAt(to, segment.size);
        segment.base = to;
        inMemory.put(to, segment);
        counts.moved(segment.size);
    }

    /** Returns the segment that may move and lies directly above the lowest hole that has one; null if there is none. */
    @Nullable
    Segment movable() {
        for (int hole = 0; hole < holes.count(); hole++) {
            Segment above = inMemory.get(holes.end(hole));
            if (above != null && !above.fixed && !above.busy && above.pins == 0) {
                return above;
            }
        }
        return null;
    }

    /** Returns the segment that came longest ago of those that may go; null if there is none. */
    @Nullable
    Segment victim() {
        Segment oldest = null;
        for (Segment each : inMemory.values()) {
            boolean may = !each.fixed && !each.busy && each.pins == 0;
            if (may && (oldest == null || each.arrival < oldest.arrival)) {
                oldest = each;
            }
        }
        return oldest;
    }

    /** A segment is no more: its memory and its place in the swap area are free, at once or when what is under way with it is over. */
    void dispose(Segment segment) {
        if (segment.busy) {
            segment.gone = true;
            return;
        }
        if (segment.inMemory()) {
            long base = segment.base;
            unsettle(segment);
            giveBack(base, segment.size);
        }
        if (swap != null && segment.place != Segment.NOWHERE) {
            swap.giveBack(segment.place, segment.size);
            segment.place = Segment.NOWHERE;
        }
    }

    /** What was under way with a segment is over. */
    void settled(Segment segment) {
        segment.busy = false;
        if (segment.gone) {
            dispose(segment);
        }
    }
}
