package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread makes a gap of what is left of its buffer, and takes another. */
final class SpaceRefill extends Routine {
    /** The word that says how far the space is given out. */
    static final long TOP = Places.CONTROL + 4 * Places.APART;

    private final Rest rest;
    private final BufferRefill refill;
    private final Space space;

    private long bytes;
    private Step step = Step.REST;

    private enum Step {
        REST,
        TAKE,
        END
    }

    SpaceRefill(Allocation into, Space space, long portion) {
        this.space = space;
        rest = new Rest(into);
        refill = new BufferRefill(into, TOP, portion);
    }

    /** Has a thread get a buffer for so many bytes at least; answers 0 if there is none. */
    void begin(RuntimeThread thread, long least) {
        bytes = least;
        step = Step.REST;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case REST -> {
                step = Step.TAKE;
                rest.begin(thread);
            }
            case TAKE -> {
                step = Step.END;
                refill.begin(thread, space, bytes);
            }
            case END -> thread.end(thread.answer());
        }
    }
}
