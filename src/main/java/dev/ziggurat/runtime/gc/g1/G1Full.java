package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Marker;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.SlideMove;
import dev.ziggurat.runtime.gc.SlideUpdate;
import dev.ziggurat.runtime.gc.World;

/** A full collection: everything that lives is marked and slid together, region by region; a marking that is under way is given up. */
final class G1Full extends Routine {
    private final G1Heap heap;
    private final G1Flush cards;
    private final G1Flush marks;
    private final G1Begin begin;
    private final Marker marker;
    private final G1Order order;
    private final SlideUpdate update;
    private final SlideMove move;
    private final G1Rebuild rebuild;

    private int region;
    private long top;
    private Step step = Step.CARDS;

    private enum Step {
        CARDS,
        MARKS,
        INACTIVE,
        KIND,
        TOP,
        GAP,
        MARK,
        ORDER,
        UPDATE,
        MOVE,
        REBUILD,
        FREE,
        OLD,
        HUMONGOUS,
        CHOSEN,
        END
    }

    G1Full(World world, G1Heap heap, G1Flush cards, G1Flush marks, G1Begin begin) {
        this.heap = heap;
        this.cards = cards;
        this.marks = marks;
        this.begin = begin;
        marker = new Marker(world);
        order = new G1Order(world, heap);
        update = new SlideUpdate(world);
        move = new SlideMove(world);
        rebuild = new G1Rebuild(world, heap);
    }

    /** Has a thread collect. */
    void begin(RuntimeThread thread) {
        region = 0;
        step = Step.CARDS;
        thread.call(this);
    }

    Marker marker() {
        return marker;
    }

    SlideMove move() {
        return move;
    }

    G1Rebuild rebuild() {
        return rebuild;
    }

    /** Returns how many bytes lived. */
    long live() {
        return order.bytes();
    }

    long old() {
        return order.old();
    }

    long humongous() {
        return order.humongous();
    }

    long free() {
        return heap.regions() - order.old() - order.humongous();
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CARDS -> {
                step = Step.MARKS;
                cards.drop(thread);
            }
            case MARKS -> {
                step = Step.INACTIVE;
                marks.drop(thread);
            }
            case INACTIVE -> {
                step = Step.KIND;
                begin.begin(thread, false);
            }
            case KIND -> {
                if (region == heap.regions()) {
                    step = Step.MARK;
                } else {
                    boolean free = thread.loadByte(G1Heap.KINDS + region) == G1Heap.FREE;
                    top = heap.bottom(region);
                    step = free ? Step.GAP : Step.TOP;
                }
            }
            case TOP -> {
                top = thread.load(G1Heap.word(region, G1Heap.TOP));
                step = Step.GAP;
            }
            case GAP -> {
                if (top < heap.end(region)) {
                    thread.store(top, ObjectModel.gap(heap.end(region) - top));
                }
                region++;
                step = Step.KIND;
            }
            case MARK -> {
                step = Step.ORDER;
                marker.begin(thread);
            }
            case ORDER -> {
                step = Step.UPDATE;
                order.begin(thread);
            }
            case UPDATE -> {
                step = Step.MOVE;
                update.begin(thread, heap.base(), heap.end());
            }
            case MOVE -> {
                step = Step.REBUILD;
                move.begin(thread, heap.base(), heap.end());
            }
            case REBUILD -> {
                step = Step.FREE;
                rebuild.begin(thread);
            }
            default -> settle(thread);
        }
    }

    private void settle(RuntimeThread thread) {
        switch (step) {
            case FREE -> {
                thread.store(G1Heap.FREE_REGIONS, free());
                step = Step.OLD;
            }
            case OLD -> {
                thread.store(G1Heap.OLD_REGIONS, old());
                step = Step.HUMONGOUS;
            }
            case HUMONGOUS -> {
                thread.store(G1Heap.HUMONGOUS_REGIONS, humongous());
                step = Step.CHOSEN;
            }
            case CHOSEN -> {
                thread.store(G1Heap.CHOSEN_REGIONS, 0);
                step = Step.END;
            }
            default -> thread.end();
        }
    }
}
