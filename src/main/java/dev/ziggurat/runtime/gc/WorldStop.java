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

    /** Whether the thread is one of those that stop. */
    private final boolean counted;

    private Step step = Step.LEAVE;

    /** How often the world had stopped when the thread wanted it to. */
    private long stops;

    private boolean needed;

    private long running;

    private enum Step {
        LEAVE,
        TELL,
        TURN,
        CHECK,
        SET,
        COUNT,
        WAIT,
        STOPPED,
        GIVE_UP,
        RETURN
    }

    /**
     * Makes the code of a thread.
     *
     * @param counted whether it is one of those that stop; otherwise it need not count itself out, and stops the world whatever another has done meanwhile
     */
    WorldStop(Mutex turn, PauseLog log, boolean counted) {
        this.turn = turn;
        this.log = log;
        this.counted = counted;
    }

    /** Has a thread stop the world; the answer is 1, or 0 if another has stopped it meanwhile and let it go on again. */
    void begin(RuntimeThread thread) {
        step = counted ? Step.LEAVE : Step.TURN;
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
                step = Step.CHECK;
            }
            case CHECK -> check(thread);
            case SET -> {
                log.requested(thread.answer());
                thread.store(Safepoints.POLLING, 1);
                step = Step.COUNT;
            }
            case COUNT -> count(thread);
            case WAIT -> {
                thread.await(Safepoints.RUNNING, running);
                step = Step.COUNT;
            }
            case STOPPED -> {
                thread.clock();
                step = Step.RETURN;
            }
            case GIVE_UP -> {
                turn.release(thread);
                step = Step.RETURN;
            }
            case RETURN -> answer(thread);
        }
    }

    /** It is this thread's turn; another may have done meanwhile what it wants. */
    private void check(RuntimeThread thread) {
        needed = !counted || stops == log.stops();
        if (needed) {
            thread.clock();
            step = Step.SET;
        } else {
            thread.add(Safepoints.RUNNING, 1);
            step = Step.GIVE_UP;
        }
    }

    private void count(RuntimeThread thread) {
        running = thread.load(Safepoints.RUNNING);
        step = running == 0 ? Step.STOPPED : Step.WAIT;
    }

    private void answer(RuntimeThread thread) {
        if (needed) {
            log.stopped(thread.answer());
        }
        thread.end(needed ? 1 : 0);
    }
}
