package dev.ziggurat.cpu;

import dev.ziggurat.memory.Reference;
import org.jspecify.annotations.Nullable;

/**
 * How an out-of-order core comes to call the operating system. For an interrupt it takes no more references, and what it has dispatched
 * completes; for a fault of the oldest, for that is when hardware takes it, the younger ones are squashed. What has not retired goes back to the
 * thread. The call is made when the window and the store queue are empty, and the front of the pipeline takes a cycle to start again.
 */
final class KernelCall {
    private static final long UNKNOWN = InFlight.UNKNOWN;

    private final Pipeline core;
    private final Context context;
    private final Dispatch dispatch;
    private final Retirement retirement;
    private final Squash squash;
    private final Reference copy = new Reference();

    // A call is to be made for a reason, or has been made; then when the core goes on.
    private @Nullable Reason reason;
    private boolean made;
    private long resumeAt;

    KernelCall(Pipeline core, Dispatch dispatch, Retirement retirement) {
        this.core = core;
        context = core.context;
        this.dispatch = dispatch;
        this.retirement = retirement;
        squash = new Squash(core);
    }

    /** The core begins at an instant; returns when it has something to do. */
    long start(long time) {
        made = true;
        resumeAt = context.start(time);
        core.stall = context.waitCause();
        return resumeAt;
    }

    /** Whether no reference may be dispatched. */
    boolean pending() {
        return reason != null || made;
    }

    /** Whether a call has been made after which the core does not go on yet. */
    boolean waits() {
        return made && resumeAt > core.time;
    }

    /** Returns when the core goes on after a call, UNKNOWN if the seat will be told. */
    long resumeAt() {
        return resumeAt;
    }

    /** The seat is told. */
    void goOn(long time) {
        resumeAt = core.clock.edgeFrom(time);
    }

    /** The wait after a call is over, if it is. */
    void resume() {
        if (made) {
            made = false;
            retirement.bookLastCycle();
            context.goOn(core.time);
            core.stall = context.fillCause();
        }
    }

    /** Looks after retirement whether there is a reason for a call. */
    void look() {
        if (core.faulted) {
            core.faulted = false;
            fault();
        } else if (context.thread.attention && reason == null) {
            attend();
        }
    }

    private void fault() {
        InFlight oldest = core.window.oldest();
        Parts failed = oldest.failed();
        retirement.bookEnd();
        context.faulted(failed == null ? dispatch.fetching() : failed, oldest.access(), core.time);
        reason = Reason.FAULT;
        // The one that faulted is not among them: its time goes on. A fetch that faulted has not been dispatched.
        core.books.squashed(Math.max(0, core.window.next - core.window.head - 1));
        putBack(core.window.head);
    }

    private void attend() {
        reason = Reason.ATTENTION;
        if (context.process.ended()) {
            retirement.bookEnd();
            core.stall = context.drainCause();
        }
        if (context.process.ended() && !context.kernel) {
            core.books.squashed(core.window.next - core.window.head);
            putBack(core.window.head);
        } else {
            putBack(core.window.next);
        }
    }

    /** Squashes what has been dispatched from a rank on; that and what waits for its dispatch goes back to the thread. */
    private void putBack(long from) {
        Window window = core.window;
        squash.from(from);
        dispatch.putBack();
        for (long rank = window.tail - 1; rank >= from; rank--) {
            window.at(rank).copyTo(copy);
            dispatch.untake(copy);
            context.putBack(copy, rank == window.head ? window.retiredGap : 0);
        }
        window.forgetFrom(from);
    }

    /** Squashes what has been dispatched from a rank on; the window keeps the copies and dispatches them again. */
    void squashFrom(long rank) {
        squash.from(rank);
    }

    /** Calls the operating system, for which there is a reason, if all is done before; returns when to look again, UNKNOWN if something else must happen first. */
    long act() {
        if (!drained()) {
            return drainedAt();
        }
        retirement.bookEnd();
        boolean fault = reason == Reason.FAULT;
        reason = null;
        called(fault ? context.fault(core.time) : context.attend(core.time));
        return resumeAt;
    }

    /** The operation that stands next takes effect if all is done before; returns when to look again. */
    long operate() {
        if (!drained()) {
            return drainedAt();
        }
        retirement.bookEnd();
        dispatch.operated();
        called(context.operate(dispatch.reference(), core.time));
        return resumeAt;
    }

    private void called(long from) {
        made = true;
        core.stall = context.waitCause();
        resumeAt = from == Context.LATER ? UNKNOWN : core.edge(from) + core.period;
    }

    /** Returns when all before may be done, if only stores are left to be written; else, and if that is not known, UNKNOWN. */
    private long drainedAt() {
        return retired() ? core.stores.nextFree() : UNKNOWN;
    }

    /** Whether all before has retired, and the stores have been sent. */
    private boolean retired() {
        return core.window.isEmpty() && retirement.allSent();
    }

    private boolean drained() {
        if (!retired()) {
            return false;
        }
        if (core.stores.isEmpty(core.time)) {
            return true;
        }
        int cause = context.drainCause();
        if (context.process.ended() && core.stall != cause) {
            // What came before the process ended was not idle.
            retirement.bookEnd();
        }
        core.stall = cause;
        return false;
    }

    /** Returns what the time that is not booked yet goes to if what is under way comes to nothing. */
    int openCause() {
        return made ? context.waitCause() : context.causeInMode(core.stall);
    }
}
