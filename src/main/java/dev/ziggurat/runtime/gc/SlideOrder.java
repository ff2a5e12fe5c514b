package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Goes through the heap from object to object and stores in the mark word of each marked one by how much it will move down. */
final class SlideOrder extends Routine {
    private final ShapeReader shape;

    /** No object goes across these. */
    private final long[] borders;

    /** Where, before each of them, what goes there ends. */
    private final long[] tops;

    private int border;
    private long at;
    private long end;

    /** Where the next marked object goes. */
    private long to;

    private long markWord;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        SHAPE,
        SIZED
    }

    /** Makes the code; the borders between spaces rise. */
    SlideOrder(World world, long... borders) {
        shape = new ShapeReader(world.model);
        this.borders = borders.clone();
        tops = new long[borders.length];
    }

    /** Has a thread do so between two addresses. */
    void begin(RuntimeThread thread, long from, long newEnd) {
        at = from;
        to = from;
        end = newEnd;
        border = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    /** Returns where what lives will end. */
    long top() {
        return to;
    }

    /** Returns where what goes into a space will end, from its first address and which border is its end. */
    long top(long base, int which) {
        return which < border ? tops[which] : Math.max(base, Math.min(to, borders[which]));
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                if (at == end) {
                    thread.end();
                    return;
                }
                markWord = thread.load(at);
                if (ObjectModel.is(markWord, ObjectModel.GAP)) {
                    at += ObjectModel.distance(markWord);
                } else {
                    step = Step.SHAPE;
                }
            }
            case SHAPE -> {
                step = Step.SIZED;
                shape.read(thread, at, markWord);
            }
            case SIZED -> {
                if (ObjectModel.is(markWord, ObjectModel.MARK)) {
                    keepOffBorders();
                    thread.store(at, ObjectModel.withDistance(markWord, at - to));
                    to += shape.bytes();
                }
                at += shape.bytes();
                step = Step.NEXT;
            }
        }
    }

    /** If the object at hand would lie across the next border it goes behind that. */
    private void keepOffBorders() {
        while (border < borders.length && to + shape.bytes() > borders[border]) {
            tops[border] = Math.min(to, borders[border]);
            to = Math.max(to, borders[border]);
            border++;
        }
    }
}
