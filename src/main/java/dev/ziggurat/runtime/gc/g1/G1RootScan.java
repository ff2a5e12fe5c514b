package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.World;

/**
 * Scans what the pause that began a marking has copied, survivors and old, and marks what it refers to: the root regions, which must be done before the next collection of the young
 * moves them (G1ConcurrentMark::scan_root_regions).
 */
final class G1RootScan extends Routine {
    private final ObjectModel model;
    private final References access;
    private final ShapeReader shape;
    private final G1Shade shade;

    private long next;
    private long count;
    private int region;
    private long regionAt;
    private long object;

    /** The positions of what the object comes from, and its shape. */
    private long objectAt;

    private long shapeAt;
    private long top;
    private int field;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        START,
        TOP,
        HEAD,
        SHAPED,
        FIELD
    }

    G1RootScan(World world, G1Shade shade) {
        model = world.model;
        access = world.references;
        shape = new ShapeReader(model);
        this.shade = shade;
    }

    /** Has a thread scan the first so many regions of the list of those that were filled. */
    void begin(RuntimeThread thread, long regions) {
        next = 0;
        count = regions;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                if (next == count) {
                    thread.end();
                } else {
                    region = (int) thread.load(G1Heap.FILLED + next++ * RuntimeThread.WORD);
                    regionAt = thread.position();
                    step = Step.START;
                }
            }
            case START -> {
                object = thread.follow(G1Heap.word(region, G1Heap.NEXT_START), regionAt);
                objectAt = thread.position();
                step = Step.TOP;
            }
            case TOP -> {
                top = thread.follow(G1Heap.word(region, G1Heap.TOP), regionAt);
                step = Step.HEAD;
            }
            case HEAD -> head(thread);
            case SHAPED -> {
                field = 0;
                shapeAt = thread.position();
                step = Step.FIELD;
            }
            case FIELD -> {
                if (field == shape.references()) {
                    object += shape.bytes();
                    objectAt = shapeAt;
                    step = Step.HEAD;
                    return;
                }
                thread.from(objectAt);
                long reference = access.follow(thread, model.field(object, field++));
                if (reference != 0) {
                    shade.begin(thread, reference, thread.position());
                }
            }
        }
    }

    private void head(RuntimeThread thread) {
        if (object >= top) {
            step = Step.NEXT;
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
}
