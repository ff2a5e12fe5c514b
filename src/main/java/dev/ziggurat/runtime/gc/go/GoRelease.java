package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Takes from a thread the spans that it allocates from, after mark termination, and sweeps them (mcache.prepareForSweep in Go's mcache.go). */
final class GoRelease extends Routine {
    private final GoSweep sweep;

    private int owner;
    private int spanClass;
    private long generation;
    private long span;
    private long spanAt;
    private Step step = Step.GENERATION;

    private enum Step {
        GENERATION,
        LOOK,
        CLAIM,
        CLEAR,
        SWEEP
    }

    GoRelease(GoSweep sweep) {
        this.sweep = sweep;
    }

    /** Has a thread take them from another, or from itself. */
    void begin(RuntimeThread thread, int from) {
        owner = from;
        spanClass = 0;
        step = Step.GENERATION;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case GENERATION -> {
                generation = thread.load(GoPlaces.GENERATION);
                step = Step.LOOK;
            }
            case LOOK -> {
                if (spanClass == GoSizeClasses.COUNT) {
                    thread.end();
                    return;
                }
                span = thread.load(GoPlaces.cache(owner, spanClass));
                spanAt = thread.position();
                if (span == 0) {
                    spanClass++;
                } else {
                    step = Step.CLAIM;
                }
            }
            case CLAIM -> {
                thread.store(span + GoSpan.GENERATION, generation - 1);
                step = Step.CLEAR;
            }
            case CLEAR -> {
                thread.store(GoPlaces.cache(owner, spanClass), 0);
                step = Step.SWEEP;
            }
            case SWEEP -> {
                spanClass++;
                step = Step.LOOK;
                sweep.begin(thread, span, spanAt, generation, false);
            }
        }
    }
}
