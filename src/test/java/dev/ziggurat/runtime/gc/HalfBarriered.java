package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.g1.G1Heap;

/** Planted: a thread on a heap of the garbage-first collector that leaves out one of the two barriers, by a byte that says that there is nothing to do while it stores. */
public final class HalfBarriered implements Mutator {
    private final World world;
    private final RuntimeThread thread;
    private final Mutator right;
    private final boolean first;
    private final long base;
    private final Write write = new Write();

    /** Makes the first thread, without its first barrier or without its second, on a heap at the usual place. */
    public HalfBarriered(World world, RuntimeThread thread, Mutator right, boolean first) {
        this.world = world;
        this.thread = thread;
        this.right = right;
        this.first = first;
        base = Places.HEAP;
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
        write.place = place;
        write.value = value;
        write.stage = 0;
        thread.call(write);
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

    private final class Write extends Routine {
        private long place;
        private long value;
        private int stage;
        private long at;
        private int was;

        @Override
        protected void step(RuntimeThread of) {
            if (stage++ == 0) {
                at = first ? G1Heap.local(0) + G1Heap.ACTIVE : Places.CARDS + (place - base) / Cards.CARD;
                was = set(first ? 0 : G1Heap.YOUNG);
                right.write(0, place, value);
            } else {
                set(was);
                of.end();
            }
        }

        private int set(int value) {
            long word = at & -RuntimeThread.WORD;
            long bits = at % RuntimeThread.WORD * Byte.SIZE;
            long before = world.words.read(word);
            world.words.write(word, (before & ~(0xffL << bits)) | (long) value << bits);
            return (int) (before >>> bits & 0xff);
        }
    }
}
