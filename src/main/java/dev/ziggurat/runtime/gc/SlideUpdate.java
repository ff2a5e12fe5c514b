package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Has all roots, and all references of marked objects, refer to where the objects will be, which their mark words tell; a reference that is right is not stored. */
public final class SlideUpdate extends Routine {
    private final ObjectModel model;
    private final References access;
    private final Roots.Walk roots;
    private final ShapeReader shape;

    private boolean inRoots;
    private long at;
    private long end;

    // The object at hand, 0 if there is none, and the next of its references.
    private long object;
    private int field;

    private long markWord;
    // The place whose reference is at hand, what it was, and what it is to be.
    private long place;
    private long old;
    private long reference;
    private Step step = Step.NEXT;

    private long changed;

    private enum Step {
        NEXT,
        SHAPE,
        SIZED,
        TARGET,
        STORE
    }

    public SlideUpdate(World world) {
        model = world.model;
        access = world.references;
        roots = world.roots.new Walk();
        shape = new ShapeReader(model);
    }

    /** Has a thread do so, for the objects between two addresses. */
    public void begin(RuntimeThread thread, long from, long newEnd) {
        roots.begin();
        inRoots = true;
        at = from;
        end = newEnd;
        object = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    /** Returns how many references were changed, ever. */
    long changed() {
        return changed;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case SHAPE -> {
                step = Step.SIZED;
                shape.read(thread, at, markWord);
            }
            case SIZED -> {
                if (ObjectModel.is(markWord, ObjectModel.MARK)) {
                    object = at;
                    field = 0;
                }
                at += shape.bytes();
                step = Step.NEXT;
            }
            case TARGET -> {
                reference -= ObjectModel.distance(thread.follow(reference));
                step = Step.STORE;
            }
            case STORE -> {
                step = Step.NEXT;
                if (reference != old) {
                    access.store(thread, place, reference);
                    changed++;
                }
            }
        }
    }

    /** Loads the next reference, or the header of the next object. */
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
            old = reference;
            step = Step.TARGET;
        }
    }

    private void nextObject(RuntimeThread thread) {
        object = 0;
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
}
