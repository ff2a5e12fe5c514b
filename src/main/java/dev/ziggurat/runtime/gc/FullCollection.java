package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Slides all that lives, old and young, together in the old space. What is unused between the spaces becomes a gap first, so that they can be gone through as one. Then no
 * card is dirty, and the cards' object starts are those of the objects that are there now.
 */
final class FullCollection extends Routine {
    private static final int WORD = 8;

    private final Generations heap;
    private final Marker marker;
    private final SlideOrder order;
    private final SlideUpdate update;
    private final SlideMove move;
    private final ShapeReader shape;
    private final StartMarking starts;
    private final ObjectModel model;

    /** The space whose unused end becomes a gap. */
    private int gaps;

    /** How far the tables about the old space are done: a card's byte, an object. */
    private long card;

    private long object;
    private long lastCard;
    private Step step = Step.GAPS;

    private enum Step {
        GAPS,
        MARK,
        ORDER,
        UPDATE,
        MOVE,
        CLEAN,
        HEADER,
        START
    }

    FullCollection(World world, Generations heap) {
        this.heap = heap;
        model = world.model;
        marker = new Marker(world);
        order = new SlideOrder(world);
        update = new SlideUpdate(world);
        move = new SlideMove(world);
        shape = new ShapeReader(model);
        starts = new StartMarking(heap.cards());
    }

    /** Has a thread collect. */
    void begin(RuntimeThread thread) {
        gaps = 0;
        card = Places.CARDS;
        lastCard = heap.cards().card(heap.old().top());
        object = heap.old().base();
        step = Step.GAPS;
        thread.call(this);
    }

    Marker marker() {
        return marker;
    }

    SlideMove move() {
        return move;
    }

    @Override
    protected void step(RuntimeThread thread) {
        long base = heap.old().base();
        long end = heap.eden().top();
        switch (step) {
            case GAPS -> gap(thread);
            case MARK -> {
                step = Step.ORDER;
                marker.begin(thread);
            }
            case ORDER -> {
                step = Step.UPDATE;
                order.begin(thread, base, end);
            }
            case UPDATE -> {
                step = Step.MOVE;
                update.begin(thread, base, end);
            }
            case MOVE -> {
                step = Step.CLEAN;
                move.begin(thread, base, end);
            }
            case CLEAN -> {
                thread.store(card, 0);
                card += WORD;
                if (card > lastCard) {
                    step = Step.HEADER;
                    heap.compacted(order.top());
                }
            }
            case HEADER -> {
                if (object >= heap.old().top()) {
                    thread.end();
                } else {
                    step = Step.START;
                    shape.read(thread, object, thread.load(object));
                }
            }
            case START -> {
                long at = object;
                object += shape.bytes();
                step = Step.HEADER;
                starts.begin(thread, at, shape.bytes());
            }
        }
    }

    /** Makes a gap of the next unused end, if there is one. */
    private void gap(RuntimeThread thread) {
        Space space;
        switch (gaps++) {
            case 0 -> space = heap.old();
            case 1 -> space = heap.from().base() < heap.to().base() ? heap.from() : heap.to();
            case 2 -> space = heap.from().base() < heap.to().base() ? heap.to() : heap.from();
            default -> {
                step = Step.MARK;
                return;
            }
        }
        if (space.top() < space.end()) {
            thread.store(space.top(), ObjectModel.gap(space.end() - space.top()));
        }
    }
}
