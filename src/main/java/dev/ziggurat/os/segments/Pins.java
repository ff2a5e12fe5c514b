package dev.ziggurat.os.segments;

import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.Thread;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The segments that were brought for references which are not done yet: one for each thread. Without them two threads could take each other's
 * segment away for ever. Whoever holds the lock of memory waits here if nothing else is left to be taken.
 */
final class Pins implements Awaited {
    private final int cause;

    /** By number of the thread. */
    private @Nullable Segment[] pinned = new Segment[8];

    private int count;
    private boolean changed;
    private @Nullable Thread waiting;

    Pins(int cause) {
        this.cause = cause;
    }

    void pin(Segment segment, int thread) {
        if (thread >= pinned.length) {
            pinned = Arrays.copyOf(pinned, 2 * thread);
        }
        release(thread);
        pinned[thread] = segment;
        segment.pins++;
        count++;
    }

    /** Lets go what a thread has pinned; returns whether that was anything. */
    boolean release(int thread) {
        Segment segment = thread < pinned.length ? pinned[thread] : null;
        if (segment == null) {
            return false;
        }
        pinned[thread] = null;
        segment.pins--;
        count--;
        changed = true;
        return true;
    }

    /** A reference is done, or given up until its segment has been brought anew, at an instant in picoseconds. */
    void recovered(int thread, long time) {
        Thread waits = waiting;
        if (release(thread) && waits != null) {
            waiting = null;
            waits.come(time);
        }
    }

    boolean any() {
        return count > 0;
    }

    /** Nothing can be taken now; whoever asked waits for the next change. */
    Pins afterThis() {
        changed = false;
        return this;
    }

    void forget(Thread thread) {
        if (waiting == thread) {
            waiting = null;
        }
    }

    @Override
    public boolean begins(Thread thread, long time) {
        if (changed) {
            return false;
        }
        waiting = thread;
        return true;
    }

    @Override
    public void account(Thread thread, long time) {
        thread.spent(cause, time);
    }
}
