package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Safepoints;

/** A thread of the program waits until a whole cycle is over that begins from now on. */
final class ZCycleWait extends Routine {
    private final Safepoints.Part safepoint;
    private final ZRequest request;
    private long wanted;
    private long done;
    private Step step = Step.CYCLE;

    private enum Step {
        CYCLE,
        REQUEST,
        DONE,
        WAIT
    }

    ZCycleWait(Safepoints.Part safepoint, ZRequest request) {
        this.safepoint = safepoint;
        this.request = request;
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread) {
        step = Step.CYCLE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CYCLE -> {
                wanted = thread.load(ZPages.CYCLE) + 1;
                step = Step.REQUEST;
            }
            case REQUEST -> {
                step = Step.DONE;
                request.begin(thread, wanted, ZDirector.Reason.REQUEST);
            }
            case DONE -> {
                done = thread.load(ZPages.DONE);
                step = Step.WAIT;
                if (done >= wanted) {
                    thread.end();
                }
            }
            case WAIT -> {
                step = Step.DONE;
                safepoint.await(thread, ZPages.DONE, done);
            }
        }
    }
}
