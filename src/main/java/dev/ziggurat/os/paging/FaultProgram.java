package dev.ziggurat.os.paging;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.Fault;
import dev.ziggurat.mmu.PageTableEntry;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.Transfer;
import dev.ziggurat.storage.Direction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a thread runs whose reference cannot be translated. It gets a frame before it locks the page, and then looks again: meanwhile
 * another thread may have brought the page.
 */
final class FaultProgram extends PagingProgram implements Transfer.Owner {
    private final Space space;
    private final Reclaim reclaim;
    private final PageLock lock;
    private final Transfer transfer;
    private final FrameQueue.Change change;
    private final TableClearing tables;
    private Step step = Step.IDLE;

    // The fault.
    private long address;
    private int needed;
    private int fault;

    // What it is taken for, and whether that is counted; who has the page or its space locked, if anybody has, and
    // its slot, if it has one.
    private FaultKind kind = FaultKind.ZERO;
    private boolean counted = true;
    private @Nullable PageLock other;
    private long slot;

    /** The first frame of the run that is held. */
    private long frame = UserFrames.NONE;

    private long clearedUpTo;
    private String end = Process.VIOLATION;

    private enum Step {
        IDLE,
        TRAP,
        JUDGE,
        HUNT,
        CLEAR,
        TABLES,
        RETURN,
        KILL
    }

    FaultProgram(Paging paging, Thread thread, Space space) {
        super(paging, thread);
        this.space = space;
        reclaim = new Reclaim(paging, this, space);
        lock = new PageLock(paging.locks);
        transfer = paging.transfer(this);
        change = paging.queue.new Change();
        tables = new TableClearing(paging.pages, paging.site.lineBytes());
    }

    /** Begins for a fault, which is one of {@link Fault}. */
    FaultProgram of(long virtual, AccessType access, int why) {
        address = virtual;
        needed = access == AccessType.FETCH ? Rights.EXECUTE : access.writes() ? Rights.WRITE : Rights.USER;
        fault = why;
        counted = false;
        step = Step.TRAP;
        return this;
    }

    /** Whether it does not know yet what the fault is. */
    boolean undecided() {
        return !counted;
    }

    @Override
    void step(Reference into) {
        switch (step) {
            case TRAP -> {
                into.spend(paging.causes.trap(), paging.kernel.costs().trap());
                step = Step.JUDGE;
            }
            case JUDGE -> judge(into);
            case HUNT -> hunt(into);
            case CLEAR -> clear(into);
            case TABLES -> tables(into);
            case RETURN -> {
                step = Step.IDLE;
                into.operation(Kind.RETURN);
            }
            case KILL -> {
                step = Step.IDLE;
                kill(into, end);
            }
            case IDLE -> throw new IllegalStateException("no fault");
        }
    }

    private void judge(Reference into) {
        kind = look();
        if (kind == FaultKind.ZERO || kind == FaultKind.SWAP) {
            long cost = kind == FaultKind.ZERO
                    ? paging.kernel.costs().minorFault()
                    : paging.kernel.costs().majorFault();
            into.spend(paging.causes.kernel(), cost);
            step = Step.HUNT;
        } else {
            conclude(into);
        }
    }

    /** Looks at what there is: calls that change the space, areas, pages under way, the entry. */
    private FaultKind look() {
        if (bySegment()) {
            return FaultKind.VIOLATION;
        }
        other = paging.locks.find(space, ALL);
        if (other != null) {
            return FaultKind.LOCK;
        }
        int rights = fault == Fault.NON_CANONICAL ? Areas.NONE : space.areas.rights(address);
        long now = paging.kernel.simulation().engine().now();
        if (rights == Areas.NONE && fault != Fault.NON_CANONICAL && space.growStack(address, now)) {
            rights = space.areas.rights(address);
        }
        if (rights == Areas.NONE || (needed & ~rights) != 0) {
            return FaultKind.VIOLATION;
        }
        other = paging.locks.find(space, address);
        if (other != null) {
            return FaultKind.LOCK;
        }
        long word = space.table.word(address);
        if (PageTableEntry.present(word)) {
            return FaultKind.SPURIOUS;
        }
        slot = Swap.slot(word);
        return slot == Swap.NONE ? FaultKind.ZERO : FaultKind.SWAP;
    }

    /** Whether the segment refused the access; then the address is no linear one. */
    private boolean bySegment() {
        return fault == Fault.NO_SEGMENT || fault == Fault.LIMIT || fault == Fault.SEGMENT_RIGHTS;
    }

    /** Says how the process ends. */
    private String violation() {
        return switch (fault) {
            case Fault.LIMIT -> Process.LIMIT;
            case Fault.SEGMENT_RIGHTS -> Process.RIGHTS;
            case Fault.NO_SEGMENT, Fault.NON_CANONICAL -> Process.VIOLATION;
            default -> overflow() ? Process.STACK_OVERFLOW : Process.VIOLATION;
        };
    }

    /** Whether the address lies below what a stack may have, in which case it is no address like others. */
    private boolean overflow() {
        StackArea stack = space.areas.stack(address);
        if (stack == null || address >= stack.bottom) {
            return false;
        }
        CallStack frames = thread.userProgram().callStack();
        thread.process().overflows(frames == null ? 0 : frames.frames(address));
        return true;
    }

    /** There is nothing to bring. */
    private void conclude(Reference into) {
        count();
        step = Step.RETURN;
        PageLock holder = other;
        if (kind == FaultKind.LOCK && holder != null) {
            block(into, holder);
        } else {
            if (kind == FaultKind.VIOLATION) {
                step = Step.KILL;
                end = violation();
            }
            next(into);
        }
    }

    private void count() {
        paging.counts.fault(kind, thread);
        counted = true;
    }

    /** Takes a frame: one that is free, or a victim's. */
    private void hunt(Reference into) {
        while (true) {
            if (!reclaim.active()) {
                frame = paging.frames.take(space.order);
                if (frame != UserFrames.NONE) {
                    bring(into);
                    return;
                }
                if (space.order > 0) {
                    outOfMemory(into);
                    return;
                }
                reclaim.begin();
            }
            Reclaim.Progress progress = reclaim.next(into);
            if (progress == Reclaim.Progress.GOES_ON) {
                return;
            }
            boolean again = progress == Reclaim.Progress.DONE
                    || (progress == Reclaim.Progress.NO_VICTIM && paging.unpin(thread.number()) && !othersGoOn());
            if (!again) {
                stopHunt(into, progress);
                return;
            }
        }
    }

    /**
     * Whether other threads will let a frame go, or bring a page that can be chosen then. Whoever waits for them has let go what was pinned for
     * itself: so not everybody waits.
     */
    private boolean othersGoOn() {
        return !paging.pins.isEmpty() || paging.frames.held() > 0;
    }

    private void stopHunt(Reference into, Reclaim.Progress progress) {
        if (progress == Reclaim.Progress.NO_VICTIM && othersGoOn()) {
            block(into, change.afterThis());
        } else {
            outOfMemory(into);
        }
    }

    /** There is a frame: if the page is to be brought still, it is locked and brought. */
    private void bring(Reference into) {
        kind = look();
        if (kind != FaultKind.ZERO && kind != FaultKind.SWAP) {
            giveBack();
            conclude(into);
            return;
        }
        count();
        lock.take(space, address);
        if (kind == FaultKind.ZERO) {
            clearedUpTo = 0;
            step = Step.CLEAR;
            clear(into);
        } else {
            tables.begin();
            step = Step.TABLES;
            block(into, Objects.requireNonNull(paging.swap).transfer(transfer, Direction.READ, slot, frame));
        }
    }

    private void clear(Reference into) {
        if (clearedUpTo < 1L << space.leafShift) {
            int line = paging.site.lineBytes();
            into.set(Kind.STORE, (frame << UserFrames.SHIFT) + clearedUpTo, line);
            clearedUpTo += line;
        } else {
            tables.begin();
            step = Step.TABLES;
            tables(into);
        }
    }

    /** Makes what is missing between the root and the page's entry, and then writes that. */
    private void tables(Reference into) {
        if (!tables.roomFor(space, address)) {
            outOfMemory(into);
        } else if (!tables.next(space, address, into)) {
            map(into);
        }
    }

    private void map(Reference into) {
        long page = space.page(address);
        long entry = space.table.map(
                page, frame << UserFrames.SHIFT, space.leafShift, Math.max(0, space.areas.rights(address)));
        space.table.set(page, PageTableEntry.ACCESSED);
        into.set(Kind.STORE, entry, ENTRY);
        paging.frames.settle(frame, space, page);
        if (kind == FaultKind.SWAP) {
            paging.frames.slot(frame, slot);
            Objects.requireNonNull(paging.swap).come();
        }
        paging.pins.pin(frame, thread.number());
        frame = UserFrames.NONE;
        lock.release();
        paging.queue.changed();
        step = Step.RETURN;
    }

    private void outOfMemory(Reference into) {
        if (!counted) {
            count();
        }
        paging.counts.outOfMemory();
        drop();
        end = Process.OUT_OF_MEMORY;
        step = Step.KILL;
        next(into);
    }

    private void giveBack() {
        paging.frames.giveBack(frame, space.order);
        frame = UserFrames.NONE;
    }

    /** Lets go what is held. */
    private void drop() {
        if (frame != UserFrames.NONE) {
            giveBack();
        }
        lock.release();
    }

    /** The thread is over, perhaps while it waited here. */
    void abandon() {
        if (step == Step.IDLE) {
            return;
        }
        if (!counted) {
            count();
        }
        paging.queue.forget(thread);
        reclaim.abandon();
        if (transfer.active()) {
            transfer.orphan();
        } else {
            drop();
        }
        step = Step.IDLE;
    }

    /** The page has been read, and nobody wants it any more. */
    @Override
    public void over(long now) {
        drop();
        if (space.over) {
            Objects.requireNonNull(paging.swap).free(slot);
        }
        paging.wakes.deliver(now);
    }
}
