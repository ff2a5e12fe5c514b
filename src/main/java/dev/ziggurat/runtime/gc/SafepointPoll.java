package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread looks whether it is to stop, and if so is stopped until the world goes on; or it waits for something else, and counts as stopped meanwhile. */
final class SafepointPoll extends Routine {
    private Step step = Step.LOOK;

    // What it waits for, and what that word must be for the wait to begin.
    private long address;
    private long expected;

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

    /** Has a thread wait on a word unless it is not as expected; then it looks too. Who waits has to see for itself whether what it waits for has come. */
    void await(RuntimeThread thread, long on, long word) {
        address = on;
        expected = word;
        step = Step.OUT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOOK -> {
                if (thread.load(Safepoints.POLLING) == 0) {
                    thread.end();
                } else {
                    address = Safepoints.POLLING;
                    expected = 1;
                    step = Step.OUT;
                }
            }
            case OUT -> step = thread.add(Safepoints.RUNNING, -1) == 1 ? Step.TELL : Step.WAIT;
            case TELL -> {
                thread.wake(Safepoints.RUNNING, 1);
                step = Step.WAIT;
            }
            case WAIT -> {
                thread.await(address, expected);
                step = Step.IN;
            }
            case IN -> {
                thread.add(Safepoints.RUNNING, 1);
                step = Step.LOOK;
            }
        }
    }
}
