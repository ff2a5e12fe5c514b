package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * How a collector copies an object, unless it has done so before: it looks at the mark word, learns the size, loads and stores 16 B at a time (SSE2), and
 * leaves the new address in the old mark word.
 */
public final class Evacuation extends Routine {
    private static final int CHUNK = 16;
    private static final int WORD = 8;

    private final WordStore words;
    private final ShapeReader shape;
    private final Destination destination;

    private long object;
    private long markWord;
    private long copy;
    private long done;
    private boolean fresh;
    private Step step = Step.TEST;

    private enum Step {
        TEST,
        SHAPE,
        ROOM,
        PLACE,
        LOAD,
        STORE,
        FORWARD
    }

    /** Where copies go. */
    public interface Destination {
        /** Has a thread see to it, if it must, that there is room for a copy of so many bytes, of an object with a mark word. */
        default void room(RuntimeThread thread, long bytes, long markWord) {}

        /** Returns where a copy of so many bytes goes, of an object with a mark word; 0: nowhere, it stays where it is and gets a mark. */
        long place(long bytes, long markWord);

        /** Returns the mark word of the copy. */
        long markWord(long old);
    }

    public Evacuation(World world, Destination destination) {
        words = world.words;
        shape = new ShapeReader(world.model);
        this.destination = destination;
    }

    /** Has a thread copy an object, whose address it has just loaded; the answer is where the copy is. */
    public void of(RuntimeThread thread, long newObject) {
        object = newObject;
        step = Step.TEST;
        thread.call(this);
    }

    /** Whether the object at hand was copied now. */
    public boolean fresh() {
        return fresh;
    }

    /** Returns the size of the object that was copied now. */
    public long bytes() {
        return shape.bytes();
    }

    /** Returns how many references the object has that was copied now. */
    public int references() {
        return shape.references();
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TEST -> {
                markWord = thread.follow(object);
                boolean forwarded = ObjectModel.is(markWord, ObjectModel.FORWARDED);
                fresh = !forwarded && !ObjectModel.is(markWord, ObjectModel.MARK);
                if (fresh) {
                    step = Step.SHAPE;
                } else {
                    thread.end(forwarded ? ObjectModel.forwarded(markWord) : object);
                }
            }
            case SHAPE -> {
                step = Step.ROOM;
                shape.read(thread, object, markWord);
            }
            case ROOM -> {
                step = Step.PLACE;
                destination.room(thread, shape.bytes(), markWord);
            }
            case PLACE -> place(thread);
            case LOAD -> {
                thread.touch(Kind.LOAD, object + done, chunk());
                step = Step.STORE;
            }
            case STORE -> store(thread);
            case FORWARD -> {
                thread.store(object, ObjectModel.forwardedTo(copy));
                thread.end(copy);
            }
        }
    }

    private void place(RuntimeThread thread) {
        copy = destination.place(shape.bytes(), markWord);
        done = 0;
        step = Step.LOAD;
        if (copy == 0) {
            thread.store(object, markWord | ObjectModel.MARK);
            thread.end(object);
        }
    }

    private int chunk() {
        return (int) Math.min(CHUNK, shape.bytes() - done);
    }

    private void store(RuntimeThread thread) {
        int size = chunk();
        thread.touch(Kind.STORE, copy + done, size);
        for (long at = done; at < done + size; at += WORD) {
            words.write(copy + at, at == 0 ? destination.markWord(markWord) : words.read(object + at));
        }
        done += size;
        step = done == shape.bytes() ? Step.FORWARD : Step.LOAD;
    }
}
