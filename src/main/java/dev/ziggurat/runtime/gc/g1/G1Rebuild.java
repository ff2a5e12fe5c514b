package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.StartMarking;
import dev.ziggurat.runtime.gc.World;

/**
 * When everything was slid together: no card is dirty, nothing is known of marking, and the tables of objects that cards begin with and the remembered sets are made anew (until JDK 10
 * RebuildRSOopClosure; later ones leave the sets of old regions to the next marking).
 */
final class G1Rebuild extends Routine {
    private final G1Heap heap;
    private final ObjectModel model;
    private final References access;
    private final G1CardFill fill;
    private final ShapeReader shape;
    private final StartMarking starts;
    private final G1Remset remset;

    private int region;
    private long object;

    /** The positions of what the object comes from, 0 if it is known, and its shape. */
    private long objectAt;

    private long shapeAt;
    private long top;
    private int field;
    private Step step = Step.CARDS;

    private enum Step {
        CARDS,
        NEXT_START,
        MARK_START,
        CAPACITY,
        COUNT,
        KIND,
        TOP,
        HEAD,
        SHAPED,
        FIELD
    }

    G1Rebuild(World world, G1Heap heap) {
        this.heap = heap;
        model = world.model;
        access = world.references;
        fill = new G1CardFill(world, heap);
        shape = new ShapeReader(model);
        starts = new StartMarking(heap.cards());
        remset = new G1Remset(heap);
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread) {
        region = 0;
        step = Step.CARDS;
        thread.call(this);
    }

    /** Returns how many cards were entered in remembered sets, ever. */
    long entered() {
        return remset.added();
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CARDS -> {
                step = Step.NEXT_START;
                fill.begin(thread, region, G1Heap.CLEAN);
            }
            case NEXT_START -> {
                thread.store(G1Heap.word(region, G1Heap.NEXT_START), heap.bottom(region));
                step = Step.MARK_START;
            }
            case MARK_START -> {
                thread.store(G1Heap.word(region, G1Heap.MARK_START), heap.bottom(region));
                step = Step.CAPACITY;
            }
            case CAPACITY -> {
                thread.store(G1Heap.word(region, G1Heap.CAPACITY), 0);
                step = Step.COUNT;
            }
            case COUNT -> {
                thread.store(G1Heap.word(region++, G1Heap.COUNT), 0);
                step = Step.CARDS;
                if (region == heap.regions()) {
                    region = -1;
                    step = Step.KIND;
                }
            }
            default -> walk(thread);
        }
    }

    private void walk(RuntimeThread thread) {
        switch (step) {
            case KIND -> {
                region++;
                if (region == heap.regions()) {
                    thread.end();
                    return;
                }
                int kind = thread.loadByte(G1Heap.KINDS + region);
                step = kind == G1Heap.OLD || kind == G1Heap.HUMONGOUS ? Step.TOP : Step.KIND;
            }
            case TOP -> {
                object = heap.bottom(region);
                objectAt = 0;
                top = thread.load(G1Heap.word(region, G1Heap.TOP));
                step = Step.HEAD;
            }
            case HEAD -> {
                step = Step.SHAPED;
                if (object >= top) {
                    step = Step.KIND;
                } else {
                    thread.from(objectAt);
                    shape.read(thread, object, model.hasTypeWord() ? 0 : thread.follow(object));
                }
            }
            case SHAPED -> {
                field = 0;
                shapeAt = thread.position();
                step = Step.FIELD;
                starts.begin(thread, object, shape.bytes());
            }
            default -> field(thread);
        }
    }

    private void field(RuntimeThread thread) {
        if (field == shape.references()) {
            object += shape.bytes();
            objectAt = shapeAt;
            step = Step.HEAD;
            return;
        }
        long place = model.field(object, field++);
        thread.from(objectAt);
        long reference = access.follow(thread, place);
        if (reference != 0 && heap.crosses(place, reference)) {
            remset.add(
                    thread,
                    heap.index(reference),
                    G1Heap.cardNumber(heap.cards().card(place)));
        }
    }
}
