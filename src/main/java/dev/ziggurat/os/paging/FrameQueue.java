package dev.ziggurat.os.paging;

import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.Thread;
import java.util.ArrayList;
import java.util.List;

/** The threads that wait for a frame: whenever one comes free or a pin goes, all look again, in order. */
final class FrameQueue {
    private final Wakes wakes;
    private final int cause;
    private final List<Thread> waiting = new ArrayList<>();

    /** How often that has happened. */
    private long changes;

    FrameQueue(Wakes wakes, int cause) {
        this.wakes = wakes;
        this.cause = cause;
    }

    void changed() {
        changes++;
        wakes.addAll(waiting);
    }

    /** A thread is over. */
    void forget(Thread thread) {
        waiting.remove(thread);
    }

    int waiting() {
        return waiting.size();
    }

    /** What one thread waits for: the next change after it has looked in vain. */
    final class Change implements Awaited {
        private long seen;

        /** Nothing can be had now. */
        Change afterThis() {
            seen = changes;
            return this;
        }

        @Override
        public boolean begins(Thread thread, long time) {
            if (changes != seen) {
                return false;
            }
            waiting.add(thread);
            return true;
        }

        @Override
        public void account(Thread thread, long time) {
            thread.spent(cause, time);
        }
    }
}
