package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.World;

/**
 * Has each marked object know by how much it will move down: together, but across no border of regions, and only into regions that were in use and are not humongous, which stay
 * where they are (G1FullGCPrepareTask). The regions are at once what they will be then.
 */
final class G1Order extends Routine {
    private static final int WORD = 8;

    private final G1Heap heap;
    private final ShapeReader shape;

    private int region;
    private long at;

    /** The positions of what the place of the object at hand comes from, 0 if it is known, and of its shape. */
    private long atAt;

    private long shapeAt;
    private long top;
    private long markWord;

    /** The regions in use so far, of which so many are filled, and the last of these is being filled. */
    private long listed;

    private long used;
    private int into;
    private long to;

    private boolean frees;
    private long humongous;
    private long bytes;
    private Step step = Step.KIND;

    private enum Step {
        KIND,
        LIST,
        TOP,
        HEAD,
        SHAPED,
        CLOSE,
        OPEN,
        DISTANCE,
        HUMONGOUS,
        HUMONGOUS_SHAPED,
        FREE,
        LAST,
        REST,
        REST_KIND
    }

    G1Order(World world, G1Heap heap) {
        this.heap = heap;
        shape = new ShapeReader(world.model);
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread) {
        region = -1;
        listed = 0;
        used = 0;
        to = 0;
        frees = false;
        humongous = 0;
        bytes = 0;
        step = Step.KIND;
        thread.call(this);
    }

    /** Returns how many regions are old now. */
    long old() {
        return used;
    }

    long humongous() {
        return humongous;
    }

    /** Returns how many bytes live. */
    long bytes() {
        return bytes;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case KIND -> kind(thread);
            case LIST -> {
                thread.store(G1Heap.CHOICE + listed++ * WORD, region);
                step = Step.TOP;
            }
            case TOP -> {
                at = heap.bottom(region);
                atAt = 0;
                top = thread.load(G1Heap.word(region, G1Heap.TOP));
                step = Step.HEAD;
            }
            case HEAD -> head(thread);
            case SHAPED -> {
                step = Step.HEAD;
                shapeAt = thread.position();
                if (ObjectModel.is(markWord, ObjectModel.MARK)) {
                    boolean fits = used > 0 && to + shape.bytes() <= heap.end(into);
                    step = fits ? Step.DISTANCE : used > 0 ? Step.CLOSE : Step.OPEN;
                } else {
                    at += shape.bytes();
                    atAt = shapeAt;
                }
            }
            case CLOSE -> {
                thread.store(G1Heap.word(into, G1Heap.TOP), to);
                step = Step.OPEN;
            }
            case OPEN -> {
                into = (int) thread.load(G1Heap.CHOICE + used++ * WORD);
                to = heap.bottom(into);
                step = Step.DISTANCE;
            }
            case DISTANCE -> {
                thread.store(at, ObjectModel.withDistance(markWord, at - to));
                to += shape.bytes();
                bytes += shape.bytes();
                at += shape.bytes();
                atAt = shapeAt;
                step = Step.HEAD;
            }
            default -> rest(thread);
        }
    }

    private void kind(RuntimeThread thread) {
        region++;
        if (region == heap.regions()) {
            step = used > 0 ? Step.LAST : Step.REST;
            region = 0;
            return;
        }
        int kind = thread.loadByte(G1Heap.KINDS + region) & G1Heap.KIND;
        if (kind == G1Heap.HUMONGOUS) {
            step = Step.HUMONGOUS;
        } else if (kind == G1Heap.CONTINUED) {
            humongous += frees ? 0 : 1;
            step = frees ? Step.FREE : Step.KIND;
        } else {
            step = kind == G1Heap.FREE ? Step.KIND : Step.LIST;
        }
    }

    private void head(RuntimeThread thread) {
        if (at >= top) {
            step = Step.KIND;
            return;
        }
        markWord = thread.follow(at, atAt);
        if (ObjectModel.is(markWord, ObjectModel.GAP)) {
            at += ObjectModel.distance(markWord);
            atAt = thread.position();
        } else {
            step = Step.SHAPED;
            shape.read(thread, at, markWord);
        }
    }

    /** Goes on with humongous objects, and with the regions that nothing goes to. */
    private void rest(RuntimeThread thread) {
        switch (step) {
            case HUMONGOUS -> {
                markWord = thread.load(heap.bottom(region));
                frees = !ObjectModel.is(markWord, ObjectModel.MARK);
                step = frees ? Step.FREE : Step.HUMONGOUS_SHAPED;
                if (!frees) {
                    shape.read(thread, heap.bottom(region), markWord);
                }
            }
            case HUMONGOUS_SHAPED -> {
                humongous++;
                bytes += shape.bytes();
                step = Step.KIND;
            }
            case FREE -> {
                thread.storeByte(G1Heap.KINDS + region, G1Heap.FREE);
                step = Step.KIND;
            }
            case LAST -> {
                thread.store(G1Heap.word(into, G1Heap.TOP), to);
                step = Step.REST;
            }
            case REST -> {
                if (region == listed) {
                    thread.end();
                } else {
                    into = (int) thread.load(G1Heap.CHOICE + (long) region * WORD);
                    step = Step.REST_KIND;
                }
            }
            default -> {
                thread.storeByte(G1Heap.KINDS + into, region < used ? G1Heap.OLD : G1Heap.FREE);
                region++;
                step = Step.REST;
            }
        }
    }
}
