package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.RuntimeThread;
import org.jspecify.annotations.Nullable;

/**
 * How the world stops. Threads of the program look at a word from time to time ({@code poll}); whoever wants the world to stop sets it, and goes on
 * when all others are stopped: each counts itself out of the number that run. A thread that waits for its turn to stop the world counts as
 * stopped. One that is in a page fault does not: it has to come to its next look.
 */
public final class Safepoints {
    public static final long POLLING = Places.CONTROL;
    static final long RUNNING = Places.CONTROL + Places.APART;
    private static final long TURN = Places.CONTROL + 2 * Places.APART;

    private final WordStore words;
    private final PauseLog log;
    private int threads;

    Safepoints(WordStore words, PauseLog log) {
        this.words = words;
        this.log = log;
    }

    /** Returns a new thread's part. The thread counts as running from now on. */
    public Part join() {
        words.write(RUNNING, ++threads);
        return new Part(true);
    }

    /** Returns the part of a thread of the collector's own, for which nobody waits. */
    public Part outside() {
        return new Part(false);
    }

    PauseLog log() {
        return log;
    }

    /** Returns how many threads there are that look at the word. */
    int threads() {
        return threads;
    }

    /** What a thread sees to besides: something that its collector wants of that thread alone. */
    public interface Errand {
        /** Has a thread see whether there is something, after it has looked whether it is to stop. */
        void look(RuntimeThread thread);

        /** Has a thread do what is to be done before it is over. */
        void leave(RuntimeThread thread);
    }

    /** What one thread does about safepoints. */
    public final class Part {
        private final Mutex turn = new Mutex(TURN);
        private final SafepointPoll poll = new SafepointPoll();
        private final WorldStop stop;
        private final WorldRelease release;
        private final WorldLeave leave = new WorldLeave(log);
        private @Nullable Errand errand;

        private Part(boolean counted) {
            stop = new WorldStop(turn, log, counted);
            release = new WorldRelease(Safepoints.this, turn, counted);
        }

        /** The thread sees to something besides, at each look from now on. */
        public void also(Errand besides) {
            errand = besides;
        }

        /** The thread looks whether it is to stop, and if so stops until the world goes on. */
        public void poll(RuntimeThread thread) {
            // What is called last runs first.
            if (errand != null) {
                errand.look(thread);
            }
            poll.begin(thread);
        }

        /** The thread waits on a word unless it is not as expected, and counts as stopped meanwhile; that may end at any time. */
        public void await(RuntimeThread thread, long address, long expected) {
            poll.await(thread, address, expected);
        }

        /** The thread stops the world; it answers 1, or 0 if another has stopped it meanwhile and let it go on again. */
        public void stop(RuntimeThread thread) {
            stop.begin(thread);
        }

        /** The thread that has stopped the world lets it go on. */
        public void release(RuntimeThread thread) {
            release.begin(thread);
        }

        /** Returns when the world went on last. */
        public long releasedAt() {
            return log.releasedAt();
        }

        /** The thread is over. */
        void leave(RuntimeThread thread) {
            leave.begin(thread);
            if (errand != null) {
                errand.leave(thread);
            }
        }
    }
}
