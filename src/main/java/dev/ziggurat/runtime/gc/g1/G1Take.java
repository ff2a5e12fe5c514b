package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.World;

/**
 * A thread takes a free region: the last one for the young, the first for others, as HotSpot does, that there be room for humongous objects. It looks at the kinds of eight
 * regions at a time; HotSpot has a list in the order of addresses. Whoever does so has the lock of the heap, or the world stands.
 */
final class G1Take extends Routine {
    private static final int EIGHT = 8;

    private final G1Heap heap;
    private final G1CardFill fill;

    private int kind;
    private int wanted;
    private long eight;
    private int region;
    private long count;
    private Step step = Step.FIND;

    private enum Step {
        FIND,
        KIND,
        TOP,
        NEXT_START,
        MARK_START,
        LIVE,
        CAPACITY,
        COUNT,
        FREE,
        LESS,
        CARDS,
        END
    }

    G1Take(World world, G1Heap heap) {
        this.heap = heap;
        fill = new G1CardFill(world, heap);
    }

    /** Has a thread take a region, to be of a kind from now on; the answer is its number and 1, or 0 if none is free. */
    void begin(RuntimeThread thread, int newKind) {
        kind = newKind;
        eight = G1Heap.young(kind) ? (heap.regions() - 1) / EIGHT : 0;
        step = Step.FIND;
        thread.call(this);
    }

    /** Has a thread make a certain region one of a kind. */
    void begin(RuntimeThread thread, int newKind, int certain) {
        kind = newKind;
        region = certain;
        step = Step.KIND;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FIND -> find(thread);
            case KIND -> {
                thread.storeByte(G1Heap.KINDS + region, kind);
                step = Step.TOP;
            }
            case TOP -> set(thread, G1Heap.TOP, heap.bottom(region), Step.NEXT_START);
            case NEXT_START -> set(thread, G1Heap.NEXT_START, heap.bottom(region), Step.MARK_START);
            case MARK_START -> set(thread, G1Heap.MARK_START, heap.bottom(region), Step.LIVE);
            case LIVE -> set(thread, G1Heap.LIVE, 0, Step.CAPACITY);
            case CAPACITY -> set(thread, G1Heap.CAPACITY, 0, Step.COUNT);
            case COUNT -> set(thread, G1Heap.COUNT, 0, Step.FREE);
            case FREE -> {
                count = thread.load(G1Heap.FREE_REGIONS);
                step = Step.LESS;
            }
            case LESS -> {
                thread.store(G1Heap.FREE_REGIONS, count - 1);
                step = Step.CARDS;
            }
            case CARDS -> {
                step = Step.END;
                if (G1Heap.young(kind)) {
                    fill.begin(thread, region, G1Heap.YOUNG);
                }
            }
            case END -> thread.end(region + 1L);
        }
    }

    private void set(RuntimeThread thread, long which, long value, Step then) {
        thread.store(G1Heap.word(region, which), value);
        step = then;
    }

    private void find(RuntimeThread thread) {
        boolean young = G1Heap.young(kind);
        if (eight < 0 || eight * EIGHT >= heap.regions()) {
            thread.end(0);
            return;
        }
        long word = thread.load(G1Heap.KINDS + eight * EIGHT);
        for (int i = 0; i < EIGHT; i++) {
            wanted = young ? EIGHT - 1 - i : i;
            if ((word >>> (wanted * Byte.SIZE) & 0xff) == G1Heap.FREE) {
                region = (int) eight * EIGHT + wanted;
                step = Step.KIND;
                return;
            }
        }
        eight += young ? -1 : 1;
    }
}
