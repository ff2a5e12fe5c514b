package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * The collector's thread sets an object's mark: two bits in the live map of its page (the second is for finalizers, and is set along). A map is cleared when the first mark of a cycle is set in it, and of its bits
 * only the segment that the mark is in (zLiveMap.cpp).
 */
final class ZLiveMap extends Routine {
    private static final int BITS = 64;
    private static final int CLEARED = 16;
    private static final long BOTH = 3;

    private final ZPages pages;

    private long page;

    // The positions of the loads that the page's record and the object's address come from.
    private long pageAt;
    private long objectAt;

    private long cycle;
    private long bit;
    private long map;
    private long segment;
    private long segments;
    private long cleared;
    private long word;
    private Step step = Step.SEQUENCE;

    private enum Step {
        SEQUENCE,
        NO_OBJECTS,
        NO_BYTES,
        NO_SEGMENTS,
        FRESH,
        SEGMENT,
        CLEAR,
        LIVE,
        WORD,
        SET
    }

    ZLiveMap(ZPages pages) {
        this.pages = pages;
    }

    /** What comes next is in a cycle. */
    void cycle(long number) {
        cycle = number;
    }

    /** Has the thread set the mark of an object; answers 1, or 0 if it was set. Each address comes from the load at a {@link RuntimeThread#position}. */
    void set(RuntimeThread thread, long ofPage, long ofPageAt, long object, long ofObjectAt) {
        page = ofPage;
        pageAt = ofPageAt;
        objectAt = ofObjectAt;
        bit = pages.bit(object);
        map = pages.map(pages.granule(object));
        segment = bit / BITS / pages.segmentWords();
        step = Step.SEQUENCE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SEQUENCE -> {
                boolean fresh = thread.follow(page + ZPages.LIVE_SEQUENCE, pageAt) == cycle;
                step = fresh ? Step.SEGMENT : Step.NO_OBJECTS;
            }
            case NO_OBJECTS -> {
                thread.store(page + ZPages.LIVE_OBJECTS, 0);
                step = Step.NO_BYTES;
            }
            case NO_BYTES -> {
                thread.store(page + ZPages.LIVE_BYTES, 0);
                step = Step.NO_SEGMENTS;
            }
            case NO_SEGMENTS -> {
                thread.store(page + ZPages.LIVE_SEGMENTS, 0);
                step = Step.FRESH;
            }
            case FRESH -> {
                thread.store(page + ZPages.LIVE_SEQUENCE, cycle);
                step = Step.SEGMENT;
            }
            default -> mark(thread);
        }
    }

    private void mark(RuntimeThread thread) {
        long at = map + bit / BITS * ZPages.WORD;
        switch (step) {
            case SEGMENT -> {
                segments = thread.follow(page + ZPages.LIVE_SEGMENTS, pageAt);
                cleared = 0;
                step = (segments >>> segment & 1) == 0 ? Step.CLEAR : Step.WORD;
            }
            case CLEAR -> {
                long bytes = pages.segmentWords() * ZPages.WORD;
                int size = (int) Math.min(CLEARED, bytes - cleared);
                thread.clear(map + segment * bytes + cleared, size);
                cleared += size;
                step = cleared == bytes ? Step.LIVE : Step.CLEAR;
            }
            case LIVE -> {
                thread.compareAndExchange(page + ZPages.LIVE_SEGMENTS, segments, segments | 1L << segment);
                step = Step.WORD;
            }
            case WORD -> {
                word = thread.follow(at, objectAt);
                step = Step.SET;
                if ((word >>> bit % BITS & BOTH) != 0) {
                    thread.end(0);
                }
            }
            default -> {
                thread.compareAndExchange(at, word, word | BOTH << bit % BITS);
                thread.end(1);
            }
        }
    }
}
