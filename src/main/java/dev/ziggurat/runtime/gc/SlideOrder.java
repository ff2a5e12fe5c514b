package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Goes through the heap from object to object and stores in the mark word of each marked one by how much it will move down. */
final class SlideOrder extends Routine {
    private final ShapeReader shape;
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

    SlideOrder(World world) {
        shape = new ShapeReader(world.model);
    }

    /** Has a thread do so between two addresses. */
    void begin(RuntimeThread thread, long from, long newEnd) {
        at = from;
        to = from;
        end = newEnd;
        step = Step.NEXT;
        thread.call(this);
    }

    /** Returns where what lives will end. */
    long top() {
        return to;
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
                    thread.store(at, ObjectModel.withDistance(markWord, at - to));
                    to += shape.bytes();
                }
                at += shape.bytes();
                step = Step.NEXT;
            }
        }
    }
}
