package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A list of buffers of the queues of threads, as one thread sees it: the last one put there is taken first, under a lock (as until JDK 13; later lists have none). */
final class G1BufferList {
    /** Behind the lock: the first buffer, how many there are, and of the list of free ones the first that nobody has had. */
    private static final long HEAD = 8;

    private static final long COUNT = 16;
    private static final long FRESH = 24;

    private final long at;
    private final Mutex lock;

    /** The bytes of a buffer that is made if there is none, 0: none is made. */
    private final long fresh;

    private final Push push = new Push();
    private final Pop pop = new Pop();

    G1BufferList(long at, long fresh) {
        this.at = at;
        this.fresh = fresh;
        lock = new Mutex(at);
    }

    /** Returns where the word is that says how many there are. */
    long count() {
        return at + COUNT;
    }

    /** Returns where the word is that says which buffer nobody has had. */
    static long freshWord() {
        return G1Heap.FREE_BUFFERS + FRESH;
    }

    /** Has a thread put a buffer there; answers how many there are then. */
    void push(RuntimeThread thread, long buffer) {
        push.buffer = buffer;
        push.step = 0;
        thread.call(push);
    }

    /** Has a thread take one; answers 0 if there is none. */
    void pop(RuntimeThread thread) {
        pop.step = Pop.Step.LOCK;
        thread.call(pop);
    }

    private final class Push extends Routine {
        private long buffer;
        private long word;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> lock.acquire(thread);
                case 1 -> word = thread.load(at + HEAD);
                case 2 -> thread.store(buffer, word);
                case 3 -> thread.store(at + HEAD, buffer);
                case 4 -> word = thread.load(at + COUNT);
                case 5 -> thread.store(at + COUNT, word + 1);
                case 6 -> lock.release(thread);
                default -> thread.end(word + 1);
            }
        }
    }

    private final class Pop extends Routine {
        private long buffer;
        private long bufferAt;
        private long word;
        private Step step = Step.LOCK;

        private enum Step {
            LOCK,
            HEAD_OF,
            NEXT,
            UNLINK,
            COUNT_OF,
            LESS,
            MAKE,
            MADE,
            UNLOCK,
            END
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case LOCK -> {
                    step = Step.HEAD_OF;
                    lock.acquire(thread);
                }
                case HEAD_OF -> {
                    buffer = thread.load(at + HEAD);
                    bufferAt = thread.position();
                    step = buffer != 0 ? Step.NEXT : fresh == 0 ? Step.UNLOCK : Step.MAKE;
                }
                case NEXT -> {
                    word = thread.follow(buffer);
                    step = Step.UNLINK;
                }
                case UNLINK -> {
                    thread.store(at + HEAD, word);
                    step = Step.COUNT_OF;
                }
                case COUNT_OF -> {
                    word = thread.load(at + COUNT);
                    step = Step.LESS;
                }
                case LESS -> {
                    thread.store(at + COUNT, word - 1);
                    step = Step.UNLOCK;
                }
                case MAKE -> {
                    buffer = thread.load(at + FRESH);
                    bufferAt = thread.position();
                    step = Step.MADE;
                }
                case MADE -> {
                    thread.store(at + FRESH, buffer + fresh);
                    step = Step.UNLOCK;
                }
                case UNLOCK -> {
                    step = Step.END;
                    lock.release(thread);
                }
                case END -> thread.end(buffer, bufferAt);
            }
        }
    }
}
