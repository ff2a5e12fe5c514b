package dev.ziggurat.runtime.gc;

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

    /** Has a thread do so. */
    void begin(RuntimeThread thread, long found) {
        object = found;
        step = Step.PAGE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PAGE -> {
                page = thread.load(ZPages.tableWord(pages.granule(object)));
                step = Step.CYCLE;
            }
            case CYCLE -> {
                cycle = thread.load(ZPages.CYCLE);
                step = Step.SEQUENCE;
            }
            case SEQUENCE -> {
                step = Step.MAP;
                if (thread.load(page + ZPages.SEQUENCE) == cycle) {
                    thread.end();
                }
            }
            case MAP -> step = thread.load(page + ZPages.LIVE_SEQUENCE) == cycle ? Step.SEGMENT : Step.PUSH;
            case SEGMENT -> {
                segment = pages.bit(object) / BITS / pages.segmentWords();
                boolean live = (thread.load(page + ZPages.LIVE_SEGMENTS) >>> segment & 1) != 0;
                step = live ? Step.BIT : Step.PUSH;
            }
            case BIT -> {
                long bit = pages.bit(object);
                long word = thread.load(pages.map(pages.granule(object)) + bit / BITS * ZPages.WORD);
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
