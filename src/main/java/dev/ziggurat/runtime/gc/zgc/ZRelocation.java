package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * The collector's thread empties the pages of the relocation set, beside the program: it moves what their live maps say and nobody has moved, waits for those that use the page, and gives it back (zRelocate.cpp). What lives on
 * one page needs one more page at most, and then that page itself is free: with the reserve there is always one.
 */
final class ZRelocation extends Routine {
    private static final int BITS = 64;
    private static final long BOTH = 3;

    private final ZPages pages;
    private final ZTarget target;
    private final ZRelocateObject relocate;
    private final ZPageFree free;

    private long chosen;
    private long next;
    private long record;
    private long table;

    // The positions of the loads that they come from.
    private long recordAt;
    private long tableAt;

    private long segments;

    // The next word of the live map, and what is left of the last one.
    private long word;
    private long bits;
    private long bitsAt;

    private long users;
    private Step step = Step.PAGE;
    private long emptied;

    private enum Step {
        PAGE,
        TABLE,
        KEPT,
        SEGMENTS,
        WORD,
        OBJECT,
        RELEASE,
        ANNOUNCE,
        USERS,
        WAIT,
        WAITERS,
        WAKE,
        FREE
    }

    ZRelocation(ZPages pages, ZTarget target, ZRelocateObject relocate, ZPageFree free) {
        this.pages = pages;
        this.target = target;
        this.relocate = relocate;
        this.free = free;
    }

    /** Has the thread empty so many pages. */
    void begin(RuntimeThread thread, long number) {
        chosen = number;
        next = 0;
        target.allowReserve();
        step = Step.PAGE;
        thread.call(this);
    }

    /** Has the thread empty the page of a record, whose address comes from the load at a {@link RuntimeThread#position}. */
    void empty(RuntimeThread thread, long ofRecord, long position) {
        chosen = 0;
        next = 0;
        record = ofRecord;
        recordAt = position;
        target.allowReserve();
        step = Step.TABLE;
        thread.call(this);
    }

    /** Returns how many pages were emptied, ever. */
    long emptied() {
        return emptied;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PAGE -> {
                if (next == chosen) {
                    target.keepReserve();
                    thread.end();
                } else {
                    record = thread.load(ZPages.sorted(next++));
                    recordAt = thread.position();
                    step = Step.TABLE;
                }
            }
            case TABLE -> {
                table = thread.follow(ZPages.forwardingWord(ZPages.granuleOf(record)), recordAt);
                tableAt = thread.position();
                step = Step.KEPT;
            }
            case KEPT -> step = thread.follow(table + ZForwarding.USERS) == 0 ? Step.PAGE : Step.SEGMENTS;
            case SEGMENTS -> {
                segments = thread.follow(record + ZPages.LIVE_SEGMENTS, recordAt);
                word = 0;
                step = Step.WORD;
            }
            case WORD -> word(thread);
            case OBJECT -> object(thread);
            default -> release(thread);
        }
    }

    /** Loads the next word of the live map that may have a mark. */
    private void word(RuntimeThread thread) {
        long words = pages.mapBytes() / ZPages.WORD;
        while (word < words && (segments >>> (word / pages.segmentWords()) & 1) == 0) {
            word += pages.segmentWords();
        }
        if (word == words) {
            step = Step.RELEASE;
        } else {
            bits = thread.follow(pages.map(ZPages.granuleOf(record)) + word++ * ZPages.WORD, recordAt);
            bitsAt = thread.position();
            step = Step.OBJECT;
        }
    }

    private void object(RuntimeThread thread) {
        if (bits == 0) {
            step = Step.WORD;
            return;
        }
        int bit = Long.numberOfTrailingZeros(bits);
        bits &= ~(BOTH << bit);
        long offset = ((word - 1) * BITS + bit) / 2 * ZPages.WORD;
        relocate.begin(thread, pages.start(ZPages.granuleOf(record)) + offset, bitsAt);
    }

    private void release(RuntimeThread thread) {
        switch (step) {
            case RELEASE -> {
                emptied++;
                users = thread.add(table + ZForwarding.USERS, -1);
                step = users == 1 ? Step.WAITERS : Step.ANNOUNCE;
            }
            case ANNOUNCE -> {
                thread.add(table + ZForwarding.WAITERS, 1);
                step = Step.USERS;
            }
            case USERS -> {
                users = thread.follow(table + ZForwarding.USERS, tableAt);
                step = users == 0 ? Step.FREE : Step.WAIT;
            }
            case WAIT -> {
                thread.await(table + ZForwarding.USERS, users);
                step = Step.USERS;
            }
            case WAITERS -> {
                boolean alone = thread.follow(table + ZForwarding.WAITERS, tableAt) == 0;
                step = alone ? Step.FREE : Step.WAKE;
            }
            case WAKE -> {
                thread.wake(table + ZForwarding.USERS, Integer.MAX_VALUE);
                step = Step.FREE;
            }
            default -> {
                step = Step.PAGE;
                free.begin(thread, record, recordAt);
            }
        }
    }
}
