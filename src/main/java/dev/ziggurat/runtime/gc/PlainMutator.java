package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.RuntimeThread;

/** A thread of the program on a heap whose collector needs to know of no reference that is read or written. */
public final class PlainMutator implements Mutator {
    private final RuntimeThread thread;
    private final Plain plain;
    private final Allocation allocation;
    private final Allocation.Source source;
    private final Safepoints.Part safepoint;

    public PlainMutator(
            RuntimeThread thread,
            World world,
            Allocation allocation,
            Allocation.Source source,
            Safepoints.Part safepoint) {
        this.thread = thread;
        this.allocation = allocation;
        this.source = source;
        this.safepoint = safepoint;
        plain = new Plain(thread, world.references);
    }

    @Override
    public void allocate(Types.Shape shape) {
        allocation.begin(thread, shape);
    }

    @Override
    public void read(long object, long place) {
        plain.read(place);
    }

    @Override
    public void write(long object, long place, long value) {
        plain.write(place, value);
    }

    @Override
    public void root(long place, long value) {
        plain.write(place, value);
    }

    @Override
    public Safepoints.Part safepoint() {
        return safepoint;
    }

    @Override
    public void collect() {
        source.collect(thread);
    }
}
