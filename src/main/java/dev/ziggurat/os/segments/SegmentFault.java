package dev.ziggurat.os.segments;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.Fault;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.Transfer;
import dev.ziggurat.storage.Direction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a thread runs whose reference was refused: the way into the kernel, the lock of memory, a look at what there is; then memory for the
 * segment, its content, zeros or what swap holds, and its descriptor. The segment is pinned until the reference is done.
 */
final class SegmentFault extends SegmentProgram implements Transfer.Owner {
    private final SegmentSpace space;
    private final RoomSearch room;
    private final Clearing clearing;
    private final Transfer transfer;
    private Step step = Step.IDLE;

    // The fault.
    private long address;
    private int needed;
    private int fault;

    // What it is, once that is counted; the segment that is brought, to which memory, how far it has come.
    private SegmentFaultKind kind = SegmentFaultKind.SPURIOUS;
    private boolean counted = true;
    private @Nullable Segment segment;
    private long base = Segment.NOWHERE;
    private long done;
    private @Nullable String end;

    private enum Step {
        IDLE,
        TRAP,
        LOCK,
        JUDGE,
        ROOM,
        CLEAR,
        READ,
        UNLOCK,
        LEAVE
    }

    SegmentFault(Segmentation memory, Thread thread, SegmentSpace space) {
        super(memory, thread);
        this.space = space;
        room = new RoomSearch(memory, this);
        clearing = new Clearing(memory.site.lineBytes());
        transfer = memory.transfer(this);
    }

    /** Begins for a fault, which is one of {@link Fault}. */
    SegmentFault of(long virtual, AccessType access, int why) {
        address = virtual;
        needed = access == AccessType.FETCH ? Rights.EXECUTE : access.writes() ? Rights.WRITE : Rights.USER;
        fault = why;
        counted = false;
        end = null;
        step = Step.TRAP;
        return this;
    }

    /** Whether it does not know yet what the fault is. */
    boolean undecided() {
        return !counted;
    }

    @Override
    public void next(Reference into) {
        switch (step) {
            case IDLE -> throw new IllegalStateException("no fault");
            case TRAP -> {
                into.spend(memory.causes.trap(), memory.kernel.costs().trap());
                step = Step.LOCK;
            }
            case LOCK -> {
                block(into, memory.lock.free);
                step = Step.JUDGE;
            }
            case JUDGE -> judge(into);
            case ROOM -> room(into);
            case CLEAR -> clear(into);
            case READ -> read(into);
            case UNLOCK -> {
                block(into, memory.lock.left);
                step = Step.LEAVE;
            }
            case LEAVE -> leave(into);
        }
    }

    private void leave(Reference into) {
        step = Step.IDLE;
        String how = end;
        if (how == null) {
            into.operation(Kind.RETURN);
        } else {
            kill(into, how);
        }
    }

    private void judge(Reference into) {
        kind = look();
        counted = true;
        memory.counts.fault(kind, thread);
        if (kind != SegmentFaultKind.ZERO && kind != SegmentFaultKind.SWAP) {
            end = kind.end;
            step = Step.UNLOCK;
            next(into);
            return;
        }
        memory.pins.release(thread.number());
        Segment wanted = segment();
        wanted.busy = true;
        room.begin(wanted.size);
        step = Step.ROOM;
        into.spend(
                memory.causes.kernel(),
                kind == SegmentFaultKind.ZERO
                        ? memory.kernel.costs().minorFault()
                        : memory.kernel.costs().majorFault());
    }

    private Segment segment() {
        return Objects.requireNonNull(segment);
    }

    /** Looks at what there is, for meanwhile another thread may have changed it. */
    private SegmentFaultKind look() {
        int offsetBits = memory.site.offsetBits();
        segment = space.segment(address >>> offsetBits);
        Segment at = segment;
        if (at == null) {
            return SegmentFaultKind.UNKNOWN;
        }
        if (fault == Fault.LIMIT || (address & ((1L << offsetBits) - 1)) >= at.bytes) {
            return SegmentFaultKind.LIMIT;
        }
        if ((needed & ~at.rights) != 0) {
            return SegmentFaultKind.RIGHTS;
        }
        if (at.inMemory()) {
            return SegmentFaultKind.SPURIOUS;
        }
        return at.place == Segment.NOWHERE ? SegmentFaultKind.ZERO : SegmentFaultKind.SWAP;
    }

    private void room(Reference into) {
        RoomSearch.Progress progress = room.next(into);
        if (progress == RoomSearch.Progress.GOES_ON) {
            return;
        }
        if (progress == RoomSearch.Progress.NO_ROOM) {
            memory.counts.outOfMemory();
            memory.settled(segment());
            end = Process.OUT_OF_MEMORY;
            step = Step.UNLOCK;
            next(into);
            return;
        }
        base = room.found();
        done = 0;
        clearing.begin(base, segment().size);
        step = kind == SegmentFaultKind.ZERO ? Step.CLEAR : Step.READ;
        next(into);
    }

    private void clear(Reference into) {
        if (!clearing.next(into)) {
            map(into);
        }
    }

    private void read(Reference into) {
        Segment wanted = segment();
        SegmentSwap swap = Objects.requireNonNull(memory.swap);
        if (done < wanted.size) {
            done = swap.transfer(transfer, Direction.READ, wanted, base, done);
            block(into, transfer);
            return;
        }
        swap.giveBack(wanted.place, wanted.size);
        wanted.place = Segment.NOWHERE;
        memory.counts.cameIn(wanted.size);
        map(into);
    }

    private void map(Reference into) {
        store(into, memory.settle(segment(), base));
        base = Segment.NOWHERE;
        memory.settled(segment());
        memory.pins.pin(segment(), thread.number());
        step = Step.UNLOCK;
    }

    /** The thread is over, perhaps while it waited here, at an instant in picoseconds. */
    void abandon(long time) {
        if (step == Step.IDLE) {
            return;
        }
        if (!counted) {
            counted = true;
            kind = look();
            memory.counts.fault(kind, thread);
        }
        memory.lock.forget(thread);
        memory.pins.forget(thread);
        if (memory.lock.heldBy(thread)) {
            letGo(time);
        }
        step = Step.IDLE;
    }

    private void letGo(long time) {
        Segment wanted = segment;
        if (transfer.active()) {
            transfer.orphan();
            return;
        }
        if (step == Step.ROOM && room.abandon()) {
            Objects.requireNonNull(wanted).busy = false;
            return;
        }
        drop();
        memory.lock.release(time);
    }

    private void drop() {
        Segment wanted = segment;
        if (base != Segment.NOWHERE && wanted != null) {
            memory.giveBack(base, wanted.size);
            base = Segment.NOWHERE;
        }
        if (wanted != null && wanted.busy) {
            memory.settled(wanted);
        }
    }

    /** The segment has been read, and nobody wants it any more. */
    @Override
    public void over(long now) {
        drop();
        memory.lock.release(now);
    }
}
