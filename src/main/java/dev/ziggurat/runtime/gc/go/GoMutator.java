package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Plain;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.Types;
import dev.ziggurat.runtime.gc.World;

/** A thread of the program on the Go-like heap. Its locals have no barrier, for its frame is scanned once, at a look. */
final class GoMutator implements Mutator {
    private final RuntimeThread thread;
    private final Plain plain;
    private final GoAllocation allocation;
    private final GoBarrier barrier;
    private final GoCycle cycle;
    private final Safepoints.Part safepoint;

    GoMutator(RuntimeThread thread, World world, GoAllocation allocation, GoBarrier barrier, GoAllocation.Parts parts) {
        this.thread = thread;
        this.allocation = allocation;
        this.barrier = barrier;
        cycle = parts.cycle();
        safepoint = parts.safepoint();
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
        barrier.begin(thread, place, value);
    }

    @Override
    public void root(long place, long value) {
        if (place < Places.CONTROL) {
            barrier.begin(thread, place, value);
        } else {
            plain.write(place, value);
        }
    }

    @Override
    public Safepoints.Part safepoint() {
        return safepoint;
    }

    @Override
    public void collect() {
        cycle.begin(thread);
    }
}
