package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread takes a buffer from the first gap that is big enough, under a lock: at most so many bytes as it is to take at once, from the gap's beginning, and
 * all of it if no gap worth linking would be left.
 */
final class GapRefill extends Routine {
    private static final long LEAST_LINKED = 16;

    private final Allocation into;
    private final Rest rest;
    private final Mutex lock;
    private final long first;

    /** The bytes to take at once. */
    private final long portion;

    private long bytes;
    private long wanted;

    // The word that refers to the gap that is looked at, the gap, its size, and the gap behind it.
    private long link;
    private long gap;
    private long size;
    private long next;

    private Step step = Step.REST;

    private enum Step {
        REST,
        LOCK,
        GAP,
        SIZE,
        NEXT,
        SPLIT,
        SPLIT_LINK,
        TAKE,
        UNLOCK,
        END
    }

    /**
     * Makes it for one thread.
     *
     * @param lock where the lock's word is
     * @param first where the word is that has the address of the first gap
     * @param portion the bytes to take at once, if there are so many, a multiple of the alignment
     */
    GapRefill(Allocation into, long lock, long first, long portion) {
        this.into = into;
        this.lock = new Mutex(lock);
        this.first = first;
        this.portion = portion;
        rest = new Rest(into);
    }

    /** Has a thread get a buffer for so many bytes at least; answers 0 if there is none. */
    void begin(RuntimeThread thread, long least) {
        bytes = least;
        wanted = Math.max(least, portion);
        step = Step.REST;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case REST -> {
                step = Step.LOCK;
                rest.begin(thread);
            }
            case LOCK -> {
                link = first;
                step = Step.GAP;
                lock.acquire(thread);
            }
            case GAP -> {
                gap = thread.follow(link);
                step = gap == 0 ? Step.UNLOCK : Step.SIZE;
            }
            case SIZE -> {
                size = ObjectModel.distance(thread.follow(gap));
                if (size >= bytes) {
                    step = Step.NEXT;
                } else {
                    link = gap + Sweep.LINK;
                    step = Step.GAP;
                }
            }
            case NEXT -> {
                next = thread.load(gap + Sweep.LINK);
                step = size - wanted >= LEAST_LINKED ? Step.SPLIT : Step.TAKE;
            }
            case SPLIT -> {
                thread.store(gap + wanted, ObjectModel.gap(size - wanted));
                size = wanted;
                step = Step.SPLIT_LINK;
            }
            case SPLIT_LINK -> {
                thread.store(gap + size + Sweep.LINK, next);
                next = gap + size;
                step = Step.TAKE;
            }
            case TAKE -> {
                thread.store(link, next);
                step = Step.UNLOCK;
            }
            case UNLOCK -> {
                step = Step.END;
                lock.release(thread);
            }
            case END -> {
                if (gap != 0) {
                    into.buffer(gap, gap + size);
                }
                thread.end(gap == 0 ? 0 : 1);
            }
        }
    }
}
