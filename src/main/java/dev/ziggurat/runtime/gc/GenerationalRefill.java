package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread makes a gap of what is left of its buffer and takes another, from eden; for an object larger than half of eden, one of just its size from the old space. */
final class GenerationalRefill extends Routine {
    private final Generations heap;
    private final Allocation into;
    private final Rest rest;
    private final BufferRefill fromEden;
    private final BufferRefill fromOld;
    private final StartMarking starts;
    private long bytes;
    private boolean large;
    private Step step = Step.REST;

    private enum Step {
        REST,
        TAKE,
        ENTER,
        END
    }

    GenerationalRefill(Generations heap, Allocation into, long portion) {
        this.heap = heap;
        this.into = into;
        rest = new Rest(into);
        fromEden = new BufferRefill(into, Generations.EDEN_TOP, portion);
        fromOld = new BufferRefill(into, Generations.OLD_TOP, 0);
        starts = new StartMarking(heap.cards());
    }

    /** Has a thread get a buffer for so many bytes at least; answers 0 if there is none. */
    void begin(RuntimeThread thread, long least) {
        bytes = least;
        large = least > (heap.eden().end() - heap.eden().base()) / 2;
        step = Step.REST;
        thread.call(this);
    }

    /** Whether the last object was for the old space. */
    boolean large() {
        return large;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case REST -> {
                step = Step.TAKE;
                rest.begin(thread);
            }
            case TAKE -> {
                step = large ? Step.ENTER : Step.END;
                (large ? fromOld : fromEden).begin(thread, large ? heap.old() : heap.eden(), bytes);
            }
            case ENTER -> {
                step = Step.END;
                if (thread.answer() != 0) {
                    starts.begin(thread, into.top(), bytes);
                }
            }
            case END -> thread.end(thread.answer());
        }
    }
}
