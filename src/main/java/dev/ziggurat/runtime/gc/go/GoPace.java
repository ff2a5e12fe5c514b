package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread has made the live heap larger: while marking is under way it computes anew what is owed for an allocated byte, otherwise it has a cycle begin if it is time for one. */
final class GoPace extends Routine {
    private final int percent;

    private final GoPacer.Progress at = new GoPacer.Progress();
    private long live;
    private double ratio;
    private long wanted;
    private Step step = Step.PHASE;

    private enum Step {
        PHASE,
        LIVE,
        GOAL,
        TRIGGERED,
        WORK,
        EXPECTED,
        MOST,
        RATIO,
        INVERSE,
        LEVEL,
        TRIGGER,
        WANTED,
        DONE,
        WANT,
        WAKE
    }

    GoPace(int percent) {
        this.percent = percent;
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread) {
        step = Step.PHASE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PHASE -> step = thread.load(GoPlaces.PHASE) == GoPlaces.MARK ? Step.LIVE : Step.LEVEL;
            case LIVE, GOAL, TRIGGERED, WORK, EXPECTED, MOST -> measure(thread);
            case RATIO -> {
                ratio = at.bytesPerWork(percent);
                thread.store(GoPlaces.BYTES_PER_WORK, Double.doubleToRawLongBits(ratio));
                step = Step.INVERSE;
            }
            case INVERSE -> {
                thread.store(GoPlaces.WORK_PER_BYTE, Double.doubleToRawLongBits(1 / ratio));
                thread.end();
            }
            default -> trigger(thread);
        }
    }

    private void measure(RuntimeThread thread) {
        switch (step) {
            case LIVE -> {
                at.live = thread.load(GoPlaces.HEAP_LIVE);
                step = Step.GOAL;
            }
            case GOAL -> {
                at.goal = thread.load(GoPlaces.GOAL);
                step = Step.TRIGGERED;
            }
            case TRIGGERED -> {
                at.triggered = thread.load(GoPlaces.TRIGGERED);
                step = Step.WORK;
            }
            case WORK -> {
                at.work = thread.load(GoPlaces.SCAN_WORK);
                step = Step.EXPECTED;
            }
            case EXPECTED -> {
                at.expected = thread.load(GoPlaces.EXPECTED);
                step = Step.MOST;
            }
            default -> {
                at.most = thread.load(GoPlaces.MOST);
                step = Step.RATIO;
            }
        }
    }

    private void trigger(RuntimeThread thread) {
        switch (step) {
            case LEVEL -> {
                live = thread.load(GoPlaces.HEAP_LIVE);
                step = Step.TRIGGER;
            }
            case TRIGGER -> {
                step = Step.WANTED;
                if (live < thread.load(GoPlaces.TRIGGER)) {
                    thread.end();
                }
            }
            case WANTED -> {
                wanted = thread.load(GoPlaces.WANTED);
                step = Step.DONE;
            }
            case DONE -> {
                step = Step.WANT;
                if (thread.load(GoPlaces.DONE) != wanted) {
                    thread.end();
                }
            }
            case WANT -> {
                step = Step.WAKE;
                if (thread.compareAndExchange(GoPlaces.WANTED, wanted, wanted + 1) != wanted) {
                    thread.end();
                }
            }
            default -> {
                thread.wake(GoPlaces.WANTED, 1);
                thread.end();
            }
        }
    }
}
