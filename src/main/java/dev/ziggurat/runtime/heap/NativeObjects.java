package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Origins;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects;
import dev.ziggurat.runtime.program.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that are blocks of an allocator, which the program gives back: references and data, no header. A new one is cleared 16 B at a time, as a managed one is.
 * Locals are stored in a frame here too, though nobody looks for them there, so that what differs from a managed process is the memory management alone.
 */
final class NativeObjects implements Objects {
    /** Where the frames of the threads' locals begin: a choice, as in a managed process. */
    private static final long FRAMES = 0x1_3000_0000L;

    private static final long FRAME_BYTES = 1L << 20;

    private static final int CLEARED = 16;
    private static final long WORD = RuntimeThread.WORD;

    private final WordStore words;
    private final Values values;
    private final RuntimeThread thread;
    private final HeapThread heap;
    private final long frame;
    private final List<Block> shapes = new ArrayList<>();
    private final Make make = new Make();
    private final Get get = new Get();
    private final Origins origins = new Origins();

    /** What blocks of a type look like. */
    private record Block(int number, int references, long bytes) implements Shape {}

    /**
     * Makes the objects of a thread.
     *
     * @param number the thread's among those of its process
     */
    NativeObjects(WordStore words, Values values, RuntimeThread thread, HeapThread heap, int number) {
        this.words = words;
        this.values = values;
        this.thread = thread;
        this.heap = heap;
        frame = FRAMES + number * FRAME_BYTES;
    }

    /** Returns where the frames of so many threads are. */
    static Area area(int threads) {
        return new Area("frames", FRAMES, threads * FRAME_BYTES);
    }

    @Override
    public Shape shape(int references, long data) {
        long bytes = references * WORD + data;
        for (Block shape : shapes) {
            if (shape.references == references && shape.bytes == bytes) {
                return shape;
            }
        }
        Block shape = new Block(shapes.size(), references, bytes);
        shapes.add(shape);
        return shape;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean explicit() {
        return true;
    }

    @Override
    public void make(int to, Shape shape) {
        make.to = to;
        make.bytes = shapes.get(shape.number()).bytes;
        make.step = Make.Step.ALLOCATE;
        thread.call(make);
    }

    @Override
    public void get(int to, int object, int field) {
        get.to = to;
        get.origin = origins.of(object);
        get.place = value(object) + field * WORD;
        get.read = false;
        thread.call(get);
    }

    @Override
    public void put(int object, int field, int from) {
        thread.store(value(object) + field * WORD, value(from));
    }

    @Override
    public void cut(int object, int field) {
        thread.store(value(object) + field * WORD, 0);
    }

    @Override
    public void copy(int to, int from) {
        origins.set(to, origins.of(from));
        thread.store(slot(to), value(from));
    }

    @Override
    public void clear(int local) {
        origins.set(local, 0);
        thread.store(slot(local), 0);
    }

    @Override
    public boolean isNull(int local) {
        return value(local) == 0;
    }

    @Override
    public boolean same(int local, int other) {
        return value(local) == value(other);
    }

    @Override
    public long load(int object, Shape shape, int word) {
        return thread.follow(value(object) + (shape.references() + word) * WORD, origins.of(object));
    }

    @Override
    public void store(int object, Shape shape, int word, long value) {
        thread.store(value(object) + (shape.references() + word) * WORD, value);
    }

    @Override
    public void free(int local) {
        heap.free(value(local));
    }

    /** Nobody stops this process's threads. */
    @Override
    public void poll() {}

    /** Nothing is garbage that nobody has given back. */
    @Override
    public void collect() {}

    /** Nobody looks at locals. */
    @Override
    public void forget(int local) {}

    /** Nobody waits for the thread. */
    @Override
    public void leave() {}

    private long slot(int local) {
        if (local >= FRAME_BYTES / WORD) {
            throw new IllegalStateException("a thread has no more locals than its frame has words");
        }
        return frame + local * WORD;
    }

    private long value(int local) {
        return words.read(slot(local));
    }

    private final class Make extends Routine {
        private int to;
        private long bytes;
        private long block;
        private long cleared;
        private Step step = Step.ALLOCATE;

        private enum Step {
            ALLOCATE,
            ALLOCATED,
            CLEAR
        }

        @Override
        protected void step(RuntimeThread of) {
            switch (step) {
                case ALLOCATE -> {
                    step = Step.ALLOCATED;
                    heap.allocate(bytes, 1);
                }
                case ALLOCATED -> {
                    block = of.answer();
                    cleared = 0;
                    step = Step.CLEAR;
                    if (block == HeapThread.NONE) {
                        of.exit();
                    }
                }
                case CLEAR -> {
                    if (cleared >= bytes) {
                        of.end();
                        origins.set(to, 0);
                        of.store(slot(to), block);
                    } else {
                        int size = (int) Math.min(CLEARED, bytes - cleared);
                        of.clear(block + cleared, size);
                        cleared += size;
                    }
                }
            }
        }
    }

    private final class Get extends Routine {
        private int to;
        private long place;
        private long origin;
        private boolean read;
        private long value;

        @Override
        protected void step(RuntimeThread of) {
            if (read) {
                of.end();
                of.store(slot(to), value);
            } else {
                read = true;
                value = of.follow(place, origin);
                origins.set(to, of.position());
            }
        }
    }
}
