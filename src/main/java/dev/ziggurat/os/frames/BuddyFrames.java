package dev.ziggurat.os.frames;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * The buddy system (Knowlton, 1965): blocks of 2<sup>order</sup> frames, each at a multiple of its length. A request takes the lowest block of the
 * smallest order that has one; what is too long is split in halves, of which the lower is kept. A block that comes back joins its buddy,
 * its address with one bit turned, as long as that is free too. Here no list of a CPU stands before it, and which free block of an
 * order is taken is a matter of addresses, not of what came back last as in Linux.
 *
 * <p>Frames behind the last whole block of the highest order are there as the blocks that fit.
 */
public final class BuddyFrames implements FrameAllocator {
    private static final int PERMILLE = 1000;

    private final long total;
    private final int maxOrder;

    /** Free blocks by order, numbered by first frame / length; of the highest order those that are not free, so that a new memory costs nothing. */
    private final SparseSet[] blocks;

    /** The order + 1 of the allocated block that begins at a frame. */
    private final PagedLongs allocated = new PagedLongs();

    private long used;
    private long splits;
    private long merges;

    private BuddyFrames(long frames, int maxOrder) {
        total = frames;
        this.maxOrder = maxOrder;
        blocks = new SparseSet[maxOrder + 1];
        for (int order = 0; order <= maxOrder; order++) {
            blocks[order] = new SparseSet(frames >> order);
        }
        long next = frames >> maxOrder << maxOrder;
        for (int order = maxOrder - 1; order >= 0; order--) {
            if ((frames >> order & 1) == 1) {
                blocks[order].add(next >> order);
                next += 1L << order;
            }
        }
    }

    /**
     * {@code frames: buddy}.
     *
     * @param maxOrder {@code max-order}: the longest block has 2 to this power frames; from 0 to 30, and 10 (4 MiB, Linux's) where nothing is
     *     said. Below 9 there are no huge pages.
     */
    public record Spec(@Nullable Integer maxOrder) implements FrameAllocatorSpec {
        /** MAX_PAGE_ORDER of Linux on x86-64 (mm/Kconfig, include/linux/mmzone.h). */
        private static final int LINUX = 10;

        private static final int MOST = 30;

        public Spec {
            if (maxOrder != null) {
                SpecException.requireRange("max-order", maxOrder, 0, MOST);
            }
        }

        @Override
        public FrameAllocator create(long frames, RandomStream random) {
            return buddy(frames);
        }

        /** Makes the allocator, known as what it is. */
        public BuddyFrames buddy(long frames) {
            if (frames < 1) {
                throw new IllegalArgumentException("an allocator of " + frames + " frames");
            }
            return new BuddyFrames(frames, maxOrder == null ? LINUX : maxOrder);
        }
    }

    /** Takes a block of any order; {@link #NONE} above the highest. */
    @Override
    public long allocate(int order) {
        int from = order;
        while (from <= maxOrder && freeBlocks(from) == 0) {
            from++;
        }
        if (from > maxOrder) {
            return NONE;
        }
        long frame = lowest(from) << from;
        take(from, frame);
        for (int half = from - 1; half >= order; half--) {
            put(half, frame + (1L << half));
            splits++;
        }
        allocated.set(frame, order + 1);
        used += 1L << order;
        return frame;
    }

    @Override
    public void free(long frame, int order) {
        if (frame < 0 || frame >= total || allocated.at(frame) != order + 1) {
            throw new IllegalStateException("no block of 2^" + order + " frames is allocated at " + frame);
        }
        allocated.set(frame, 0);
        used -= 1L << order;
        long block = frame;
        int reached = order;
        while (reached < maxOrder && isFree(reached, block ^ (1L << reached))) {
            take(reached, block ^ (1L << reached));
            block &= -2L << reached;
            reached++;
            merges++;
        }
        put(reached, block);
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long free() {
        long free = 0;
        for (int order = 0; order <= maxOrder; order++) {
            free += freeBlocks(order) << order;
        }
        return free;
    }

    @Override
    public long used() {
        return used;
    }

    /** Returns the number of free blocks of an order from 0 to the highest. */
    public long freeBlocks(int order) {
        return order == maxOrder ? blocks[order].missing() : blocks[order].size();
    }

    /** Returns how often a block was halved. */
    public long splits() {
        return splits;
    }

    /** Returns how often two buddies were joined. */
    public long merges() {
        return merges;
    }

    /**
     * Returns how many thousandths of the free frames, rounded down, lie in blocks too short for an order: Linux's unusable free space index
     * (mm/vmstat.c, {@code unusable_free_index}). 1000 if nothing is free.
     */
    public long unusablePermille(int order) {
        long free = free();
        if (free == 0) {
            return PERMILLE;
        }
        long usable = 0;
        for (int enough = order; enough <= maxOrder; enough++) {
            usable += freeBlocks(enough) << enough;
        }
        return (free - usable) * PERMILLE / free;
    }

    private long lowest(int order) {
        return order == maxOrder ? blocks[order].lowestMissing() : blocks[order].next(0);
    }

    private boolean isFree(int order, long frame) {
        long block = frame >> order;
        return block < total >> order && blocks[order].contains(block) != (order == maxOrder);
    }

    private void take(int order, long frame) {
        if (order == maxOrder) {
            blocks[order].add(frame >> order);
        } else {
            blocks[order].remove(frame >> order);
        }
    }

    private void put(int order, long frame) {
        if (order == maxOrder) {
            blocks[order].remove(frame >> order);
        } else {
            blocks[order].add(frame >> order);
        }
    }

    @Override
    public void describe(Section section) {
        FrameAllocator.super.describe(section);
        section.counter("buddy_splits", "splits", "blocks of free frames halved", () -> splits);
        section.counter("buddy_merges", "merges", "pairs of free buddies joined", () -> merges);
    }
}
