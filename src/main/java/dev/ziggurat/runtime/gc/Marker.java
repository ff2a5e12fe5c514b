package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Marks all that is reached from the roots, depth first (J. McCarthy, "Recursive Functions of Symbolic Expressions", 1960). The mark is a bit of the mark
 * word; objects that are marked, and whose references have not been looked at, stand on a stack beside the heap.
 */
public final class Marker extends Routine {
    private static final int WORD = 8;

    private final ObjectModel model;
    private final References access;
    private final Roots.Walk roots;
    private final ShapeReader shape;

    // The object whose references are looked at, 0 if there is none; the next of them, and how many there are.
    private long object;
    private int field;
    private int references;

    private long reference;
    private long markWord;

    /** The bytes of the stack. */
    private long stacked;

    private Step step = Step.NEXT;

    private long marked;

    private enum Step {
        NEXT,
        TEST,
        MARK,
        PUSH,
        POP,
        SHAPE,
        LOOK
    }

    public Marker(World world) {
        model = world.model;
        access = world.references;
        roots = world.roots.new Walk();
        shape = new ShapeReader(model);
    }

    /** Has a thread mark everything that lives; no object may be marked. */
    public void begin(RuntimeThread thread) {
        roots.begin();
        object = 0;
        stacked = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    /** Returns how many objects were marked, ever. */
    long marked() {
        return marked;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case TEST -> {
                markWord = thread.follow(reference);
                step = ObjectModel.is(markWord, ObjectModel.MARK) ? Step.NEXT : Step.MARK;
            }
            case MARK -> {
                thread.store(reference, markWord | ObjectModel.MARK);
                marked++;
                step = Step.PUSH;
            }
            case PUSH -> {
                thread.store(Places.WORK + stacked, reference);
                stacked += WORD;
                step = Step.NEXT;
            }
            case POP -> {
                stacked -= WORD;
                object = thread.load(Places.WORK + stacked);
                step = Step.SHAPE;
            }
            case SHAPE -> {
                step = Step.LOOK;
                shape.read(thread, object, model.hasTypeWord() ? 0 : thread.follow(object));
            }
            case LOOK -> {
                field = 0;
                references = shape.references();
                step = Step.NEXT;
            }
        }
    }

    /** Loads the next reference of the object at hand, or takes one from the stack, or goes on with the roots. */
    private void next(RuntimeThread thread) {
        if (object != 0 && field == references) {
            object = 0;
        }
        long place;
        if (object != 0) {
            place = model.field(object, field++);
        } else if (stacked > 0) {
            step = Step.POP;
            return;
        } else {
            place = roots.next();
            if (place == 0) {
                thread.end();
                return;
            }
        }
        reference = access.load(thread, place);
        if (reference != 0) {
            step = Step.TEST;
        }
    }
}
