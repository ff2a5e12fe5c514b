package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread takes a buffer from a space, upwards, by compare-and-exchange of the word that says how far the space is given out. */
final class SpaceRefill extends Routine {
    /** That word. */
    static final long TOP = Places.CONTROL + 4 * Places.APART;

    private final Allocation into;
    private final Rest rest;
    private final Space space;

    /** The bytes to take at once. */
    private final long portion;

    private long bytes;
    private long found;
    private Step step = Step.REST;

    private enum Step {
        REST,
        LOAD,
        EXCHANGE
    }

    SpaceRefill(Allocation into, Space space, long portion) {
        this.into = into;
        this.space = space;
        this.portion = portion;
        rest = new Rest(into);
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
                step = Step.LOAD;
                rest.begin(thread);
            }
            case LOAD -> {
                found = thread.load(TOP);
                step = Step.EXCHANGE;
                if (found + bytes > space.end()) {
                    thread.end(0);
                }
            }
            case EXCHANGE -> {
                long size = Math.min(Math.max(bytes, portion), space.end() - found);
                step = Step.LOAD;
                if (thread.compareAndExchange(TOP, found, found + size) == found) {
                    into.buffer(found, found + size);
                    thread.end(1);
                }
            }
        }
    }
}
