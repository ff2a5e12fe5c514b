package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.List;

/** In a pause the collector's thread tells all threads, itself too, which colours are bad from now on, and which phase it is. */
final class ZFlip extends Routine {
    private final List<ZThread> threads;
    private final ZColours colours;
    private final long ownBad;
    private long phase;
    private int next;

    /**
     * Makes the code.
     *
     * @param ownBad where the collector's thread has its own word of bad colours
     */
    ZFlip(List<ZThread> threads, ZColours colours, long ownBad) {
        this.threads = threads;
        this.colours = colours;
        this.ownBad = ownBad;
    }

    /** Has the thread do so: another colour is good. */
    void begin(RuntimeThread thread, long newPhase) {
        phase = newPhase;
        next = 0;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (next > threads.size()) {
            thread.store(ZPages.PHASE, phase);
            thread.end();
        } else {
            thread.store(next == threads.size() ? ownBad : threads.get(next).badWord(), colours.bad());
            next++;
        }
    }
}
