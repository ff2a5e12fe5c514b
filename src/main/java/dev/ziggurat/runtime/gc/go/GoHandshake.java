package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Safepoints;

/**
 * What the collector wants of one thread at a time: its frame scanned (suspendG and scanstack in Go), its barrier's buffer flushed, or its spans given back (forEachP). A running
 * thread does that itself at its next look; for one that waits the collector does it, and the thread cannot go on meanwhile. One object a thread.
 */
final class GoHandshake extends Routine implements Safepoints.Errand {
    /** The thread waits. */
    static final long WAITS = 1;

    /** The collector does something in its place. */
    static final long HELD = 2;

    /** Its frame is to be scanned. */
    static final long FRAME = 4;

    /** Its barrier's buffer is to be flushed. */
    static final long FLUSH = 8;

    /** The spans that it allocates from are to be given back. */
    static final long SPANS = 16;

    static final long WANTED = FRAME | FLUSH | SPANS;

    private final int number;
    private final GoErrands errands;
    private final Safepoints.Part safepoint;

    private boolean waiting;

    /** The word that it waits on, 0 for ever. */
    private long address;

    private long expected;
    private long state;
    private Step step = Step.LOOK;

    private enum Step {
        LOOK,
        ERRANDS,
        DONE,
        TELL,
        FLUSH,
        WAIT,
        LEAVE,
        BACK,
        HOLD,
        RETURN
    }

    GoHandshake(int number, GoErrands errands, Safepoints.Part safepoint) {
        this.number = number;
        this.errands = errands;
        this.safepoint = safepoint;
    }

    @Override
    public void look(RuntimeThread thread) {
        waiting = false;
        step = Step.LOOK;
        thread.call(this);
    }

    @Override
    public void leave(RuntimeThread thread) {
        await(thread, 0, 0);
    }

    /** Has the thread wait on a word unless it is not as expected; it counts as stopped, and holds nothing that the collector needs. */
    void await(RuntimeThread thread, long on, long word) {
        waiting = true;
        address = on;
        expected = word;
        step = Step.FLUSH;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOOK, ERRANDS, DONE, TELL -> see(thread);
            case FLUSH, WAIT, LEAVE -> goAway(thread);
            default -> comeBack(thread);
        }
    }

    /** Does what is wanted of the thread, until nothing is. */
    private void see(RuntimeThread thread) {
        switch (step) {
            case LOOK -> {
                state = thread.load(GoPlaces.state(number));
                step = Step.ERRANDS;
                if ((state & WANTED) == 0) {
                    thread.end();
                }
            }
            case ERRANDS -> {
                step = Step.DONE;
                errands.begin(thread, number, state & WANTED, false);
            }
            case DONE -> {
                boolean none = thread.compareAndExchange(GoPlaces.state(number), state, state & ~WANTED) == state;
                step = none ? Step.TELL : Step.LOOK;
            }
            default -> {
                thread.wake(GoPlaces.state(number), 1);
                step = waiting ? Step.FLUSH : Step.LOOK;
            }
        }
    }

    /** Says that it waits, unless something is wanted of it, and waits. */
    private void goAway(RuntimeThread thread) {
        switch (step) {
            case FLUSH -> {
                step = Step.WAIT;
                errands.begin(thread, number, FLUSH, false);
            }
            case WAIT -> {
                state = thread.compareAndExchange(GoPlaces.state(number), 0, WAITS);
                step = state != 0 ? Step.ERRANDS : Step.LEAVE;
            }
            default -> {
                step = Step.BACK;
                if (address == 0) {
                    thread.end();
                } else {
                    safepoint.await(thread, address, expected);
                }
            }
        }
    }

    /** Goes on, when the collector does nothing in its place. */
    private void comeBack(RuntimeThread thread) {
        switch (step) {
            case BACK -> {
                state = thread.load(GoPlaces.state(number));
                step = (state & HELD) == 0 ? Step.RETURN : Step.HOLD;
            }
            case HOLD -> {
                thread.await(GoPlaces.state(number), state);
                step = Step.BACK;
            }
            default -> {
                waiting = false;
                boolean back = thread.compareAndExchange(GoPlaces.state(number), state, state & ~WAITS) == state;
                step = back ? Step.LOOK : Step.BACK;
            }
        }
    }
}
