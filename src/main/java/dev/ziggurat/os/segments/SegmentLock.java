package dev.ziggurat.os.segments;

import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.Thread;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Who may change what lies where: one thread at a time, the others in order of arrival. It is taken and let go by a BLOCK each, for whoever comes
 * next has to know the instant.
 */
final class SegmentLock {
    private final int cause;
    private final Pins pins;
    private final Queue<Thread> waiting = new ArrayDeque<>();
    private @Nullable Thread holder;

    /** What a thread awaits that wants the lock. */
    final Awaited free = new Free();

    /** What a thread awaits, without waiting, that lets it go. */
    final Awaited left = new Left();

    SegmentLock(int cause, Pins pins) {
        this.cause = cause;
        this.pins = pins;
    }

    /** Lets it go, at an instant in picoseconds: the next has it. */
    void release(long time) {
        Thread next = waiting.poll();
        holder = next;
        if (next != null) {
            next.come(time);
        }
    }

    boolean heldBy(Thread thread) {
        return holder == thread;
    }

    /** A thread that waits for it is over. */
    void forget(Thread thread) {
        waiting.remove(thread);
    }

    int waiting() {
        return waiting.size();
    }

    private final class Free implements Awaited {
        @Override
        public boolean begins(Thread thread, long time) {
            if (holder == null) {
                holder = thread;
                return false;
            }
            waiting.add(thread);
            // Whoever has the lock may wait for what this thread has pinned, as long as that is not given up here.
            pins.recovered(thread.number(), time);
            return true;
        }

        @Override
        public void account(Thread thread, long time) {
            thread.spent(cause, time);
        }
    }

    private final class Left implements Awaited {
        @Override
        public boolean begins(Thread thread, long time) {
            release(time);
            return false;
        }

        @Override
        public void account(Thread thread, long time) {
            throw new IllegalStateException("whoever lets go waits for nothing");
        }
    }
}
