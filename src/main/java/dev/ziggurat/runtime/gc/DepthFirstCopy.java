package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Copies all that is reached from the roots, and has every reference point to the copies; an object's references are followed as soon as it is copied, so
 * that children lie beside their parents. What waits stands on a stack: an object, and the next of its references.
 */
final class DepthFirstCopy extends Routine {
    private static final int WORD = 8;

    private final ObjectModel model;
    private final References access;
    private final Roots.Walk roots;
    private final ShapeReader shape;
    private final Evacuation evacuation;

    private long place;
    private long reference;

    // The object whose references are followed, 0 among the roots; the next of them, and how many there are.
    private long object;
    private long field;
    private int references;

    /** The bytes of the stack. */
    private long stacked;

    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        EVACUATE,
        UPDATE,
        PUSH_FIELD,
        PUSH_OBJECT,
        DESCEND,
        POP_OBJECT,
        SHAPE,
        RESUME
    }

    DepthFirstCopy(World world, Evacuation evacuation) {
        model = world.model;
        access = world.references;
        roots = world.roots.new Walk();
        shape = new ShapeReader(model);
        this.evacuation = evacuation;
    }

    void begin(RuntimeThread thread) {
        roots.begin();
        object = 0;
        stacked = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case EVACUATE -> {
                step = Step.UPDATE;
                evacuation.of(thread, reference);
            }
            case UPDATE -> {
                reference = thread.answer();
                access.store(thread, place, reference);
                step = !evacuation.fresh() ? Step.NEXT : object == 0 ? Step.DESCEND : Step.PUSH_FIELD;
            }
            case PUSH_FIELD -> {
                push(thread, field);
                step = Step.PUSH_OBJECT;
            }
            case PUSH_OBJECT -> {
                push(thread, object);
                step = Step.DESCEND;
            }
            case DESCEND -> {
                object = reference;
                field = 0;
                references = evacuation.references();
                step = Step.NEXT;
            }
            case POP_OBJECT -> {
                object = pop(thread);
                step = Step.SHAPE;
            }
            case SHAPE -> {
                step = Step.RESUME;
                shape.read(thread, object, thread.load(object));
            }
            case RESUME -> {
                references = shape.references();
                field = pop(thread);
                step = Step.NEXT;
            }
        }
    }

    /** Loads the next reference of the object at hand, or goes back to the one that waits, or to the roots. */
    private void next(RuntimeThread thread) {
        if (object != 0 && field == references) {
            if (stacked > 0) {
                step = Step.POP_OBJECT;
                return;
            }
            object = 0;
        }
        if (object == 0) {
            place = roots.next();
            if (place == 0) {
                thread.end();
                return;
            }
        } else {
            place = model.field(object, (int) field++);
        }
        reference = access.load(thread, place);
        if (reference != 0) {
            step = Step.EVACUATE;
        }
    }

    private void push(RuntimeThread thread, long word) {
        thread.store(Places.WORK + stacked, word);
        stacked += WORD;
    }

    private long pop(RuntimeThread thread) {
        stacked -= WORD;
        return thread.load(Places.WORK + stacked);
    }
}
