package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.World;

/**
 * Marks from the stack, and from full marking queues when that is empty, for a while: until so many references were looked at (G1CMTask::refs_reached_period), but no object is left
 * half done. HotSpot finds objects above its finger by their bits, and has only the others on a stack.
 */
final class G1Mark extends Routine {
    private static final int PERIOD = 1024;
    private static final int WORD = 8;

    private final G1Heap heap;
    private final ObjectModel model;
    private final References access;
    private final ShapeReader shape;
    private final G1Shade shade;
    private final G1BufferList full;
    private final G1BufferList free;
    private final int entries;

    private int budget;
    private boolean toTheEnd;
    private long object;
    private long objectAt;
    private int field;
    private long live;
    private long buffer;
    private long bufferAt;
    private long entry;
    private long reached;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        POPPED,
        SHAPE,
        LIVE,
        FIELD,
        BUFFER,
        ENTRY
    }

    /** Makes the code; buffers hold so many entries. */
    G1Mark(World world, G1Heap heap, G1Shade shade, G1BufferList full, G1BufferList free, int entries) {
        this.heap = heap;
        model = world.model;
        access = world.references;
        shape = new ShapeReader(model);
        this.shade = shade;
        this.full = full;
        this.free = free;
        this.entries = entries;
    }

    /** Has a thread mark for a while, or until nothing is left; the answer is 1 if something may be left. */
    void begin(RuntimeThread thread, boolean all) {
        budget = PERIOD;
        toTheEnd = all;
        step = Step.NEXT;
        thread.call(this);
    }

    /** Returns how many references and entries of queues were looked at, ever. */
    long reached() {
        return reached;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                if (budget <= 0 && !toTheEnd) {
                    thread.end(1);
                } else if (shade.isEmpty()) {
                    step = Step.BUFFER;
                    full.pop(thread);
                } else {
                    object = shade.pop(thread);
                    objectAt = thread.position();
                    step = Step.POPPED;
                }
            }
            case POPPED -> {
                step = Step.SHAPE;
                shape.read(thread, object, model.hasTypeWord() ? 0 : thread.follow(object));
            }
            case SHAPE -> {
                live = thread.follow(heap.wordOf(object, G1Heap.LIVE), objectAt);
                field = 0;
                step = Step.LIVE;
            }
            case LIVE -> {
                thread.store(heap.wordOf(object, G1Heap.LIVE), live + shape.bytes());
                step = Step.FIELD;
            }
            case FIELD -> {
                if (field == shape.references()) {
                    step = Step.NEXT;
                } else {
                    budget--;
                    reached++;
                    thread.from(objectAt);
                    look(thread, access.follow(thread, model.field(object, field++)));
                }
            }
            case BUFFER -> {
                buffer = thread.answer();
                bufferAt = thread.answeredAt();
                entry = 0;
                step = Step.ENTRY;
                if (buffer == 0) {
                    thread.end(0);
                }
            }
            case ENTRY -> {
                if (entry == entries) {
                    step = Step.NEXT;
                    free.push(thread, buffer);
                } else {
                    budget--;
                    reached++;
                    look(thread, thread.follow(buffer + G1Queue.HEADER + entry++ * WORD, bufferAt));
                }
            }
        }
    }

    private void look(RuntimeThread thread, long reference) {
        if (reference != 0) {
            shade.begin(thread, reference, thread.position());
        }
    }
}
