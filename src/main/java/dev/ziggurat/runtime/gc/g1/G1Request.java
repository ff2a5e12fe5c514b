package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Safepoints;

/**
 * A thread of the program wants a collection, and waits until the collector's thread has made one. Between the last look of the thread whether it is to stop and its wish the
 * world cannot stop, so that the collection is one that begins afterwards.
 */
final class G1Request extends Routine {
    private final Safepoints.Part safepoint;
    private long want;
    private long done;
    private long seen;
    private Step step = Step.LOOK;

    private enum Step {
        LOOK,
        WANT,
        EVENT,
        WAKE,
        WAIT,
        CHECK
    }

    G1Request(Safepoints.Part safepoint) {
        this.safepoint = safepoint;
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread, boolean full) {
        want = full ? G1Heap.WANT_FULL : G1Heap.WANT_YOUNG;
        done = full ? G1Heap.FULL_DONE : G1Heap.YOUNG_DONE;
        step = Step.LOOK;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOOK -> {
                seen = thread.load(done);
                step = Step.WANT;
            }
            case WANT -> {
                thread.store(want, 1);
                step = Step.EVENT;
            }
            case EVENT -> {
                thread.add(G1Heap.EVENTS, 1);
                step = Step.WAKE;
            }
            case WAKE -> {
                thread.wake(G1Heap.EVENTS, 1);
                step = Step.WAIT;
            }
            case WAIT -> {
                step = Step.CHECK;
                safepoint.await(thread, done, seen);
            }
            case CHECK -> {
                step = Step.WAIT;
                if (thread.load(done) != seen) {
                    thread.end();
                }
            }
        }
    }
}
