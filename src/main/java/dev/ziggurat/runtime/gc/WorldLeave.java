package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread is over: nobody waits for it any more. */
final class WorldLeave extends Routine {
    private final PauseLog log;
    private boolean counted;

    WorldLeave(PauseLog log) {
        this.log = log;
    }

    /** Has a thread count itself out for ever. */
    void begin(RuntimeThread thread) {
        counted = false;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (counted) {
            thread.wake(Safepoints.RUNNING, 1);
            thread.end();
        } else if (thread.add(Safepoints.RUNNING, -1) == 1 && log.pending()) {
            counted = true;
        } else {
            thread.end();
        }
    }
}
