package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Cards;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.World;

/**
 * Goes through the references that stand on a card and lead into another region. Objects that the last marking has found dead are passed over: what they refer to may be gone
 * (HotSpot's oops_on_memregion_seq_iterate_careful).
 */
final class G1CardScan extends Routine {
    private final G1Heap heap;
    private final ObjectModel model;
    private final References access;
    private final ShapeReader shape;
    private final Visitor visitor;

    // The stretch, of the card at most, in which references are looked at.
    private long begin;
    private long end;

    /** The positions of what the card, the object at hand and its shape come from. */
    private long cardAt;

    private long objectAt;
    private long shapeAt;

    private long object;
    private long start;
    private long bitmap;
    private int field;
    private int lastField;
    private Step step = Step.START;

    /** Who gets the references. */
    interface Visitor {
        /** Has a thread do something with a reference, which is not null, to another region. */
        void reference(RuntimeThread thread, long place, long reference);
    }

    private enum Step {
        START,
        MARK_START,
        BITMAP,
        HEAD,
        SHAPED,
        ALIVE,
        NEXT
    }

    G1CardScan(World world, G1Heap heap, Visitor visitor) {
        this.heap = heap;
        model = world.model;
        access = world.references;
        shape = new ShapeReader(model);
        this.visitor = visitor;
    }

    /** Has a thread go through a card, loaded by the reference at a position, which begins before the top of its region. */
    void begin(RuntimeThread thread, long card, long at, long top) {
        cardAt = at;
        begin = heap.cards().first(card);
        end = Math.min(begin + Cards.CARD, top);
        step = Step.START;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case START -> {
                object = thread.follow(heap.cards().start(begin), cardAt);
                objectAt = thread.position();
                step = Step.MARK_START;
            }
            case MARK_START -> {
                start = thread.follow(heap.wordOf(object, G1Heap.MARK_START));
                step = object < start ? Step.BITMAP : Step.HEAD;
            }
            case BITMAP -> {
                bitmap = thread.load(G1Heap.BITMAP);
                step = Step.HEAD;
            }
            case HEAD -> head(thread);
            case SHAPED -> {
                bounds();
                shapeAt = thread.position();
                step = object < start && field < lastField ? Step.ALIVE : Step.NEXT;
            }
            case ALIVE -> {
                step = Step.NEXT;
                if ((thread.follow(heap.mapWord(bitmap, object), objectAt) & G1Heap.mapBit(object)) == 0) {
                    field = lastField;
                }
            }
            case NEXT -> next(thread);
        }
    }

    private void head(RuntimeThread thread) {
        if (object >= end) {
            thread.end();
            return;
        }
        long markWord = thread.follow(object, objectAt);
        if (ObjectModel.is(markWord, ObjectModel.GAP)) {
            object += ObjectModel.distance(markWord);
            objectAt = thread.position();
        } else {
            step = Step.SHAPED;
            shape.read(thread, object, markWord);
        }
    }

    /** The references of the object at hand that stand on the card. */
    private void bounds() {
        long first = model.field(object, 0);
        long size = model.referenceBytes();
        lastField = shape.references();
        field = (int) Math.min(lastField, Math.max(0, (begin - first + size - 1) / size));
        lastField = (int) Math.max(field, Math.min(lastField, (end - first + size - 1) / size));
    }

    private void next(RuntimeThread thread) {
        if (field == lastField) {
            object += shape.bytes();
            objectAt = shapeAt;
            step = Step.HEAD;
            return;
        }
        long place = model.field(object, field++);
        thread.from(objectAt);
        long reference = access.follow(thread, place);
        if (reference != 0 && heap.crosses(place, reference)) {
            visitor.reference(thread, place, reference);
        }
    }
}
