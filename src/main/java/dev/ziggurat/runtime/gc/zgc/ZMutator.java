package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.Plain;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.Types;
import dev.ziggurat.runtime.gc.World;

/**
 * A thread of the program on a heap with coloured references: it loads references through a barrier, and stores them in the good colour without one. What it holds in registers and roots are addresses without
 * colours, which are right until the next pause.
 */
final class ZMutator implements Mutator {
    private final RuntimeThread thread;
    private final Allocation allocation;
    private final ZLoadBarrier barrier;
    private final ZCycleWait cycle;
    private final Safepoints.Part safepoint;
    private final Plain roots;
    private final Write write;

    ZMutator(
            RuntimeThread thread,
            World world,
            Allocation allocation,
            ZLoadBarrier barrier,
            ZColours colours,
            ZDirector director,
            Safepoints.Part safepoint) {
        this.thread = thread;
        this.allocation = allocation;
        this.barrier = barrier;
        this.safepoint = safepoint;
        cycle = new ZCycleWait(safepoint, new ZRequest(director));
        roots = new Plain(thread, world.references);
        write = new Write(colours);
    }

    @Override
    public void allocate(Types.Shape shape) {
        allocation.begin(thread, shape);
    }

    @Override
    public void read(long object, long place) {
        barrier.load(thread, place);
    }

    @Override
    public void write(long object, long place, long value) {
        write.place = place;
        write.value = value;
        thread.call(write);
    }

    @Override
    public void root(long place, long value) {
        roots.write(place, value);
    }

    @Override
    public Safepoints.Part safepoint() {
        return safepoint;
    }

    @Override
    public void collect() {
        cycle.begin(thread);
    }

    private static final class Write extends Routine {
        private final ZColours colours;
        private long place;
        private long value;

        Write(ZColours colours) {
            this.colours = colours;
        }

        @Override
        protected void step(RuntimeThread thread) {
            thread.store(place, colours.coloured(value));
            thread.end();
        }
    }
}
