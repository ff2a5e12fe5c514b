package dev.ziggurat.os.paging;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.mmu.PageTableEntry;
import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.KernelCauses;
import dev.ziggurat.os.Transfer;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all programs of paging share. */
final class Paging {
    final PagingSite site;
    final Kernel kernel;
    final KernelCauses causes;

    /** The cause of the time in which a page goes between memory and a device. */
    final int swapDma;

    final Wakes wakes = new Wakes();
    final PageLocks locks = new PageLocks(wakes);
    final FramePins pins = new FramePins();
    final FrameQueue queue;
    final UserFrames frames;
    final KernelPages pages;
    final @Nullable Swap swap;
    final PagingCounts counts = new PagingCounts();
    final SwapCounts swapCounts = new SwapCounts();

    Paging(PagingSite site, PhysicalMemory memory, @Nullable SwapArea area) {
        this.site = site;
        kernel = site.kernel();
        causes = kernel.causes();
        swapDma = kernel.simulation().causes().of("swap dma");
        queue = new FrameQueue(wakes, causes.frameWait());
        RandomStream random = kernel.simulation().random("os.frames");
        frames = new UserFrames(site, memory.allocator().create(memory.frames(), random), pins, queue);
        frames.chooseBy(memory.replacement()
                .create(new PageReplacementSpec.Kernel(
                        memory.frames(), kernel.simulation().random("os.replacement"), frames, memory.future())));
        pages = new KernelPages(memory.frames() << UserFrames.SHIFT, memory.capacity());
        swap = area == null ? null : new Swap(area.device(), area.size(), Math.max(1, kernel.cores()));
    }

    /** Makes what takes pages between memory and swap for an owner. */
    Transfer transfer(Transfer.Owner owner) {
        return new Transfer(new Transfer.Site(kernel, site.devices(), site.lineBytes(), swapDma), swapCounts, owner);
    }

    /** A mapped page has lost its entry: its run of frames is held, and a slot that holds the same is free. */
    void release(long frame, Space of) {
        long slot = frames.slot(frame);
        if (slot != Swap.NONE) {
            Objects.requireNonNull(swap).freeCached(slot);
            frames.slot(frame, Swap.NONE);
        }
        frames.unsettle(frame, of.order);
    }

    /** A process has ended: what it had is free but for pages under way, which are free when they have come to an end. */
    void end(Space space) {
        space.over = true;
        kernel.forget(space.address);
        long size = 1L << space.leafShift;
        for (long page = space.table.next(0, Areas.USER_END);
                page >= 0;
                page = space.table.next(page + size, Areas.USER_END)) {
            if (locks.find(space, page) == null) {
                free(space, page);
            }
        }
        space.table.release();
        if (space.segments != null) {
            pages.giveBack(1, space.segments.table.address());
        }
        frames.remove(space);
    }

    private void free(Space space, long page) {
        long word = space.table.word(page);
        if (PageTableEntry.present(word)) {
            long frame = space.table.physical(page) >>> UserFrames.SHIFT;
            release(frame, space);
            frames.giveBack(frame, space.order);
        } else {
            Objects.requireNonNull(swap).free(Swap.slot(word));
        }
    }

    /** Lets go what is pinned for a thread. */
    boolean unpin(int thread) {
        boolean any = pins.release(thread);
        if (any) {
            queue.changed();
        }
        return any;
    }
}
