package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Breaks the cycles of what was found to be garbage, so that it is freed by its counts (delete_garbage): each object's references become null, one object after the other. */
final class ClearGarbage extends Routine {
    private final Counted counted;
    private final ObjectModel model;
    private final Links lists;
    private final Deallocation deallocation;
    private final Counted.Counts counts;
    private final ShapeReader shape;

    private long garbage;
    private long old;

    private long links;
    private long object;
    private long objectAt;
    private int field;
    private long target;
    private long targetAt;
    private long word;
    private long freedBefore;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        COUNT,
        HOLD,
        SHAPE,
        FIELD,
        CLEAR,
        TARGET,
        DECREMENT,
        OWN_COUNT,
        LET_GO,
        ALIVE,
        APPEND
    }

    ClearGarbage(Counted counted, ObjectModel model, Links lists, Deallocation deallocation, Counted.Counts counts) {
        this.counted = counted;
        this.model = model;
        this.lists = lists;
        this.deallocation = deallocation;
        this.counts = counts;
        shape = new ShapeReader(model);
    }

    /** Has a thread do so with a list; what others of it still refer to goes to the end of another list, until they are cleared. */
    void begin(RuntimeThread thread, long list, long oldList) {
        garbage = list;
        old = oldList;
        freedBefore = counts.freed;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                links = thread.load(garbage);
                object = links + Counted.LINKS;
                objectAt = thread.position();
                step = Step.COUNT;
                if (links == garbage) {
                    counts.freedInCycles += counts.freed - freedBefore;
                    thread.end();
                }
            }
            case COUNT -> {
                word = thread.follow(object);
                step = Step.HOLD;
            }
            case HOLD -> {
                thread.store(object, word + 1);
                step = Step.SHAPE;
            }
            case SHAPE -> {
                field = 0;
                step = Step.FIELD;
                counted.shape(thread, object, shape);
            }
            case FIELD -> field(thread);
            case CLEAR -> {
                thread.store(model.field(object, field - 1), 0);
                step = Step.TARGET;
            }
            case TARGET -> {
                word = thread.follow(target, targetAt);
                step = Step.DECREMENT;
            }
            case DECREMENT -> decrement(thread, target, targetAt, Step.FIELD);
            case OWN_COUNT -> {
                word = thread.follow(object, objectAt);
                step = Step.LET_GO;
            }
            case LET_GO -> decrement(thread, object, objectAt, Step.ALIVE);
            case ALIVE -> {
                step = Step.NEXT;
                if (thread.load(garbage) == links) {
                    step = Step.APPEND;
                }
            }
            case APPEND -> {
                step = Step.NEXT;
                lists.append(thread, links, old);
                lists.remove(thread, links);
            }
        }
    }

    private void field(RuntimeThread thread) {
        if (field == shape.references()) {
            step = Step.OWN_COUNT;
            return;
        }
        target = thread.follow(model.field(object, field++), objectAt);
        targetAt = thread.position();
        if (target != 0) {
            step = Step.CLEAR;
        }
    }

    private void decrement(RuntimeThread thread, long of, long at, Step then) {
        thread.store(of, word - 1);
        counts.decrements++;
        step = then;
        if (Counted.count(word) == 1) {
            deallocation.begin(thread, of, at);
        }
    }
}
