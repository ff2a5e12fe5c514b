package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/** How large the regions of a heap are: HeapRegion::setup_heap_region_size. */
final class G1Regions {
    private static final long LEAST = 1L << 10;
    private static final long LEAST_BY_ITSELF = 1L << 20;
    private static final long MOST = 1L << 25;

    /** HeapRegionBounds::TARGET_REGION_NUMBER. */
    private static final long TARGET = 2048;

    /** A choice: a heap too small for so many of 1 MiB has smaller ones. */
    private static final long FEW = 32;

    private G1Regions() {}

    /** Returns what is given, or what suits the heap. */
    static ByteSize size(@Nullable ByteSize given, ByteSize heap) {
        if (given == null) {
            return new ByteSize(suiting(heap.bytes()));
        }
        if (given.bytes() < LEAST || given.bytes() > MOST || Long.bitCount(given.bytes()) != 1) {
            throw new SpecException("region", given + " is no power of two from 1 KiB to 32 MiB");
        }
        return given;
    }

    private static long suiting(long heap) {
        if (heap >= FEW * LEAST_BY_ITSELF) {
            long size = Math.min(MOST, Math.max(LEAST_BY_ITSELF, heap / TARGET));
            return Long.highestOneBit(2 * size - 1);
        }
        long size = Math.max(LEAST, Long.highestOneBit(heap / FEW));
        while (heap % size != 0) {
            size /= 2;
        }
        return size;
    }

    /** The heap consists of whole regions, two at least: what is copied goes to another. It begins with one. */
    static void requireWhole(long base, ByteSize heap, ByteSize region) {
        if (heap.bytes() % region.bytes() != 0) {
            throw new SpecException("heap", heap + " is no multiple of a region, " + region);
        }
        if (heap.bytes() < 2 * region.bytes()) {
            throw new SpecException(
                    "region", region + " is more than half of the heap, " + heap + "; there are two at least");
        }
        if (base % region.bytes() != 0) {
            throw new SpecException("base", "0x" + Long.toHexString(base) + " is no multiple of a region, " + region);
        }
    }
}
