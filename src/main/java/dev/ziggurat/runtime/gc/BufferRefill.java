package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread takes a buffer to allocate from: it moves the word that says how far a space is given out, by compare-and-exchange. */
final class BufferRefill extends Routine {
    private final Allocation into;
    private final long topWord;
    private final long buffer;

    private Space space = new Space(0, 0);
    private long bytes;
    private long found;
    private boolean loaded;

    /**
     * Makes the code of a thread.
     *
     * @param into how the thread allocates
     * @param topWord the word that says how far the space is given out
     * @param buffer how many bytes it takes at once, if the object does not need more and there is no less
     */
    BufferRefill(Allocation into, long topWord, long buffer) {
        this.into = into;
        this.topWord = topWord;
        this.buffer = buffer;
    }

    /** Has the thread take so many bytes of a space at least; the answer is 0 if they are not there. */
    void begin(RuntimeThread thread, Space of, long least) {
        space = of;
        bytes = least;
        loaded = false;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (!loaded) {
            found = thread.load(topWord);
            loaded = true;
            if (found + bytes > space.end()) {
                thread.end(0);
            }
            return;
        }
        long size = Math.min(Math.max(bytes, buffer), space.end() - found);
        loaded = false;
        if (thread.compareAndExchange(topWord, found, found + size) == found) {
            into.buffer(found, found + size);
            thread.end(1);
        }
    }
}
