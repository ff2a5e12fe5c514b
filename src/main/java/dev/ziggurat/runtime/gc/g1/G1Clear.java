package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Clears the bitmap of the next marking while the program runs, a page at a time, 16 B a store (SSE2). */
final class G1Clear extends Routine {
    private static final int CHUNK = 16;
    private static final int PAGE = 4096;

    private final G1Heap heap;
    private final G1Shade shade;
    private long done;

    G1Clear(G1Heap heap, G1Shade shade) {
        this.heap = heap;
        this.shade = shade;
    }

    /** All of it is to be cleared. */
    void restart() {
        done = 0;
    }

    /** Has a thread clear a page; the answer is 1 if something is left. */
    void begin(RuntimeThread thread) {
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        int size = (int) Math.min(CHUNK, heap.mapBytes() - done);
        thread.clear(shade.bitmap() + done, size);
        done += size;
        if (done == heap.mapBytes()) {
            thread.end(0);
        } else if (done % PAGE == 0) {
            thread.end(1);
        }
    }
}
