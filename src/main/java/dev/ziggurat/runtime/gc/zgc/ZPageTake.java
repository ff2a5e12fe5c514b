package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread takes a page, under the page allocator's lock: the first granules that are free, by a bit each (ZMemoryManager::alloc_low_address). One small page is a reserve of which only the collector's thread takes,
 * so that it can always go on moving objects (JDK 15, ZHeuristics::max_reserve). Then the director is asked whether a cycle is to begin.
 */
final class ZPageTake extends Routine {
    private static final int BITS = 64;

    private final ZPages pages;
    private final ZDirector director;
    private final Mutex lock = new Mutex(ZPages.LOCK);
    private final ZRequest request;

    /** Whether it is the collector's thread; then no cycle begins because of it. */
    private final boolean collects;

    /** Whether it may take the reserve. */
    private boolean reserved;

    private long wanted;

    // The search: words loaded, and the run of free granules at hand.
    private final long[] words;
    private int scanned;
    private long first;
    private long run;

    /** Why a cycle is to begin. */
    private ZDirector.Reason reason = ZDirector.Reason.NONE;

    private long used;
    private long cycle;
    private long granule;
    private long record;

    /** The position of the load that says which page is free. */
    private long recordAt;

    private Step step = Step.LOCK;

    private enum Step {
        LOCK,
        SCAN,
        RESERVE,
        EMPTY_RESERVE,
        MARK,
        USED,
        MORE_USED,
        UNLOCK,
        CYCLE,
        SEQUENCE,
        TOP,
        SIZE,
        LIVE,
        ENTER,
        TIME,
        DECIDE,
        BUSY,
        REQUEST,
        END
    }

    private ZPageTake(ZPages pages, ZDirector director, boolean collects) {
        this.pages = pages;
        this.director = director;
        this.collects = collects;
        request = new ZRequest(director);
        words = new long[(int) pages.takenWords()];
    }

    /** Returns the code of a thread of the program. */
    static ZPageTake ofProgram(ZPages pages, ZDirector director) {
        return new ZPageTake(pages, director, false);
    }

    /** Returns the code of the collector's thread. */
    static ZPageTake ofCollector(ZPages pages, ZDirector director) {
        return new ZPageTake(pages, director, true);
    }

    /** Has a thread take a page of so many granules; the answer is its record, 0 if there is none. */
    void begin(RuntimeThread thread, long granules) {
        reserved = false;
        search(thread, granules);
    }

    /** Has the collector's thread take a small page, the reserve if there is no other. */
    void beginWithReserve(RuntimeThread thread) {
        reserved = true;
        search(thread, 1);
    }

    private void search(RuntimeThread thread, long granules) {
        wanted = granules;
        scanned = 0;
        run = 0;
        step = Step.LOCK;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOCK -> {
                lock.acquire(thread);
                step = Step.SCAN;
            }
            case SCAN -> scan(thread);
            case RESERVE -> {
                long reserve = thread.load(ZPages.RESERVE);
                recordAt = thread.position();
                record = reserve;
                granule = ZPages.granuleOf(reserve);
                step = reserve == 0 ? Step.UNLOCK : Step.EMPTY_RESERVE;
            }
            case EMPTY_RESERVE -> {
                thread.store(ZPages.RESERVE, 0);
                step = Step.USED;
            }
            case MARK -> mark(thread);
            case USED -> {
                used = thread.load(ZPages.USED) + wanted;
                step = Step.MORE_USED;
            }
            case MORE_USED -> {
                thread.store(ZPages.USED, used);
                step = Step.UNLOCK;
            }
            case UNLOCK -> {
                lock.release(thread);
                step = record == 0 ? Step.END : Step.CYCLE;
            }
            case END -> thread.end(record, recordAt);
            case TIME, DECIDE, BUSY, REQUEST -> decide(thread);
            default -> open(thread);
        }
    }

    /** Loads the next word of the bits, and looks for enough free granules beside each other. */
    private void scan(RuntimeThread thread) {
        if (scanned == words.length) {
            record = 0;
            step = reserved ? Step.RESERVE : Step.UNLOCK;
            return;
        }
        words[scanned] = thread.load(ZPages.taken(scanned));
        recordAt = thread.position();
        long from = (long) scanned++ * BITS;
        long to = Math.min(from + BITS, pages.granules());
        for (long at = from; at < to; at++) {
            if ((words[scanned - 1] >>> (at - from) & 1) != 0) {
                run = 0;
            } else {
                first = run++ == 0 ? at : first;
                if (run == wanted) {
                    granule = first;
                    record = ZPages.record(first);
                    step = Step.MARK;
                    return;
                }
            }
        }
    }

    /** The granules found are taken, a word of bits at a time. */
    private void mark(RuntimeThread thread) {
        int word = (int) (first / BITS);
        long end = Math.min(granule + wanted, (word + 1L) * BITS);
        for (long at = first; at < end; at++) {
            words[word] |= 1L << (at % BITS);
        }
        thread.store(ZPages.taken(word), words[word]);
        first = end;
        step = end == granule + wanted ? Step.USED : Step.MARK;
    }

    /** Makes the page's record, and enters it into the page table. */
    private void open(RuntimeThread thread) {
        switch (step) {
            case CYCLE -> {
                cycle = thread.load(ZPages.CYCLE);
                step = Step.SEQUENCE;
            }
            case SEQUENCE -> {
                thread.store(record + ZPages.SEQUENCE, cycle);
                step = Step.TOP;
            }
            case TOP -> {
                thread.store(record + ZPages.TOP, pages.start(granule));
                step = Step.SIZE;
            }
            case SIZE -> {
                thread.store(record + ZPages.SIZE, wanted * pages.page());
                step = Step.LIVE;
            }
            case LIVE -> {
                thread.store(record + ZPages.LIVE_SEQUENCE, 0);
                step = Step.ENTER;
            }
            default -> {
                thread.store(ZPages.tableWord(granule), record);
                step = collects ? Step.END : Step.TIME;
            }
        }
    }

    /** Has a cycle begin, if a rule wants one and none is under way. */
    private void decide(RuntimeThread thread) {
        switch (step) {
            case TIME -> {
                thread.clock();
                step = Step.DECIDE;
            }
            case DECIDE -> {
                reason = director.taken(wanted * pages.page(), used * pages.page(), thread.answer());
                step = reason == ZDirector.Reason.NONE ? Step.END : Step.BUSY;
            }
            case BUSY -> step = thread.load(ZPages.DONE) == cycle ? Step.REQUEST : Step.END;
            default -> {
                step = Step.END;
                request.begin(thread, cycle + 1, reason);
            }
        }
    }
}
