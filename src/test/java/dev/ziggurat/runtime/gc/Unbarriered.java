package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.RuntimeThread;

/** Planted: a thread that stores references without what its collector wants done then. */
final class Unbarriered implements Mutator {
    private final Mutator right;
    private final Plain plain;

    Unbarriered(World world, RuntimeThread thread, Mutator right) {
        this.right = right;
        plain = new Plain(thread, world.references);
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
        plain.write(place, value);
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
        right.collect();
    }
}
