package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.World;

/**
 * The store of a reference with both barriers of G1BarrierSetAssembler. Before it: while marking is active, what the store overwrites goes into the thread's marking queue unless it is null. Behind it:
 * if the reference leads into another region and is not null, the card of its place is looked at; unless it is young there is a fence and, if it is not dirty, it becomes so and
 * goes into the thread's queue of cards.
 */
final class G1Write extends Routine {
    private final G1Heap heap;
    private final References access;
    private final long local;
    private final G1Queue marks;
    private final G1Queue cards;

    private long place;

    /** The position of what the place comes from, if it was said. */
    private long placeAt;

    private long value;
    private long card;
    private Step step = Step.ACTIVE;

    private enum Step {
        ACTIVE,
        OLD,
        STORE,
        YOUNG,
        FENCE,
        LOOK,
        DIRTY,
        ENQUEUE,
        END
    }

    /** Makes the code of a thread. */
    G1Write(World world, G1Heap heap, long local, G1Queue marks, G1Queue cards) {
        this.heap = heap;
        access = world.references;
        this.local = local;
        this.marks = marks;
        this.cards = cards;
    }

    /** Has a thread store a reference, perhaps null, at a place of an object. */
    void begin(RuntimeThread thread, long to, long reference) {
        place = to;
        placeAt = thread.origin();
        value = reference;
        step = Step.ACTIVE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case ACTIVE -> step = thread.loadByte(local + G1Heap.ACTIVE) == 0 ? Step.STORE : Step.OLD;
            case OLD -> {
                thread.from(placeAt);
                long old = access.follow(thread, place);
                step = Step.STORE;
                if (old != 0) {
                    marks.enqueue(thread, old);
                }
            }
            case STORE -> {
                access.store(thread, place, value);
                step = Step.YOUNG;
                if (value == 0 || !heap.crosses(place, value)) {
                    thread.end();
                }
            }
            case YOUNG -> {
                card = heap.cards().card(place);
                thread.from(placeAt);
                step = thread.followByte(card) == G1Heap.YOUNG ? Step.END : Step.FENCE;
            }
            case FENCE -> {
                thread.add(local + G1Heap.FENCE, 0);
                step = Step.LOOK;
            }
            case LOOK -> {
                thread.from(placeAt);
                step = thread.followByte(card) == G1Heap.DIRTY ? Step.END : Step.DIRTY;
            }
            case DIRTY -> {
                thread.storeByte(card, G1Heap.DIRTY);
                step = Step.ENQUEUE;
            }
            case ENQUEUE -> {
                step = Step.END;
                cards.enqueue(thread, card);
            }
            case END -> thread.end();
        }
    }
}
