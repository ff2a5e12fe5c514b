package dev.ziggurat.os.segments;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.SegmentCall;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.SystemCall;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a thread runs that makes a system call: the way into the kernel, the lock of memory, and the call. */
final class SegmentCallProgram extends SegmentProgram {
    private static final String EXIT = SystemCall.EXIT.name().toLowerCase(Locale.ROOT);

    private final @Nullable SegmentSpace space;
    private final RoomSearch room;
    private final Clearing clearing;
    private Step step = Step.IDLE;

    // The call.
    private int number;
    private long first;
    private long second;

    // The segment that it is about; where it will lie, if it is new; whether it is to go, or how many bytes behind its
    // end
    // are, when all cores have forgotten it.
    private @Nullable Segment segment;
    private long base = Segment.NOWHERE;
    private boolean deletes;
    private long freed;

    private long answer;
    private @Nullable String end;

    private enum Step {
        IDLE,
        TRAP,
        LOCK,
        CALL,
        ROOM,
        CLEAR,
        SHOOT,
        FREE,
        UNLOCK,
        LEAVE
    }

    SegmentCallProgram(Segmentation memory, Thread thread, @Nullable SegmentSpace space) {
        super(memory, thread);
        this.space = space;
        room = new RoomSearch(memory, this);
        clearing = new Clearing(memory.site.lineBytes());
    }

    /** Begins for a call. */
    SegmentCallProgram of(Reference call) {
        number = call.number;
        first = call.argument0;
        second = call.argument1;
        segment = null;
        deletes = false;
        freed = 0;
        answer = 0;
        end = null;
        step = Step.TRAP;
        return this;
    }

    @Override
    public void next(Reference into) {
        switch (step) {
            case IDLE -> throw new IllegalStateException("no call");
            case TRAP -> {
                into.spend(memory.causes.trap(), memory.kernel.costs().trap());
                step = Step.LOCK;
            }
            case LOCK -> {
                block(into, memory.lock.free);
                step = Step.CALL;
            }
            case CALL -> call(into);
            case ROOM -> room(into);
            case CLEAR -> clear(into);
            case SHOOT -> {
                shootDown(into, segment());
                step = Step.FREE;
            }
            case FREE -> free(into);
            case UNLOCK -> {
                block(into, memory.lock.left);
                step = Step.LEAVE;
            }
            case LEAVE -> leave(into);
        }
    }

    private Segment segment() {
        return Objects.requireNonNull(segment);
    }

    private void leave(Reference into) {
        step = Step.IDLE;
        String how = end;
        if (how == null) {
            thread.userProgram().returned(answer);
            into.operation(Kind.RETURN);
        } else {
            kill(into, how);
        }
    }

    private void call(Reference into) {
        String name = thread.userProgram().operation(number);
        SegmentCall call = SegmentCall.named(name);
        SegmentSpace of = space;
        if (of == null || call == null) {
            end = name.equals(EXIT) ? Process.EXIT : "unknown system call '" + name + "'";
            step = Step.UNLOCK;
            next(into);
            return;
        }
        switch (call) {
            case CREATE_SEGMENT -> create(of, into);
            case DELETE_SEGMENT -> delete(of, into);
            case RESIZE_SEGMENT -> resize(of, into);
            case PROTECT_SEGMENT -> protect(of, into);
            case RESERVE -> reserve(of, into);
            case SEGMENT_BASE -> answer(into, where(of));
            case SEGMENT_HOLES -> answer(into, memory.holes.count());
            case SEGMENT_FREE -> answer(into, memory.holes.free());
            case SEGMENT_LARGEST_HOLE -> answer(into, memory.holes.largest());
            case SEGMENT_FRAGMENTATION -> answer(into, memory.holes.fragmentation());
        }
    }

    private void answer(Reference into, long value) {
        answer = value;
        step = Step.UNLOCK;
        next(into);
    }

    private boolean tooLong(long bytes) {
        return bytes < 1 || bytes > 1L << memory.site.offsetBits();
    }

    /** Returns the segment of an address that is its first, null if there is none. */
    private @Nullable Segment at(SegmentSpace of, long address) {
        int bits = memory.site.offsetBits();
        return (address & ((1L << bits) - 1)) == 0 ? of.segment(address >>> bits) : null;
    }

    private void create(SegmentSpace of, Reference into) {
        if (tooLong(first) || !SystemCall.areRights(second)) {
            answer(into, SystemCall.INVALID);
            return;
        }
        int free = of.freeNumber();
        if (free == 0) {
            answer(into, SystemCall.NO_MEMORY);
            return;
        }
        Segment made = new Segment(of, free, first, memory.whole(first), SystemCall.rights(second));
        of.add(made);
        made.busy = true;
        segment = made;
        room.begin(made.size);
        step = Step.ROOM;
        next(into);
    }

    private void room(Reference into) {
        RoomSearch.Progress progress = room.next(into);
        if (progress == RoomSearch.Progress.GOES_ON) {
            return;
        }
        Segment made = segment();
        made.busy = false;
        if (progress == RoomSearch.Progress.NO_ROOM) {
            memory.counts.fails();
            made.space.remove(made);
            answer(into, SystemCall.NO_MEMORY);
            return;
        }
        answer = (long) made.number << memory.site.offsetBits();
        base = room.found();
        clearing.begin(base, made.size);
        step = Step.CLEAR;
        clear(into);
    }

    /** Clears what is new, then stores the descriptor; one that there was before has to be forgotten. */
    private void clear(Reference into) {
        if (clearing.next(into)) {
            return;
        }
        if (base == Segment.NOWHERE) {
            store(into, memory.describe(segment()));
            step = Step.SHOOT;
        } else {
            store(into, memory.settle(segment(), base));
            base = Segment.NOWHERE;
            step = Step.UNLOCK;
        }
    }

    private void reserve(SegmentSpace of, Reference into) {
        long size = memory.whole(second);
        int free = of.freeNumber();
        if (tooLong(second) || first < 0 || first != memory.whole(first)) {
            answer(into, SystemCall.INVALID);
        } else if (free == 0 || size > memory.holes.size() - first) {
            answer(into, SystemCall.NO_MEMORY);
        } else if (!memory.takeAt(first, size)) {
            answer(into, SystemCall.EXISTS);
        } else {
            Segment made = new Segment(of, free, second, size, Rights.ALL);
            made.fixed = true;
            of.add(made);
            answer = (long) free << memory.site.offsetBits();
            store(into, memory.settle(made, first));
            step = Step.UNLOCK;
        }
    }

    private long where(SegmentSpace of) {
        Segment at = at(of, first);
        if (at == null) {
            return SystemCall.INVALID;
        }
        return at.inMemory() ? at.base : SystemCall.NO_MEMORY;
    }

    private void delete(SegmentSpace of, Reference into) {
        Segment at = at(of, first);
        if (at == null) {
            answer(into, SystemCall.INVALID);
            return;
        }
        segment = at;
        deletes = true;
        of.remove(at);
        store(into, of.table.clear(at.number));
        step = Step.SHOOT;
    }

    private void protect(SegmentSpace of, Reference into) {
        Segment at = at(of, first);
        if (at == null || !SystemCall.areRights(second)) {
            answer(into, SystemCall.INVALID);
            return;
        }
        at.rights = SystemCall.rights(second);
        changed(at, into);
    }

    /** A segment has other rights or is shorter: its descriptor says so, if it has one. */
    private void changed(Segment at, Reference into) {
        if (at.inMemory()) {
            segment = at;
            store(into, memory.describe(at));
            step = Step.SHOOT;
        } else {
            answer(into, 0);
        }
    }

    private void resize(SegmentSpace of, Reference into) {
        Segment at = at(of, first);
        if (at == null || tooLong(second)) {
            answer(into, SystemCall.INVALID);
            return;
        }
        long more = memory.whole(second) - at.size;
        long behind = at.base + at.size;
        boolean grows = at.inMemory() && more > 0;
        boolean away = at.place != Segment.NOWHERE && more != 0;
        if (away || (grows && !memory.takeAt(behind, more))) {
            memory.counts.fails();
            answer(into, SystemCall.NO_MEMORY);
            return;
        }
        if (at.inMemory()) {
            memory.counts.resized(more, second - at.bytes);
            freed = Math.max(0, -more);
        }
        at.size += more;
        at.bytes = second;
        if (grows) {
            segment = at;
            clearing.begin(behind, more);
            step = Step.CLEAR;
            clear(into);
        } else {
            changed(at, into);
        }
    }

    /** All cores have forgotten what was: what is of no use any more comes free. */
    private void free(Reference into) {
        Segment at = segment();
        if (deletes) {
            memory.dispose(at);
        } else if (freed > 0) {
            memory.giveBack(at.base + at.size, freed);
        }
        answer(into, 0);
    }

    /** The thread is over, perhaps while it waited here, at an instant in picoseconds. */
    void abandon(long time) {
        if (step == Step.IDLE) {
            return;
        }
        memory.lock.forget(thread);
        memory.pins.forget(thread);
        if (memory.lock.heldBy(thread)) {
            Segment made = segment;
            boolean goesOn = step == Step.ROOM && room.abandon();
            if (made != null) {
                made.busy = false;
            }
            if (!goesOn) {
                memory.lock.release(time);
            }
        }
        step = Step.IDLE;
    }
}
