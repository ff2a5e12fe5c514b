package dev.ziggurat.os.segments;

import dev.ziggurat.os.Transfer;
import dev.ziggurat.os.fits.FirstFit;
import dev.ziggurat.os.fits.Fit;
import dev.ziggurat.os.fits.Holes;
import dev.ziggurat.stats.Section;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.Direction;

/** The swap area: each segment there lies in one piece, in whole slots of 4 KiB, at the lowest place that is large enough. */
final class SegmentSwap {
    static final int SLOT = 4096;

    /** The most that one request of a device carries. */
    private static final long MOST = 1L << 30;

    private final BlockDevice device;
    private final Holes holes;
    private final Fit fit = new FirstFit.Spec().create();
    private long used;

    /** Makes an area from a device's first sector on, of whole slots. */
    SegmentSwap(BlockDevice device, long size) {
        if (size > device.capacity()) {
            throw new IllegalArgumentException(
                    "a swap area of " + size + " bytes on a device of " + device.capacity() + " bytes");
        }
        this.device = device;
        holes = new Holes(size);
    }

    private static long slots(long bytes) {
        return (bytes + SLOT - 1) / SLOT * SLOT;
    }

    /** Takes a place for a segment of a size; returns {@link Segment#NOWHERE} if there is none. */
    long take(long size) {
        int hole = fit.choose(holes, slots(size));
        if (hole == Holes.NONE) {
            return Segment.NOWHERE;
        }
        used += slots(size);
        return holes.take(hole, slots(size));
    }

    void giveBack(long place, long size) {
        used -= slots(size);
        holes.giveBack(place, slots(size));
    }

    /** Has a transfer carry a segment between memory and its place, from an offset on; returns where that ends. */
    long transfer(Transfer by, Direction way, Segment segment, long base, long offset) {
        long length = Math.min(MOST, segment.size - offset);
        by.of(way, device, base + offset, (segment.place + offset) / BlockRequest.SECTOR, (int) length);
        return offset + length;
    }

    long total() {
        return holes.size();
    }

    long free() {
        return holes.free();
    }

    void describe(Section section) {
        section.law("every byte of swap is free or used", () -> holes.free() + used, holes::size);
    }
}
