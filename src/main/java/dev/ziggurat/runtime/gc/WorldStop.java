package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread stops the world. First it counts itself out, so that another whose turn it is need not wait for it; then it waits for its turn, and then for all
 * others to be stopped.
 */
final class WorldStop extends Routine {
    private final Mutex turn;
    private final PauseLog log;
    private Step step = Step.LEAVE;

    /** How often the world had stopped when the thread wanted it to, -1 if it does not any more. */
    private long stops;

    private long running;

    private enum Step {
        LEAVE,
        TELL,
        TURN,
        SET,
        COUNT,
        WAIT,
        GIVE_UP,
        RETURN
    }

    WorldStop(Mutex turn, PauseLog log) {
        this.turn = turn;
        this.log = log;
    }

    /** Has a thread stop the world; the answer is 1, or 0 if another has stopped it meanwhile and let it go on again. */
    void begin(RuntimeThread thread) {
        step = Step.LEAVE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LEAVE -> {
                stops = log.stops();
                boolean last = thread.add(Safepoints.RUNNING, -1) == 1;
                step = last && log.pending() ? Step.TELL : Step.TURN;
            }
            case TELL -> {
                thread.wake(Safepoints.RUNNING, 1);
                step = Step.TURN;
            }
            case TURN -> {
                turn.acquire(thread);
                step = Step.SET;
            }
            case SET -> {
                if (stops != log.stops()) {
                    thread.add(Safepoints.RUNNING, 1);
                    step = Step.GIVE_UP;
                } else {
                    thread.store(Safepoints.POLLING, 1);
                    log.requested();
                    step = Step.COUNT;
                }
            }
            case COUNT -> {
                running = thread.load(Safepoints.RUNNING);
                step = running == 0 ? Step.RETURN : Step.WAIT;
            }
            case WAIT -> {
                thread.await(Safepoints.RUNNING, running);
                step = Step.COUNT;
            }
            case GIVE_UP -> {
                turn.release(thread);
                step = Step.RETURN;
                stops = -1;
            }
            case RETURN -> {
                if (stops < 0) {
                    thread.end(0);
                } else {
                    log.stopped();
                    thread.end(1);
                }
            }
        }
    }
}
