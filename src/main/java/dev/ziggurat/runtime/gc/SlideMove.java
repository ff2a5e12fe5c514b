package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Moves each marked object down by the distance in its mark word, from its first bytes to its last, 16 B at a time (SSE2), and takes mark and distance away. */
public final class SlideMove extends Routine {
    private static final int CHUNK = 16;
    private static final int WORD = 8;

    private final WordStore words;
    private final ShapeReader shape;
    private long at;
    private long end;
    private long markWord;
    private long distance;
    private long done;

    // The words on their way.
    private long low;
    private long high;

    private Step step = Step.NEXT;

    private long objects;
    private long bytes;

    private enum Step {
        NEXT,
        SHAPE,
        SIZED,
        LOAD,
        STORE
    }

    public SlideMove(World world) {
        words = world.words;
        shape = new ShapeReader(world.model);
    }

    /** Has a thread do so with all objects between two addresses. */
    public void begin(RuntimeThread thread, long from, long newEnd) {
        at = from;
        end = newEnd;
        step = Step.NEXT;
        thread.call(this);
    }

    /** Returns how many objects were moved, ever. */
    long objects() {
        return objects;
    }

    /** Returns the bytes of them. */
    public long bytes() {
        return bytes;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case SHAPE -> {
                step = Step.SIZED;
                shape.read(thread, at, markWord);
            }
            case SIZED -> sized(thread);
            case LOAD -> {
                thread.touch(Kind.LOAD, at + done, chunk());
                low = done == 0 ? clean() : words.read(at + done);
                high = chunk() == CHUNK ? words.read(at + done + WORD) : 0;
                step = Step.STORE;
            }
            case STORE -> store(thread);
        }
    }

    private void next(RuntimeThread thread) {
        if (at == end) {
            thread.end();
            return;
        }
        markWord = thread.load(at);
        if (ObjectModel.is(markWord, ObjectModel.GAP)) {
            at += ObjectModel.distance(markWord);
        } else {
            step = Step.SHAPE;
        }
    }

    private void sized(RuntimeThread thread) {
        step = Step.NEXT;
        distance = ObjectModel.distance(markWord);
        if (!ObjectModel.is(markWord, ObjectModel.MARK)) {
            at += shape.bytes();
        } else if (distance == 0) {
            thread.store(at, clean());
            at += shape.bytes();
        } else {
            objects++;
            bytes += shape.bytes();
            done = 0;
            step = Step.LOAD;
        }
    }

    private long clean() {
        return ObjectModel.withDistance(markWord, 0) & ~ObjectModel.MARK;
    }

    private int chunk() {
        return (int) Math.min(CHUNK, shape.bytes() - done);
    }

    private void store(RuntimeThread thread) {
        int size = chunk();
        thread.touch(Kind.STORE, at + done - distance, size);
        words.write(at + done - distance, low);
        if (size == CHUNK) {
            words.write(at + done + WORD - distance, high);
        }
        done += size;
        step = Step.LOAD;
        if (done == shape.bytes()) {
            at += done;
            step = Step.NEXT;
        }
    }
}
