package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** The thread that has stopped the world lets it go on. */
final class WorldRelease extends Routine {
    private final Safepoints safepoints;
    private final Mutex turn;
    private final boolean counted;
    private int step;

    WorldRelease(Safepoints safepoints, Mutex turn, boolean counted) {
        this.safepoints = safepoints;
        this.turn = turn;
        this.counted = counted;
    }

    /** Has the thread that has stopped the world let it go on. */
    void begin(RuntimeThread thread) {
        step = 0;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step++) {
            case 0 -> thread.clock();
            case 1 -> {
                safepoints.log().released(thread.answer());
                if (counted) {
                    thread.add(Safepoints.RUNNING, 1);
                }
            }
            case 2 -> thread.store(Safepoints.POLLING, 0);
            case 3 -> {
                if (safepoints.threads() > (counted ? 1 : 0)) {
                    thread.wake(Safepoints.POLLING, Integer.MAX_VALUE);
                }
            }
            case 4 -> turn.release(thread);
            default -> thread.end();
        }
    }
}
