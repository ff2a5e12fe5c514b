package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Finds out, of all objects of a list, how many references each has from outside the list: it copies the counts beside them (update_refs), then takes one away
 * for each reference from an object of the list (subtract_refs).
 */
final class SubtractReferences extends Routine {
    private final Counted counted;
    private final ObjectModel model;
    private final Counted.Counts counts;
    private final ShapeReader shape;
    private final ShapeReader targetShape;

    private long list;

    /** The links of the object at hand. */
    private long links;

    /** The load that they come from. */
    private long linksAt;

    private int field;
    private long target;
    private long word;
    private long count;
    private Step step = Step.COPY_NEXT;

    private enum Step {
        COPY_NEXT,
        COPY_COUNT,
        COPY_LOAD,
        COPY,
        NEXT,
        SHAPE,
        FIELD,
        TARGET,
        KIND,
        SUBTRACT
    }

    SubtractReferences(Counted counted, ObjectModel model, Counted.Counts counts) {
        this.counted = counted;
        this.model = model;
        this.counts = counts;
        shape = new ShapeReader(model);
        targetShape = new ShapeReader(model);
    }

    /** Has a thread do so with a list. */
    void begin(RuntimeThread thread, long of) {
        list = of;
        links = of;
        step = Step.COPY_NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case COPY_NEXT -> {
                links = thread.follow(links);
                linksAt = thread.position();
                step = links == list ? Step.NEXT : Step.COPY_COUNT;
            }
            case COPY_COUNT -> {
                count = Counted.count(thread.follow(links + Counted.LINKS));
                step = Step.COPY_LOAD;
            }
            case COPY_LOAD -> {
                // CPython keeps a flag of that word, for finalizers, of which there are none.
                thread.follow(links + Counted.PREVIOUS);
                step = Step.COPY;
            }
            case COPY -> {
                thread.store(links + Counted.PREVIOUS, count * Counted.ONE | Counted.SEARCHED);
                counts.searched++;
                step = Step.COPY_NEXT;
            }
            case NEXT -> {
                links = thread.follow(links, linksAt);
                linksAt = thread.position();
                step = Step.SHAPE;
                if (links == list) {
                    thread.end();
                }
            }
            case SHAPE -> {
                field = 0;
                step = Step.FIELD;
                counted.shape(thread, links + Counted.LINKS, shape);
            }
            case FIELD -> field(thread);
            case TARGET -> {
                step = Step.KIND;
                counted.shape(thread, target, targetShape);
            }
            case KIND -> {
                step = Step.FIELD;
                if (targetShape.references() > 0) {
                    word = thread.follow(target - Counted.LINKS + Counted.PREVIOUS);
                    step = (word & Counted.SEARCHED) != 0 ? Step.SUBTRACT : Step.FIELD;
                }
            }
            case SUBTRACT -> {
                thread.store(target - Counted.LINKS + Counted.PREVIOUS, word - Counted.ONE);
                step = Step.FIELD;
            }
        }
    }

    private void field(RuntimeThread thread) {
        if (field == shape.references()) {
            step = Step.NEXT;
            return;
        }
        target = thread.follow(model.field(links + Counted.LINKS, field++), linksAt);
        if (target != 0) {
            step = Step.TARGET;
        }
    }
}
