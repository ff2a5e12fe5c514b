package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Evacuation;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.StartMarking;
import dev.ziggurat.runtime.gc.World;

/**
 * Empties the stack of places: the object that a place refers to is copied unless it was before, the place refers to the copy, and the places of the copy that lead into the
 * collection set are put on the stack (G1ParScanThreadState::do_oop_evac). Cards of what is not young and leads into another region are remembered.
 */
final class G1Evacuation extends Routine {
    private final G1Heap heap;
    private final ObjectModel model;
    private final References access;
    private final G1Lists lists;
    private final G1Lists.Look look;
    private final G1Targets targets;
    private final Evacuation evacuation;
    private final StartMarking starts;

    private long place;
    private long placeAt;
    private long reference;
    private long referenceAt;
    private long copy;
    private int kind;
    private int field;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        LOAD,
        KIND,
        COPY,
        COPIED,
        UPDATE,
        HOLDER,
        REMEMBER,
        FIELDS
    }

    G1Evacuation(World world, G1Heap heap, G1Lists lists, G1Targets targets) {
        this.heap = heap;
        model = world.model;
        access = world.references;
        this.lists = lists;
        look = lists.new Look();
        this.targets = targets;
        evacuation = new Evacuation(world, targets);
        starts = new StartMarking(heap.cards());
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread) {
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                if (lists.isEmpty()) {
                    thread.end();
                } else {
                    place = lists.pop(thread);
                    placeAt = thread.position();
                    step = Step.LOAD;
                }
            }
            case LOAD -> {
                reference = access.follow(thread, place);
                referenceAt = thread.position();
                step = Step.KIND;
            }
            case KIND -> {
                kind = thread.followByte(heap.kindOf(reference));
                step = (kind & G1Heap.CHOSEN) == 0 ? Step.NEXT : Step.COPY;
            }
            case COPY -> {
                step = Step.COPIED;
                targets.from(kind);
                thread.from(referenceAt);
                evacuation.of(thread, reference);
            }
            case COPIED -> {
                copy = thread.answer();
                step = Step.UPDATE;
                copied(thread);
            }
            case UPDATE -> {
                step = Places.ofRoots(place) || !heap.crosses(place, copy) ? Step.FIELDS : Step.HOLDER;
                field = 0;
                if (copy != reference) {
                    access.store(thread, place, copy);
                }
            }
            case HOLDER -> {
                thread.from(placeAt);
                int holder = thread.followByte(heap.kindOf(place));
                step = G1Heap.young(holder) && (holder & G1Heap.STAYED) == 0 ? Step.FIELDS : Step.REMEMBER;
            }
            case REMEMBER -> {
                step = Step.FIELDS;
                lists.remember(thread, place);
            }
            case FIELDS -> fields(thread);
        }
    }

    /** An object that stays makes its region one of which something stays; one that is old now is entered as what cards begin with. */
    private void copied(RuntimeThread thread) {
        if (!evacuation.fresh()) {
            return;
        }
        if (copy == reference) {
            thread.storeByte(heap.kindOf(reference), kind | G1Heap.STAYED);
        } else if (targets.tenured()) {
            starts.begin(thread, copy, evacuation.bytes());
        }
    }

    private void fields(RuntimeThread thread) {
        if (!evacuation.fresh() || field == evacuation.references()) {
            step = Step.NEXT;
            return;
        }
        long at = model.field(copy, field++);
        long to = access.load(thread, at);
        if (to != 0) {
            look.begin(thread, at, to, targets.tenured());
        }
    }
}
