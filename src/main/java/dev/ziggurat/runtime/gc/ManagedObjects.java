package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Origins;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects;
import dev.ziggurat.runtime.program.Values;

/** The objects of a managed process as one thread of its program uses them: a collector finds the locals in the thread's frame, and may change them. */
final class ManagedObjects implements Objects {
    private final World world;
    private final Values values;
    private final WordStore words;
    private final RuntimeThread thread;
    private final Mutator mutator;
    private final Safepoints.Part safepoint;
    private final Roots.Frame frame;
    private final Make make;
    private final Get get = new Get();
    private final Forget forget = new Forget();
    private boolean exhausted;

    private final Origins origins = new Origins();

    ManagedObjects(World world, Values values, RuntimeThread thread, Mutator mutator) {
        this.world = world;
        this.values = values;
        this.thread = thread;
        this.mutator = mutator;
        safepoint = mutator.safepoint();
        words = world.words;
        frame = world.roots.addThread();
        make = new Make(world.types.of(0, 0));
    }

    @Override
    public Types.Shape shape(int references, long data) {
        return world.types.of(references, data);
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean explicit() {
        return false;
    }

    @Override
    public void make(int to, Shape shape) {
        make.to = to;
        make.made = false;
        make.shape = world.types.of(shape.number());
        thread.call(make);
    }

    @Override
    public void get(int to, int object, int field) {
        get.begin(to, object, field);
    }

    @Override
    public void put(int object, int field, int from) {
        write(object, field, value(from), origins.of(from));
    }

    @Override
    public void cut(int object, int field) {
        write(object, field, 0, 0);
    }

    /** A barrier before the store looks at the place, which comes from what the object came from; counting looks at the value first. */
    private void write(int object, int field, long reference, long origin) {
        thread.from(mutator.counts() ? origin : origins.of(object));
        mutator.write(value(object), place(object, field), reference);
    }

    @Override
    public void copy(int to, int from) {
        set(to, value(from), origins.of(from));
    }

    /** Sets a local to a reference that came from one of the thread's references; the place of a local comes from none. */
    private void set(int local, long reference, long position) {
        origins.set(local, position);
        thread.from(mutator.counts() ? position : 0);
        mutator.root(frame.slot(local), reference);
    }

    @Override
    public void clear(int local) {
        set(local, 0, 0);
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
        return thread.follow(data(object, shape, word), origins.of(object));
    }

    @Override
    public void store(int object, Shape shape, int word, long value) {
        thread.store(data(object, shape, word), value);
    }

    /** Nothing happens: the collector finds out. */
    @Override
    public void free(int local) {}

    @Override
    public void poll() {
        safepoint.poll(thread);
    }

    @Override
    public void collect() {
        mutator.collect();
    }

    @Override
    public void forget(int local) {
        if (mutator.counts()) {
            forget.least = local;
            thread.call(forget);
        } else {
            frame.shrinkTo(local);
        }
    }

    @Override
    public void leave() {
        frame.shrinkTo(0);
        safepoint.leave(thread);
    }

    /** Whether the thread has ended because there was no memory for an object. */
    boolean exhausted() {
        return exhausted;
    }

    private long data(int object, Shape shape, int word) {
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
                set(to, of.answer(), 0);
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
                of.from(origins.of(object));
                mutator.read(address, world.model.field(address, field));
            }
        }
    }
}
