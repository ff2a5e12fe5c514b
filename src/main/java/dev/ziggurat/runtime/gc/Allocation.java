package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;

/**
 * How a thread makes objects: upwards in a buffer of its own, whose top is a word that belongs to the thread. When the buffer is too small the heap gives another, or has to collect first.
 */
public final class Allocation extends Routine {
    private static final int WORD = 8;

    /** After so many in vain there is no memory. One could be not enough: other threads may take what it frees. */
    private static final int MOST_COLLECTIONS = 3;

    private final World world;
    private final Source source;

    /** The word that says how far the buffer is used. */
    private final long topWord;

    private final Counts counts;
    private final ObjectFill fill;

    private long top;
    private long end;

    private Types.Shape shape;
    private long object;
    private int collections;
    private Step step = Step.TOP;

    private enum Step {
        TOP,
        CLAIM,
        FILL,
        END,
        REFILL,
        REFILLED,
        COLLECTED
    }

    /** Where buffers come from. */
    public interface Source {
        /** Has the thread get a buffer for so many bytes at least, and tell it by {@link Allocation#buffer}; answers 0 if there is none. */
        void refill(RuntimeThread thread, Allocation into, long bytes);

        /** Has the thread collect garbage. */
        void collect(RuntimeThread thread);
    }

    /** What was allocated. */
    public static final class Counts {
        public long objects;
        public long bytes;

        public void describe(Section section) {
            section.counter("objects_allocated", "objects", "objects made", () -> objects);
            section.counter("bytes_allocated", "B", "bytes of them", () -> bytes);
        }
    }

    public Allocation(World world, int number, Source source, Counts counts) {
        this.world = world;
        this.source = source;
        this.counts = counts;
        fill = new ObjectFill(world.model);
        topWord = Places.LOCAL + number * Places.LOCAL_BYTES;
        shape = world.types.of(0, 0);
    }

    /** Has a thread make an object; the answer is its address, {@link Mutator#NONE} if there is no memory for it. */
    public void begin(RuntimeThread thread, Types.Shape newShape) {
        shape = newShape;
        collections = 0;
        step = Step.TOP;
        thread.call(this);
    }

    /** The thread allocates from here on. */
    public void buffer(long from, long to) {
        top = from;
        end = to;
        world.words.write(topWord, from);
        world.words.write(endWord(), to);
    }

    /** Returns where the word is that says how far the buffer is used. */
    public long topWord() {
        return topWord;
    }

    /** Returns where the word is that says where the buffer ends, which only others need to load. */
    long endWord() {
        return topWord + WORD;
    }

    /** Returns where the rest of the buffer begins, which is free. */
    public long top() {
        return top;
    }

    /** Returns where the buffer ends. */
    public long end() {
        return end;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TOP -> {
                object = thread.load(topWord);
                step = object + shape.bytes() <= end ? Step.CLAIM : Step.REFILL;
            }
            case CLAIM -> {
                top = object + shape.bytes();
                thread.store(topWord, top);
                step = Step.FILL;
            }
            case FILL -> {
                step = Step.END;
                fill.begin(thread, object, shape);
            }
            case END -> {
                counts.objects++;
                counts.bytes += shape.bytes();
                thread.end(object);
            }
            case REFILL -> {
                step = Step.REFILLED;
                source.refill(thread, this, shape.bytes());
            }
            case REFILLED -> refilled(thread);
            case COLLECTED -> {
                collections++;
                step = Step.REFILL;
            }
        }
    }

    private void refilled(RuntimeThread thread) {
        if (thread.answer() != 0) {
            step = Step.TOP;
        } else if (collections == MOST_COLLECTIONS) {
            thread.end(Mutator.NONE);
        } else {
            step = Step.COLLECTED;
            source.collect(thread);
        }
    }
}
