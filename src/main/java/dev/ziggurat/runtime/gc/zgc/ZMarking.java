package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.World;

/**
 * The collector's thread marks, beside the program: it takes objects from the stacks until there are none, marks them, and loads each of their references through the barrier (ZMark::mark_and_follow). How many objects of a
 * page live, and how many bytes of them, is added up in registers as long as objects of one page follow each other (ZMarkCache has 1024 such pages).
 */
final class ZMarking extends Routine {
    private final ZPages pages;
    private final ObjectModel model;
    private final ZMarkStack stack;
    private final ZLiveMap map;
    private final ZLoadBarrier barrier;
    private final ShapeReader shape;

    private long cycle;
    private long object;
    private long page;

    // The positions of the loads that they come from.
    private long objectAt;
    private long pageAt;

    private int field;

    // What is to be added to the counts of a page.
    private long counted;
    private long liveObjects;
    private long liveBytes;

    private Step step = Step.POP;

    private long objects;
    private long bytes;

    private enum Step {
        POP,
        TAKEN,
        SEQUENCE,
        MARK,
        MARKED,
        SHAPE,
        COUNT,
        ADD_BYTES,
        FIELD,
        LAST,
        LAST_BYTES
    }

    ZMarking(World world, ZPages pages, ZMarkStack stack, ZLoadBarrier barrier) {
        this.pages = pages;
        this.stack = stack;
        this.barrier = barrier;
        model = world.model;
        map = new ZLiveMap(pages);
        shape = new ShapeReader(model);
    }

    /** Has the thread mark until it finds nothing more, in a cycle. */
    void begin(RuntimeThread thread, long ofCycle) {
        cycle = ofCycle;
        map.cycle(cycle);
        counted = 0;
        step = Step.POP;
        thread.call(this);
    }

    /** Returns how many objects were marked, ever. */
    long objects() {
        return objects;
    }

    /** Returns the bytes of them. */
    long bytes() {
        return bytes;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case POP -> {
                step = Step.TAKEN;
                stack.pop(thread);
            }
            case TAKEN -> taken(thread);
            case SEQUENCE -> step = thread.follow(page + ZPages.SEQUENCE) == cycle ? Step.POP : Step.MARK;
            case MARK -> {
                step = Step.MARKED;
                map.set(thread, page, pageAt, object, objectAt);
            }
            case MARKED -> step = thread.answer() == 0 ? Step.POP : Step.SHAPE;
            case SHAPE -> {
                step = Step.COUNT;
                thread.from(objectAt);
                shape.read(thread, object, model.hasTypeWord() ? 0 : thread.follow(object));
            }
            case FIELD -> {
                if (field == shape.references()) {
                    step = Step.POP;
                } else {
                    thread.from(objectAt);
                    barrier.markThrough(thread, model.field(object, field++));
                }
            }
            default -> count(thread);
        }
    }

    private void taken(RuntimeThread thread) {
        object = thread.answer();
        objectAt = thread.answeredAt();
        if (object == 0) {
            step = Step.LAST;
        } else {
            page = thread.follow(ZPages.tableWord(pages.granule(object)), objectAt);
            pageAt = thread.position();
            step = Step.SEQUENCE;
        }
    }

    private void count(RuntimeThread thread) {
        switch (step) {
            case COUNT -> {
                objects++;
                bytes += shape.bytes();
                step = Step.ADD_BYTES;
                if (page == counted) {
                    counts();
                } else if (counted != 0) {
                    thread.add(counted + ZPages.LIVE_OBJECTS, liveObjects);
                }
            }
            case ADD_BYTES -> {
                if (counted != 0) {
                    thread.add(counted + ZPages.LIVE_BYTES, liveBytes);
                }
                counted = page;
                liveObjects = 0;
                liveBytes = 0;
                counts();
            }
            case LAST -> {
                step = Step.LAST_BYTES;
                if (counted == 0) {
                    thread.end();
                } else {
                    thread.add(counted + ZPages.LIVE_OBJECTS, liveObjects);
                }
            }
            default -> {
                thread.add(counted + ZPages.LIVE_BYTES, liveBytes);
                thread.end();
            }
        }
    }

    /** The object at hand counts; then its references are looked at. */
    private void counts() {
        liveObjects++;
        liveBytes += shape.bytes();
        field = 0;
        step = Step.FIELD;
    }
}
