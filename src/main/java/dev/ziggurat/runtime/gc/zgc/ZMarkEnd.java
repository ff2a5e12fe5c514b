package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;
import java.util.List;

/**
 * The pause in which marking ends, if nothing is on the mark stacks of any thread; otherwise what is there is published, and marking goes on. ZGC first asks the threads to publish by handshakes, one after the other, and
 * only then stops them all: here the pause is the handshake.
 */
final class ZMarkEnd extends Routine implements Pause.Work {
    private final List<ZThread> threads;
    private int next;
    private boolean asked;
    private long found;
    private long continued;

    ZMarkEnd(List<ZThread> threads) {
        this.threads = threads;
    }

    /** Whether there is more to mark. */
    boolean more() {
        return found > 0;
    }

    /** Returns how often there was more. */
    long continued() {
        return continued;
    }

    @Override
    public void begin(RuntimeThread thread) {
        next = 0;
        found = 0;
        asked = false;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        continued += found > 0 ? 1 : 0;
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (asked) {
            found += thread.answer();
            asked = false;
        }
        if (next == threads.size()) {
            published(thread);
        } else {
            asked = true;
            threads.get(next++).stack().publish(thread);
        }
    }

    /** Threads may have published full chunks since marking found none. */
    private void published(RuntimeThread thread) {
        found += ZChunks.isEmpty(thread.load(ZPages.PUBLISHED)) ? 0 : 1;
        thread.end();
    }
}
