package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * An object is found to live: it goes to the thread's mark stack, unless it lives because of its page or has its mark (ZMark::mark_object). Only the collector's thread sets marks, when it takes the object from a
 * stack.
 */
final class ZMarkObject extends Routine {
    private static final int BITS = 64;

    private final ZPages pages;
    private final ZMarkStack stack;

    private long object;

    // The positions of the loads that the object's address and its page's record come from.
    private long objectAt;
    private long pageAt;

    private long page;
    private long cycle;
    private long segment;
    private Step step = Step.PAGE;

    private enum Step {
        PAGE,
        CYCLE,
        SEQUENCE,
        MAP,
        SEGMENT,
        BIT,
        PUSH,
        END
    }

    ZMarkObject(ZPages pages, ZMarkStack stack) {
        this.pages = pages;
        this.stack = stack;
    }

    /** Has a thread do so; the object's address comes from the load at a {@link RuntimeThread#position}. */
    void begin(RuntimeThread thread, long found, long position) {
        object = found;
        objectAt = position;
        step = Step.PAGE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PAGE -> {
                page = thread.follow(ZPages.tableWord(pages.granule(object)), objectAt);
                pageAt = thread.position();
                step = Step.CYCLE;
            }
            case CYCLE -> {
                cycle = thread.load(ZPages.CYCLE);
                step = Step.SEQUENCE;
            }
            case SEQUENCE -> {
                step = Step.MAP;
                if (thread.follow(page + ZPages.SEQUENCE, pageAt) == cycle) {
                    thread.end();
                }
            }
            case MAP -> {
                boolean marked = thread.follow(page + ZPages.LIVE_SEQUENCE, pageAt) == cycle;
                step = marked ? Step.SEGMENT : Step.PUSH;
            }
            case SEGMENT -> {
                segment = pages.bit(object) / BITS / pages.segmentWords();
                long live = thread.follow(page + ZPages.LIVE_SEGMENTS, pageAt);
                step = (live >>> segment & 1) != 0 ? Step.BIT : Step.PUSH;
            }
            case BIT -> {
                long bit = pages.bit(object);
                long at = pages.map(pages.granule(object)) + bit / BITS * ZPages.WORD;
                long word = thread.follow(at, objectAt);
                step = Step.PUSH;
                if ((word >>> (bit % BITS) & 1) != 0) {
                    thread.end();
                }
            }
            case PUSH -> {
                step = Step.END;
                stack.push(thread, object);
            }
            case END -> thread.end();
        }
    }
}
