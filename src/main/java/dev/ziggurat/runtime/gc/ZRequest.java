package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread has the collector's thread go through cycles up to one of a number; it answers 1, or 0 if that was wanted already. */
final class ZRequest extends Routine {
    private long wanted;
    private long found;
    private Step step = Step.LOAD;

    private enum Step {
        LOAD,
        RAISE,
        WAKE
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread, long cycle) {
        wanted = cycle;
        step = Step.LOAD;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOAD -> {
                found = thread.load(ZPages.WANTED);
                step = Step.RAISE;
                if (found >= wanted) {
                    thread.end(0);
                }
            }
            case RAISE ->
                step = thread.compareAndExchange(ZPages.WANTED, found, wanted) == found ? Step.WAKE : Step.LOAD;
            case WAKE -> {
                thread.wake(ZPages.WANTED, 1);
                thread.end(1);
            }
        }
    }
}
