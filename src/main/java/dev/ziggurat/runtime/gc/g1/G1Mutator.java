package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.PlainMutator;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.Types;
import dev.ziggurat.runtime.gc.World;

/** A thread of the program on a heap of the garbage-first collector. Roots have no barriers: every pause that needs them goes through all. */
final class G1Mutator implements Mutator {
    private final RuntimeThread thread;
    private final PlainMutator plain;
    private final Source source;
    private final G1Write write;

    /** Where the thread gets its memory. */
    interface Source extends Allocation.Source {
        Allocation allocation();

        Safepoints.Part safepoint();

        /** An object is to be made. */
        void begin();

        /** Has the thread wait for a full collection. */
        void collectAll(RuntimeThread thread);
    }

    G1Mutator(RuntimeThread thread, World world, Source source, G1Write write) {
        this.thread = thread;
        this.source = source;
        this.write = write;
        plain = new PlainMutator(thread, world, source.allocation(), source, source.safepoint());
    }

    @Override
    public void allocate(Types.Shape shape) {
        source.begin();
        plain.allocate(shape);
    }

    @Override
    public void read(long object, long place) {
        plain.read(object, place);
    }

    @Override
    public void write(long object, long place, long value) {
        write.begin(thread, place, value);
    }

    @Override
    public void root(long place, long value) {
        plain.root(place, value);
    }

    @Override
    public Safepoints.Part safepoint() {
        return plain.safepoint();
    }

    @Override
    public void collect() {
        source.collectAll(thread);
    }
}
