package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Frees an object whose count is 0, and all whose counts become 0 thereby. What waits stands on a stack beside the heap; CPython frees what an object refers to
 * before the object, on the machine's stack, and from a depth of 50 on as here.
 */
final class Deallocation extends Routine {
    private static final int WORD = 8;

    private final Counted counted;
    private final ObjectModel model;
    private final Blocks blocks;
    private final Links links;
    private final Counted.Counts counts;
    private final ShapeReader shape;

    private long object;

    /** The load that it comes from. */
    private long objectAt;

    private int references;
    private int field;
    private long target;
    private long word;
    private long stacked;
    private Step step = Step.SHAPE;

    private enum Step {
        SHAPE,
        UNLINK,
        FIELD,
        COUNT,
        DECREMENT,
        PUSH,
        FREE,
        HAPPENED,
        TAKE_BACK,
        POP
    }

    Deallocation(Counted counted, ObjectModel model, Blocks blocks, Links links, Counted.Counts counts) {
        this.counted = counted;
        this.model = model;
        this.blocks = blocks;
        this.links = links;
        this.counts = counts;
        shape = new ShapeReader(model);
    }

    /** Has a thread free an object, which was loaded by the reference at a position. */
    void begin(RuntimeThread thread, long freed, long at) {
        object = freed;
        objectAt = at;
        stacked = 0;
        step = Step.SHAPE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SHAPE -> {
                step = Step.UNLINK;
                counted.shape(thread, object, shape);
            }
            case UNLINK -> {
                references = shape.references();
                field = 0;
                step = Step.FIELD;
                if (references > 0) {
                    links.remove(thread, object - Counted.LINKS);
                }
            }
            case FIELD -> field(thread);
            case COUNT -> {
                word = thread.follow(target);
                step = Step.DECREMENT;
            }
            case DECREMENT -> {
                thread.store(target, word - 1);
                counts.decrements++;
                step = Counted.count(word) == 1 ? Step.PUSH : Step.FIELD;
            }
            case PUSH -> {
                thread.store(Places.WORK + stacked, target);
                stacked += WORD;
                step = Step.FIELD;
            }
            case FREE -> {
                long prefix = counted.prefix(references);
                counts.freed++;
                counts.freedBytes += shape.bytes();
                step = references > 0 ? Step.HAPPENED : Step.POP;
                blocks.give(thread, object - prefix, prefix + shape.bytes());
            }
            case HAPPENED -> {
                word = thread.load(Counted.happened(0));
                step = word > 0 ? Step.TAKE_BACK : Step.POP;
            }
            case TAKE_BACK -> {
                thread.store(Counted.happened(0), word - 1);
                step = Step.POP;
            }
            case POP -> pop(thread);
        }
    }

    private void field(RuntimeThread thread) {
        if (field == references) {
            step = Step.FREE;
            return;
        }
        target = thread.follow(model.field(object, field++), objectAt);
        if (target != 0) {
            step = Step.COUNT;
        }
    }

    private void pop(RuntimeThread thread) {
        if (stacked == 0) {
            thread.end();
            return;
        }
        stacked -= WORD;
        object = thread.load(Places.WORK + stacked);
        objectAt = thread.position();
        step = Step.SHAPE;
    }
}
