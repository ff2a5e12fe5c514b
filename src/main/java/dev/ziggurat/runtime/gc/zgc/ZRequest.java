package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread has the collector's thread go through cycles up to one of a number, unless that is wanted already. */
final class ZRequest extends Routine {
    private final ZDirector director;

    private ZDirector.Reason reason = ZDirector.Reason.NONE;
    private long wanted;
    private long found;
    private Step step = Step.LOAD;

    private enum Step {
        LOAD,
        RAISE,
        WAKE
    }

    ZRequest(ZDirector director) {
        this.director = director;
    }

    /** Has a thread do so, for a reason. */
    void begin(RuntimeThread thread, long cycle, ZDirector.Reason why) {
        wanted = cycle;
        reason = why;
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
                    thread.end();
                }
            }
            case RAISE -> {
                step = Step.LOAD;
                if (thread.compareAndExchange(ZPages.WANTED, found, wanted) == found) {
                    director.wanted(wanted, reason);
                    step = Step.WAKE;
                }
            }
            case WAKE -> {
                thread.wake(ZPages.WANTED, 1);
                thread.end();
            }
        }
    }
}
