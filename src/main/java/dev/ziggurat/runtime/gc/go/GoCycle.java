package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread has a whole cycle begin and waits until it is over, then helps to sweep until nothing is left to be swept (runtime.GC). */
final class GoCycle extends Routine {
    private final GoHandshake handshake;
    private final GoSweepNext next;

    private long cycle;
    private long wanted;
    private long event;
    private Step step = Step.BEGUN;

    private enum Step {
        BEGUN,
        WANTED,
        WANT,
        WAKE,
        BLOCK,
        EVENT,
        DONE,
        UNBLOCK,
        SWEEP
    }

    GoCycle(GoHandshake handshake, GoSweepNext next) {
        this.handshake = handshake;
        this.next = next;
    }

    /** Has a thread do that. */
    void begin(RuntimeThread thread) {
        step = Step.BEGUN;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BEGUN -> {
                cycle = thread.load(GoPlaces.BEGUN) + 1;
                step = Step.WANTED;
            }
            case WANTED -> {
                wanted = thread.load(GoPlaces.WANTED);
                step = wanted < cycle ? Step.WANT : Step.BLOCK;
            }
            case WANT -> {
                boolean told = thread.compareAndExchange(GoPlaces.WANTED, wanted, cycle) == wanted;
                step = told ? Step.WAKE : Step.WANTED;
            }
            case WAKE -> {
                thread.wake(GoPlaces.WANTED, 1);
                step = Step.BLOCK;
            }
            case BLOCK -> {
                thread.add(GoPlaces.BLOCKED, 1);
                step = Step.EVENT;
            }
            case EVENT -> {
                event = thread.load(GoPlaces.EVENT);
                step = Step.DONE;
            }
            case DONE -> {
                if (thread.load(GoPlaces.DONE) >= cycle) {
                    step = Step.UNBLOCK;
                } else {
                    step = Step.EVENT;
                    handshake.await(thread, GoPlaces.EVENT, event);
                }
            }
            case UNBLOCK -> {
                thread.add(GoPlaces.BLOCKED, -1);
                step = Step.SWEEP;
            }
            case SWEEP -> {
                thread.end();
                next.all(thread);
            }
        }
    }
}
