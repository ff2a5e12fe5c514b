package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread gives a page back, which may be taken again at once: what still refers to objects that were on it has an older colour. A small one fills the reserve up first. */
final class ZPageFree extends Routine {
    private static final int BITS = 64;

    private final ZPages pages;
    private final Mutex lock = new Mutex(ZPages.LOCK);

    private long record;
    private long recordAt;
    private long first;
    private long end;
    private long granules;
    private long loaded;
    private Step step = Step.SIZE;
    private long freed;

    private enum Step {
        SIZE,
        LEAVE,
        LOCK,
        RESERVE,
        FILL_RESERVE,
        BITS,
        CLEAR,
        USED,
        LESS_USED,
        UNLOCK,
        TELL,
        LOOK,
        WAKE
    }

    ZPageFree(ZPages pages) {
        this.pages = pages;
    }

    /** Has a thread give a page back, the address of whose record comes from the load at a {@link RuntimeThread#position}. */
    void begin(RuntimeThread thread, long ofRecord, long position) {
        record = ofRecord;
        recordAt = position;
        step = Step.SIZE;
        thread.call(this);
    }

    /** Returns the bytes of all pages that were given back by this thread. */
    long freed() {
        return freed;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SIZE -> {
                granules = thread.follow(record + ZPages.SIZE, recordAt) / pages.page();
                first = ZPages.granuleOf(record);
                end = first + granules;
                freed += granules * pages.page();
                step = Step.LEAVE;
            }
            case LEAVE -> {
                thread.store(ZPages.tableWord(first), 0);
                step = Step.LOCK;
            }
            case LOCK -> {
                lock.acquire(thread);
                step = granules == 1 ? Step.RESERVE : Step.BITS;
            }
            case RESERVE -> step = thread.load(ZPages.RESERVE) == 0 ? Step.FILL_RESERVE : Step.BITS;
            case FILL_RESERVE -> {
                thread.store(ZPages.RESERVE, record);
                step = Step.USED;
            }
            case BITS -> {
                loaded = thread.follow(ZPages.taken(first / BITS), recordAt);
                step = Step.CLEAR;
            }
            case CLEAR -> clear(thread);
            default -> account(thread);
        }
    }

    private void clear(RuntimeThread thread) {
        long word = first / BITS;
        while (first < end && first / BITS == word) {
            loaded &= ~(1L << (first++ % BITS));
        }
        thread.store(ZPages.taken(word), loaded);
        step = first == end ? Step.USED : Step.BITS;
    }

    private void account(RuntimeThread thread) {
        switch (step) {
            case USED -> {
                loaded = thread.load(ZPages.USED);
                step = Step.LESS_USED;
            }
            case LESS_USED -> {
                thread.store(ZPages.USED, loaded - granules);
                step = Step.UNLOCK;
            }
            case UNLOCK -> {
                lock.release(thread);
                step = Step.TELL;
            }
            case TELL -> {
                thread.add(ZPages.FREED, 1);
                step = Step.LOOK;
            }
            case LOOK -> {
                step = Step.WAKE;
                if (thread.load(ZPages.STALLED) == 0) {
                    thread.end();
                }
            }
            default -> {
                thread.wake(ZPages.FREED, Integer.MAX_VALUE);
                thread.end();
            }
        }
    }
}
