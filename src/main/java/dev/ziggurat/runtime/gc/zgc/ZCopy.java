package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread copies an object whose old place nobody writes to any more: it loads and stores 16 B at a time (SSE2). */
final class ZCopy extends Routine {
    private static final int CHUNK = 16;

    private long from;

    /** The position of the load that the old place comes from. */
    private long fromAt;

    private long to;
    private long bytes;
    private long done;
    private boolean loaded;

    /** Has a thread copy so many bytes; the old place comes from the load at a {@link RuntimeThread#position}. */
    void begin(RuntimeThread thread, long object, long position, long place, long size) {
        from = object;
        fromAt = position;
        to = place;
        bytes = size;
        done = 0;
        loaded = false;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        int size = (int) Math.min(CHUNK, bytes - done);
        if (!loaded) {
            loaded = true;
            thread.touch(Kind.LOAD, from + done, size, fromAt);
            return;
        }
        loaded = false;
        thread.copy(from + done, to + done, size);
        done += size;
        if (done == bytes) {
            thread.end();
        }
    }
}
