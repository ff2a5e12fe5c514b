package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.RuntimeThread;

/** A thread that never asks for a collection by itself: the collector has to find out when one is due. */
public final class Uncollected implements Mutator {
    private final RuntimeThread thread;
    private final Mutator right;

    public Uncollected(RuntimeThread thread, Mutator right) {
        this.thread = thread;
        this.right = right;
    }

    @Override
    public void allocate(Types.Shape shape) {
        right.allocate(shape);
    }

    @Override
    public void read(long object, long place) {
        right.read(object, place);
    }

    @Override
    public void write(long object, long place, long value) {
        right.write(object, place, value);
    }

    @Override
    public void root(long place, long value) {
        right.root(place, value);
    }

    @Override
    public Safepoints.Part safepoint() {
        return right.safepoint();
    }

    @Override
    public void collect() {
        right.safepoint().poll(thread);
    }
}
