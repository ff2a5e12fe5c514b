package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.Arrays;

/**
 * The objects of a managed process as one thread of its program uses them, by its locals. A local is in a register, and every new value of one is also
 * stored to its slot of the thread's frame, where a collector finds it and may change it: to use a local costs nothing, to set it one store.
 *
 * <p>A step of a program does one of these at most; what it answers is there at the next step. Only {@link #make} and {@link #poll} may collect.
 */
public final class Objects {
    private final World world;
    private final WordStore words;
    private final RuntimeThread thread;
    private final Mutator mutator;
    private final Safepoints.Part safepoint;
    private final Roots.Frame frame;
    private final Make make;
    private final Get get = new Get();
    private final Forget forget = new Forget();
    private boolean exhausted;

    /** By local: which of the thread's references loaded what it refers to. */
    private long[] loaded = new long[16];

    Objects(World world, RuntimeThread thread, Mutator mutator, Safepoints.Part safepoint) {
        this.world = world;
        this.thread = thread;
        this.mutator = mutator;
        this.safepoint = safepoint;
        words = world.words;
        frame = world.roots.addThread();
        make = new Make(world.types.of(0, 0));
    }

    /** Returns the shape of objects with so many references and bytes of other data. */
    public Types.Shape shape(int references, long data) {
        return world.types.of(references, data);
    }

    /** Has a local refer to a new object, its references null and its data zero. If there is no memory for it the thread ends. */
    public void make(int to, Types.Shape shape) {
        make.to = to;
        make.made = false;
        make.shape = shape;
        thread.call(make);
    }

    /** Has a local refer to what a reference of an object refers to. */
    public void get(int to, int object, int field) {
        get.begin(to, object, field);
    }

    /** Has a reference of an object refer to what a local refers to. */
    public void put(int object, int field, int from) {
        mutator.write(value(object), place(object, field), value(from));
    }

    /** Has a local refer to what another refers to. */
    public void copy(int to, int from) {
        set(to, value(from), loadedBy(from));
    }

    /** Sets a local to a reference that came from one of the thread's references. */
    private void set(int local, long reference, long position) {
        if (local >= loaded.length) {
            loaded = Arrays.copyOf(loaded, Math.max(local + 1, 2 * loaded.length));
        }
        loaded[local] = position;
        thread.from(position);
        mutator.root(frame.slot(local), reference);
    }

    private long loadedBy(int local) {
        return local < loaded.length ? loaded[local] : 0;
    }

    /** Whether a local refers to nothing. */
    public boolean isNull(int local) {
        return value(local) == 0;
    }

    /** Loads a word of an object's data, which are behind its references. */
    public long load(int object, Types.Shape shape, int word) {
        return thread.follow(data(object, shape, word), loadedBy(object));
    }

    /** The thread looks whether it is to stop for a collection, and if so does. */
    public void poll() {
        safepoint.poll(thread);
    }

    /** Has all garbage collected. */
    public void collect() {
        mutator.collect();
    }

    /** The locals from one on are not in use any more: what they referred to may be garbage. That costs nothing, but where references are counted. */
    public void forget(int local) {
        if (mutator.counts()) {
            forget.least = local;
            thread.call(forget);
        } else {
            frame.shrinkTo(local);
        }
    }

    /** The thread's locals are not in use any more, and the others do not wait for it; its next step must end it. */
    public void leave() {
        frame.shrinkTo(0);
        safepoint.leave(thread);
    }

    /** Whether the thread has ended because there was no memory for an object. */
    boolean exhausted() {
        return exhausted;
    }

    private long data(int object, Types.Shape shape, int word) {
        return world.model.data(value(object), shape.references()) + (long) word * RuntimeThread.WORD;
    }

    private long place(int object, int field) {
        return world.model.field(value(object), field);
    }

    private long value(int local) {
        return words.read(frame.slot(local));
    }

    private final class Make extends Routine {
        private int to;
        private boolean made;
        private Types.Shape shape;

        Make(Types.Shape shape) {
            this.shape = shape;
        }

        @Override
        protected void step(RuntimeThread of) {
            if (!made) {
                made = true;
                mutator.allocate(shape);
            } else if (exhausted) {
                of.exit();
            } else if (of.answer() == Mutator.NONE) {
                exhausted = true;
                leave();
            } else {
                of.end();
                set(to, of.answer(), of.answeredAt());
            }
        }
    }

    /** Sets the locals to null that are not in use any more, the last first. */
    private final class Forget extends Routine {
        private int least;

        @Override
        protected void step(RuntimeThread of) {
            int last = frame.count() - 1;
            if (last < least) {
                of.end();
                return;
            }
            long place = frame.slot(last);
            frame.shrinkTo(last);
            mutator.root(place, 0);
        }
    }

    private final class Get extends Routine {
        private int to;
        private int object;
        private int field;
        private boolean read;

        void begin(int newTo, int newObject, int newField) {
            to = newTo;
            object = newObject;
            field = newField;
            read = false;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread of) {
            if (read) {
                of.end();
                set(to, of.answer(), of.answeredAt());
            } else {
                read = true;
                long address = value(object);
                of.from(loadedBy(object));
                mutator.read(address, world.model.field(address, field));
            }
        }
    }
}
