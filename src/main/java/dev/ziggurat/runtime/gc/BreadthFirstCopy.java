package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Copies all that is reached from the roots, and has every reference point to the copies; the copies that have not been looked at lie between two
 * addresses of the new space, so that no memory beside them is needed (C. J. Cheney, "A Nonrecursive List Compacting Algorithm", 1970).
 */
final class BreadthFirstCopy extends Routine {
    private final ObjectModel model;
    private final References access;
    private final Roots.Walk roots;
    private final ShapeReader shape;
    private final Evacuation evacuation;

    /** Where the copies go. */
    private Space to;

    /** Up to here copies have been looked at. */
    private long scanned;

    /** The place whose reference is at hand: a root, or of a copy. */
    private long place;

    // The copy that is looked at, and the next of its references.
    private long object;
    private int field;

    private boolean inRoots;
    private long reference;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        EVACUATE,
        UPDATE,
        SHAPE,
        LOOK
    }

    BreadthFirstCopy(World world, Evacuation evacuation) {
        model = world.model;
        access = world.references;
        roots = world.roots.new Walk();
        shape = new ShapeReader(model);
        this.evacuation = evacuation;
        to = new Space(0, 0);
    }

    /** Has a thread copy everything into the space, behind what is there. */
    void begin(RuntimeThread thread, Space into) {
        to = into;
        roots.begin();
        inRoots = true;
        scanned = to.top();
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
                access.store(thread, place, thread.answer());
                step = Step.NEXT;
            }
            case SHAPE -> {
                step = Step.LOOK;
                shape.read(thread, object, thread.load(object));
            }
            case LOOK -> {
                field = 0;
                scanned += shape.bytes();
                step = Step.NEXT;
            }
        }
    }

    /** Loads the next reference, or ends if there is none. */
    private void next(RuntimeThread thread) {
        if (inRoots) {
            place = roots.next();
            inRoots = place != 0;
        }
        if (!inRoots) {
            if (object == 0 || field == shape.references()) {
                nextObject(thread);
                return;
            }
            place = model.field(object, field++);
        }
        reference = access.load(thread, place);
        if (reference != 0) {
            step = Step.EVACUATE;
        }
    }

    private void nextObject(RuntimeThread thread) {
        if (scanned == to.top()) {
            object = 0;
            thread.end();
        } else {
            object = scanned;
            step = Step.SHAPE;
        }
    }
}
