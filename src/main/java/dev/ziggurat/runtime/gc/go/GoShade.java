package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread makes an object grey, unless it is marked: it finds its span and its place there, and sets its bit (findObject and greyobject in Go's mgcmark.go). One without
 * references is black at once. Go may see a bit clear that another sets at the same time, and scan the object twice; here the instruction that sets it tells.
 */
final class GoShade extends Routine {
    private static final int WORD = 8;

    private final GoHeap heap;
    private final GoCounts counts;

    private long object;
    private long span;
    private long spanAt;
    private long base;
    private long shape;
    private long word;
    private long bit;
    private Step step = Step.TABLE;

    /** Bytes that it has marked and told nobody of. */
    private long marked;

    private enum Step {
        TABLE,
        BASE,
        SHAPE,
        BITS,
        TEST,
        SET
    }

    GoShade(GoHeap heap, GoCounts counts) {
        this.heap = heap;
        this.counts = counts;
    }

    /** Has a thread do that with an object whose address it has just loaded; answers 1 if its references are to be looked at now. */
    void begin(RuntimeThread thread, long reached) {
        object = reached;
        step = Step.TABLE;
        thread.call(this);
    }

    /** Returns the bytes that it has marked since it was asked last. */
    long marked() {
        long sum = marked;
        marked = 0;
        return sum;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TABLE -> {
                span = thread.follow(heap.table(object));
                spanAt = thread.position();
                step = Step.BASE;
            }
            case BASE -> {
                base = thread.follow(span + GoSpan.BASE);
                step = Step.SHAPE;
            }
            case SHAPE -> {
                shape = thread.follow(span + GoSpan.SHAPE, spanAt);
                step = Step.BITS;
            }
            case BITS -> {
                long index = (object - base) / heap.size(shape);
                word = thread.follow(span + GoSpan.MARKS, spanAt) + index / Long.SIZE * WORD;
                bit = 1L << index;
                step = Step.TEST;
            }
            case TEST -> {
                step = Step.SET;
                if ((thread.follow(word) & bit) != 0) {
                    thread.end(0);
                }
            }
            case SET -> {
                boolean fresh = (thread.or(word, bit) & bit) == 0;
                if (fresh) {
                    marked += heap.size(shape);
                    counts.marked++;
                }
                thread.end(fresh && !GoHeap.noscan(shape) ? 1 : 0);
            }
        }
    }
}
