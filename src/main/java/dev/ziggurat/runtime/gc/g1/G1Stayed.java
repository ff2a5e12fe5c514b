package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Cards;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.StartMarking;
import dev.ziggurat.runtime.gc.World;

/**
 * Goes through a region of which something could not be copied: what stayed loses its mark, the rest becomes gaps, and both are entered as what cards begin with
 * (G1EvacFailure's RemoveSelfForwardPtrObjClosure).
 */
final class G1Stayed extends Routine {
    private final ObjectModel model;
    private final ShapeReader shape;
    private final StartMarking starts;

    private long at;

    /** The position of what the place at hand comes from. */
    private long atAt;

    private long end;
    private long markWord;
    private long copy;

    /** Where the gap began that is not yet written, 0 if there is none. */
    private long gap;

    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        COPY,
        SHAPE,
        SIZED,
        GAP,
        UNMARK
    }

    G1Stayed(World world, Cards cards) {
        model = world.model;
        shape = new ShapeReader(model);
        starts = new StartMarking(cards);
    }

    /** Has a thread go through a region up to its top; the region was loaded by the reference at a position. */
    void begin(RuntimeThread thread, long bottom, long regionAt, long top) {
        at = bottom;
        atAt = regionAt;
        end = top;
        gap = 0;
        copy = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case COPY -> {
                // The type may stand in the mark word, which a copied object has lost.
                long word = model.hasTypeWord() ? 0 : thread.follow(copy);
                step = Step.SIZED;
                shape.read(thread, copy, word);
            }
            case SHAPE -> {
                step = Step.SIZED;
                shape.read(thread, at, markWord);
            }
            case SIZED -> sized(thread);
            case GAP -> {
                thread.store(gap, ObjectModel.gap(at - gap));
                starts.begin(thread, gap, at - gap);
                gap = 0;
                step = at == end ? Step.NEXT : Step.UNMARK;
            }
            case UNMARK -> {
                thread.store(at, markWord & ~ObjectModel.MARK);
                starts.begin(thread, at, shape.bytes());
                at += shape.bytes();
                step = Step.NEXT;
            }
        }
    }

    private void next(RuntimeThread thread) {
        if (at == end) {
            step = Step.GAP;
            if (gap == 0) {
                thread.end();
            }
            return;
        }
        markWord = thread.follow(at, atAt);
        if (ObjectModel.is(markWord, ObjectModel.GAP)) {
            widen(ObjectModel.distance(markWord));
            atAt = thread.position();
        } else if (ObjectModel.is(markWord, ObjectModel.FORWARDED)) {
            copy = ObjectModel.forwarded(markWord);
            step = Step.COPY;
        } else {
            step = Step.SHAPE;
        }
    }

    private void sized(RuntimeThread thread) {
        // What comes next begins behind a shape that was just loaded.
        atAt = thread.position();
        if (copy == 0 && ObjectModel.is(markWord, ObjectModel.MARK)) {
            step = gap == 0 ? Step.UNMARK : Step.GAP;
        } else {
            copy = 0;
            widen(shape.bytes());
            step = Step.NEXT;
        }
    }

    private void widen(long bytes) {
        if (gap == 0) {
            gap = at;
        }
        at += bytes;
    }
}
