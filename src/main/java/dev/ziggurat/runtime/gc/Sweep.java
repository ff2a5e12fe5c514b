package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Goes through the heap from object to object, takes the marks away, and makes gaps of what lies between marked objects. Each gap of two words at least
 * has in its second word the address of the next such gap.
 */
final class Sweep extends Routine {
    static final long LINK = 8;

    private static final long LEAST_LINKED = 16;

    private final ShapeReader shape;

    /** The word that has the address of the first gap. */
    private final long first;

    /** What the collector has found, in sum. */
    private final Counts counts;

    private long at;
    private long end;
    private long markWord;

    /** Where the gap began that is not yet written, 0 if there is none. */
    private long gap;

    /** The word that refers to the next gap. */
    private long link;

    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        SHAPE,
        SIZED,
        GAP,
        LINK,
        UNMARK,
        LAST
    }

    /** What was found: the last two by the last sweep alone. */
    static final class Counts {
        long swept;
        long freed;
        long freedBytes;
        long free;
        long largest;
    }

    Sweep(World world, long first, Counts counts) {
        shape = new ShapeReader(world.model);
        this.first = first;
        this.counts = counts;
    }

    /** Has a thread sweep the space. */
    void begin(RuntimeThread thread, Space space) {
        at = space.base();
        end = space.end();
        gap = 0;
        link = first;
        counts.free = 0;
        counts.largest = 0;
        counts.swept += end - at;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case SHAPE -> {
                step = Step.SIZED;
                shape.read(thread, at, markWord);
            }
            case SIZED -> sized();
            case GAP -> {
                thread.store(gap, ObjectModel.gap(at - gap));
                step = at - gap >= LEAST_LINKED ? Step.LINK : afterGap();
            }
            case LINK -> {
                thread.store(link, gap);
                link = gap + LINK;
                step = afterGap();
            }
            case UNMARK -> {
                thread.store(at, markWord & ~ObjectModel.MARK);
                at += shape.bytes();
                step = Step.NEXT;
            }
            case LAST -> {
                thread.store(link, 0);
                thread.end();
            }
        }
    }

    /** Looks at the next object or gap. */
    private void next(RuntimeThread thread) {
        if (at == end) {
            step = gap == 0 ? Step.LAST : Step.GAP;
            return;
        }
        markWord = thread.load(at);
        if (ObjectModel.is(markWord, ObjectModel.GAP)) {
            widen(ObjectModel.distance(markWord));
        } else {
            step = Step.SHAPE;
        }
    }

    private void sized() {
        if (ObjectModel.is(markWord, ObjectModel.MARK)) {
            step = gap == 0 ? Step.UNMARK : Step.GAP;
        } else {
            counts.freed++;
            counts.freedBytes += shape.bytes();
            widen(shape.bytes());
            step = Step.NEXT;
        }
    }

    private void widen(long bytes) {
        if (gap == 0) {
            gap = at;
        }
        at += bytes;
    }

    private Step afterGap() {
        counts.free += at - gap;
        counts.largest = Math.max(counts.largest, at - gap);
        gap = 0;
        return at == end ? Step.LAST : Step.UNMARK;
    }
}
