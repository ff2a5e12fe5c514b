package dev.ziggurat.os.paging;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.PageTableEntry;
import dev.ziggurat.os.AccessedFlush;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Transfer;
import dev.ziggurat.storage.Direction;
import java.util.Objects;

/**
 * The part of a fault program that takes a frame from another page: the looks for a victim, its entry cleared, all cores made to forget it; then,
 * if it was written, its lines read and its slot written; then the frame is free. From the choice on the page is locked.
 */
final class Reclaim implements Transfer.Owner {
    private final Paging paging;
    private final PagingProgram program;
    private final Looks looks = new Looks();
    private final PageLock lock;
    private final Transfer transfer;
    private Step step = Step.NONE;

    // The victim: its frame and page, the slot that will be its only place, and whether that is to be written.
    private long frame;
    private Space space;
    private long virtual;
    private long slot;
    private boolean dirty;

    private enum Step {
        NONE,
        LOOK,
        CLEAR_ACCESSED,
        FLUSH,
        SHOOT,
        WRITE,
        FREE
    }

    /** How far it is. */
    enum Progress {
        /** A step has been yielded. */
        GOES_ON,
        /** A frame has come free. */
        DONE,
        /** There is no page that could be chosen and is not pinned. */
        NO_VICTIM,
        /** The victim was written, and no slot is free. */
        NO_SLOT
    }

    Reclaim(Paging paging, PagingProgram program, Space own) {
        this.paging = paging;
        this.program = program;
        space = own;
        lock = new PageLock(paging.locks);
        transfer = paging.transfer(this);
    }

    /** Whether it has begun and is not over. */
    boolean active() {
        return step != Step.NONE;
    }

    void begin() {
        looks.begin();
        frame = paging.frames.victim(looks);
        if (frame != UserFrames.NONE) {
            space = paging.frames.owner(frame);
            virtual = paging.frames.virtual(frame);
            lock.take(space, virtual);
        }
        step = Step.LOOK;
    }

    /** Yields the next step, or says that it is over. */
    Progress next(Reference into) {
        return switch (step) {
            case NONE -> throw new IllegalStateException("no eviction has begun");
            case LOOK -> look(into);
            case CLEAR_ACCESSED -> {
                into.set(Kind.STORE, looks.entry(), PagingProgram.ENTRY);
                step = paging.site.accessedFlush() == AccessedFlush.IPI ? Step.FLUSH : Step.LOOK;
                yield Progress.GOES_ON;
            }
            case FLUSH -> flush(into);
            case SHOOT -> {
                program.shootDown(into, space, virtual);
                step = dirty ? Step.WRITE : Step.FREE;
                yield Progress.GOES_ON;
            }
            case WRITE -> write(into);
            case FREE -> {
                finish();
                yield Progress.DONE;
            }
        };
    }

    private Progress look(Reference into) {
        if (!looks.advance()) {
            return chosen(into);
        }
        into.set(Kind.LOAD, looks.entry(), PagingProgram.ENTRY);
        step = looks.cleared() ? Step.CLEAR_ACCESSED : Step.LOOK;
        return Progress.GOES_ON;
    }

    private Progress flush(Reference into) {
        step = Step.LOOK;
        Space of = paging.frames.space(looks.owner());
        if (of == null) {
            return look(into);
        }
        program.shootDown(into, of, UserFrames.noted(looks.owner()));
        return Progress.GOES_ON;
    }

    /** The victim is known: its entry is cleared, unless there is nothing to clear any more or no place for what the page holds. */
    private Progress chosen(Reference into) {
        step = Step.NONE;
        if (frame == UserFrames.NONE) {
            return Progress.NO_VICTIM;
        }
        long cachedIn = paging.frames.slot(frame);
        if (space.over) {
            leave(cachedIn);
            slot = cachedIn;
            finish();
            return Progress.DONE;
        }
        dirty = PageTableEntry.dirty(space.table.word(virtual));
        Swap swap = paging.swap;
        if (dirty && (swap == null || !swap.hasRoom(cachedIn))) {
            lock.release();
            paging.frames.keep(frame);
            return Progress.NO_SLOT;
        }
        slot = dirty ? anotherSlot(cachedIn) : cachedIn;
        into.set(Kind.STORE, space.table.unmap(virtual, Swap.word(slot)), PagingProgram.ENTRY);
        leave(dirty ? Swap.NONE : cachedIn);
        paging.counts.eviction();
        step = Step.SHOOT;
        return Progress.GOES_ON;
    }

    /** The old slot is given back first, so that there is always one. */
    private long anotherSlot(long old) {
        Swap swap = Objects.requireNonNull(paging.swap);
        if (old != Swap.NONE) {
            swap.freeCached(old);
        }
        paging.swapCounts.dirty();
        return swap.take(program.thread.processor().number());
    }

    /** The frame is held and no longer the page's; a slot that holds the same is its only place. */
    private void leave(long cachedIn) {
        paging.frames.slot(frame, Swap.NONE);
        paging.frames.unsettle(frame, 0);
        if (cachedIn != Swap.NONE) {
            Objects.requireNonNull(paging.swap).leave();
        }
    }

    private Progress write(Reference into) {
        step = Step.FREE;
        if (space.over) {
            paging.swapCounts.abandoned();
            return next(into);
        }
        program.block(into, Objects.requireNonNull(paging.swap).transfer(transfer, Direction.WRITE, slot, frame));
        return Progress.GOES_ON;
    }

    /** The frame is free; so is the slot if the process has ended meanwhile. */
    private void finish() {
        step = Step.NONE;
        if (space.over && slot != Swap.NONE) {
            Objects.requireNonNull(paging.swap).free(slot);
        }
        lock.release();
        paging.frames.giveBack(frame, 0);
    }

    /** The thread is over: what is under way ends alone. */
    void abandon() {
        if (transfer.active()) {
            transfer.orphan();
        } else if (step == Step.FREE) {
            finish();
        } else if (step != Step.NONE) {
            throw new IllegalStateException("thread of '" + process().name() + "' ended at the step " + step);
        }
    }

    private Process process() {
        return program.thread.process();
    }

    @Override
    public void over(long now) {
        finish();
        paging.wakes.deliver(now);
    }
}
