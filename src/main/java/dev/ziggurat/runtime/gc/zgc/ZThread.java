package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.gc.Allocation;

/** What the collector has to do with of a thread of the program while the world stands: its words, the buffer and what is on its mark stack. */
final class ZThread {
    private final long local;
    private final Allocation allocation;
    private final ZRefill refill;
    private final ZMarkStack stack;

    ZThread(long local, Allocation allocation, ZRefill refill, ZMarkStack stack) {
        this.local = local;
        this.allocation = allocation;
        this.refill = refill;
        this.stack = stack;
    }

    /** Returns where its word of bad colours is. */
    long badWord() {
        return local + ZPages.BAD;
    }

    long topWord() {
        return allocation.topWord();
    }

    /** It makes no more objects in the buffers that it has. */
    void retire() {
        allocation.buffer(0, 0);
        refill.retire();
    }

    ZMarkStack stack() {
        return stack;
    }
}
