package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread looks whether it is to stop, and if so is stopped until the world goes on. */
final class SafepointPoll extends Routine {
    private Step step = Step.LOOK;

    private enum Step {
        LOOK,
        OUT,
        TELL,
        WAIT,
        IN
    }

    /** Has a thread look. */
    void begin(RuntimeThread thread) {
        step = Step.LOOK;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOOK -> {
                if (thread.load(Safepoints.POLLING) == 0) {
                    thread.end();
                } else {
                    step = Step.OUT;
                }
            }
            case OUT -> step = thread.add(Safepoints.RUNNING, -1) == 1 ? Step.TELL : Step.WAIT;
            case TELL -> {
                thread.wake(Safepoints.RUNNING, 1);
                step = Step.WAIT;
            }
            case WAIT -> {
                thread.await(Safepoints.POLLING, 1);
                step = Step.IN;
            }
            case IN -> {
                thread.add(Safepoints.RUNNING, 1);
                step = Step.LOOK;
            }
        }
    }
}
