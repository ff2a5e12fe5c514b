package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Copies what lives of the young objects: into the other survivor space, or into the old space if they have lived through enough collections or the survivor
 * space is full. It is reached from the roots, from dirty cards of the old space, and from the copies themselves, which are looked at in their order.
 */
final class YoungCollection extends Routine implements Evacuation.Destination {
    private static final int WORD = 8;
    private static final long CARD_BYTE = 0xff;

    private final Generations heap;
    private final ObjectModel model;
    private final References access;
    private final Cards cards;
    private final Roots.Walk roots;
    private final ShapeReader shape;
    private final Evacuation evacuation;
    private final StartMarking starts;

    // Up to here copies have been looked at; what was in the old space before is not, but for its cards.
    private long scannedSurvivors;
    private long scannedOld;
    private long oldBefore;

    // Eight cards, the one at hand, and the last of what was in the old space before.
    private long eight;
    private long card;
    private long lastCard;

    // The object at hand, and the references of it that are looked at: the next, and the end.
    private long object;
    private long field;
    private long lastField;

    /** The place whose reference is at hand. */
    private long place;

    private long reference;
    private From from = From.ROOTS;
    private Step step = Step.NEXT;

    /** Where references come from. */
    private enum From {
        ROOTS,
        CARDS,
        COPIES
    }

    private enum Step {
        NEXT,
        EVACUATE,
        ENTER,
        UPDATE,
        REMEMBER,
        CARD,
        START,
        SHAPE,
        LOOK
    }

    YoungCollection(World world, Generations heap) {
        this.heap = heap;
        model = world.model;
        access = world.references;
        cards = heap.cards();
        roots = world.roots.new Walk();
        shape = new ShapeReader(model);
        evacuation = new Evacuation(world, this);
        starts = new StartMarking(cards);
    }

    /** Has a thread collect. */
    void begin(RuntimeThread thread) {
        roots.begin();
        from = From.ROOTS;
        scannedSurvivors = heap.to().top();
        oldBefore = heap.old().top();
        scannedOld = oldBefore;
        lastCard = cards.card(oldBefore - 1);
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    public long place(long bytes, long markWord) {
        return heap.place(bytes, ObjectModel.age(markWord));
    }

    @Override
    public long markWord(long old) {
        return ObjectModel.older(old);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case EVACUATE -> {
                step = Step.ENTER;
                evacuation.of(thread, reference);
            }
            case ENTER -> {
                reference = thread.answer();
                step = Step.UPDATE;
                if (evacuation.fresh() && heap.old().contains(reference)) {
                    starts.begin(thread, reference, evacuation.bytes());
                }
            }
            case UPDATE -> {
                access.store(thread, place, reference);
                boolean remember = heap.old().contains(place) && !heap.old().contains(reference);
                step = remember ? Step.REMEMBER : Step.NEXT;
            }
            case REMEMBER -> {
                thread.storeByte(cards.card(place), Cards.DIRTY);
                step = Step.NEXT;
            }
            case CARD -> {
                thread.storeByte(card, 0);
                step = Step.START;
            }
            case START -> {
                object = thread.load(cards.start(cards.first(card)));
                step = Step.SHAPE;
            }
            case SHAPE -> {
                step = Step.LOOK;
                shape.read(thread, object, from == From.CARDS ? thread.follow(object) : thread.load(object));
            }
            case LOOK -> look();
        }
    }

    /** Loads the next reference, from wherever there is one. */
    private void next(RuntimeThread thread) {
        if (from == From.ROOTS) {
            place = roots.next();
            if (place == 0) {
                from = From.CARDS;
                card = Places.CARDS - 1;
                eight = 0;
                field = lastField;
                object = 0;
                return;
            }
        } else if (field == lastField) {
            nextObject(thread);
            return;
        } else {
            place = model.field(object, (int) field++);
        }
        reference = access.load(thread, place);
        if (heap.young(reference)) {
            step = Step.EVACUATE;
        }
    }

    private void nextObject(RuntimeThread thread) {
        if (from == From.CARDS) {
            nextInCards(thread);
        } else if (scannedSurvivors < heap.to().top()) {
            object = scannedSurvivors;
            step = Step.SHAPE;
        } else if (scannedOld < heap.old().top()) {
            object = scannedOld;
            step = Step.SHAPE;
        } else {
            heap.flip();
            thread.end();
        }
    }

    /** Goes on to the next object of the card at hand, or to the next dirty card. */
    private void nextInCards(RuntimeThread thread) {
        if (object != 0 && object + shape.bytes() < Math.min(oldBefore, cards.first(card) + Cards.CARD)) {
            object += shape.bytes();
            step = Step.SHAPE;
            return;
        }
        object = 0;
        card++;
        if ((card & (WORD - 1)) == 0) {
            if (card > lastCard) {
                from = From.COPIES;
                return;
            }
            eight = thread.load(card);
        }
        if (eight == 0 || card > lastCard) {
            card |= WORD - 1;
        } else if ((eight >>> ((card & (WORD - 1)) * Byte.SIZE) & CARD_BYTE) != 0) {
            step = Step.CARD;
        }
    }

    /** The references of an object are to be looked at: of a dirty card those that lie in it, of a copy all. */
    private void look() {
        field = 0;
        lastField = shape.references();
        if (from == From.CARDS) {
            long first = model.field(object, 0);
            long begin = cards.first(card);
            long size = model.referenceBytes();
            field = Math.min(lastField, Math.max(0, (begin - first + size - 1) / size));
            lastField = Math.max(field, Math.min(lastField, (begin + Cards.CARD - first + size - 1) / size));
        } else if (object == scannedSurvivors) {
            scannedSurvivors += shape.bytes();
        } else {
            scannedOld += shape.bytes();
        }
        step = Step.NEXT;
    }
}
