package dev.ziggurat.os.paging;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.SegmentCall;
import dev.ziggurat.os.Thread;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a thread runs that makes a system call. */
final class CallProgram extends PagingProgram {
    private static final String UNKNOWN = "unknown system call '";

    private final @Nullable Space space;
    private final RangeChange change;
    private final SegmentChange segment;
    private Step step = Step.TRAP;

    // The call.
    private int number;
    private long address;
    private long bytes;
    private long wanted;

    private long answer;

    private enum Step {
        TRAP,
        CALL,
        SEGMENT,
        CHANGE,
        RETURN
    }

    CallProgram(Paging paging, Thread thread, @Nullable Space space) {
        super(paging, thread);
        this.space = space;
        change = new RangeChange(paging, this);
        segment = new SegmentChange(this);
    }

    /** Begins for a call. */
    CallProgram of(Reference call) {
        number = call.number;
        address = call.argument0;
        bytes = call.argument1;
        wanted = call.argument2;
        step = Step.TRAP;
        return this;
    }

    @Override
    void step(Reference into) {
        switch (step) {
            case TRAP -> {
                into.spend(paging.causes.trap(), paging.kernel.costs().trap());
                step = Step.CALL;
            }
            case CALL -> call(into);
            case SEGMENT -> segment(into);
            case CHANGE -> {
                if (!change.next(into)) {
                    answer(into, 0);
                }
            }
            case RETURN -> {
                step = Step.TRAP;
                thread.userProgram().returned(answer);
                into.operation(Kind.RETURN);
            }
        }
    }

    private void call(Reference into) {
        Space of = space;
        String name = thread.userProgram().operation(number);
        SystemCall call = SystemCall.named(name);
        SegmentCall about = of == null || of.segments == null ? null : SegmentCall.named(name);
        if (of == null || (call == null && about == null)) {
            kill(into, UNKNOWN + name + "'");
            return;
        }
        PageLock changing = call == SystemCall.EXIT ? null : paging.locks.find(of, ALL);
        if (changing != null) {
            block(into, changing);
            return;
        }
        if (call == null) {
            begin(of, Objects.requireNonNull(about), into);
            return;
        }
        switch (call) {
            case EXIT -> kill(into, Process.EXIT);
            case MMAP -> answer(into, place(of));
            case MUNMAP -> unmap(of, into);
            case MPROTECT -> protect(of, into);
        }
    }

    private void begin(Space of, SegmentCall about, Reference into) {
        if (segment.begin(of, about, address, bytes)) {
            if (segment.unmaps()) {
                change.claim(of);
            }
            step = Step.SEGMENT;
            next(into);
        } else {
            kill(into, UNKNOWN + thread.userProgram().operation(number) + "'");
        }
    }

    /** Changes a segment; the pages that it has no more go last. Nobody makes a segment of their addresses before that, nor of its number. */
    private void segment(Reference into) {
        if (segment.next(into)) {
            return;
        }
        if (segment.unmaps()) {
            change.unmap(Objects.requireNonNull(space), segment.from(), segment.to());
            step = Step.CHANGE;
            next(into);
        } else {
            answer(into, segment.answer());
        }
    }

    /** The call is over; whoever is to be woken is woken first. */
    private void answer(Reference into, long value) {
        answer = value;
        step = Step.RETURN;
        next(into);
    }

    private static boolean valid(Space of, long start, long length) {
        return start >= 0
                && start == of.page(start)
                && length > 0
                && start < Areas.USER_END
                && length <= Areas.USER_END - start;
    }

    private long place(Space of) {
        if (!valid(of, address, bytes) || !SystemCall.areRights(wanted)) {
            return SystemCall.INVALID;
        }
        long length = of.areas.roundedUp(bytes);
        long start = address == 0 ? of.areas.highestFree(length) : address;
        if (start == Areas.NOWHERE) {
            return SystemCall.NO_MEMORY;
        }
        return of.areas.place(start, length, SystemCall.rights(wanted)) ? start : SystemCall.EXISTS;
    }

    private void unmap(Space of, Reference into) {
        if (!valid(of, address, bytes)) {
            answer(into, SystemCall.INVALID);
            return;
        }
        long last = of.areas.roundedUp(address + bytes);
        of.areas.remove(address, last);
        change.unmap(of, address, last);
        step = Step.CHANGE;
        next(into);
    }

    private void protect(Space of, Reference into) {
        if (!valid(of, address, bytes) || !SystemCall.areRights(wanted)) {
            answer(into, SystemCall.INVALID);
            return;
        }
        long last = of.areas.roundedUp(address + bytes);
        if (!of.areas.protect(address, last, SystemCall.rights(wanted))) {
            answer(into, SystemCall.NO_MEMORY);
            return;
        }
        change.protect(of, address, last, SystemCall.rights(wanted));
        step = Step.CHANGE;
        next(into);
    }

    /** The thread is over, perhaps while it waited here. */
    void abandon() {
        if (step == Step.CHANGE || step == Step.SEGMENT) {
            change.abandon();
        }
        step = Step.TRAP;
    }
}
