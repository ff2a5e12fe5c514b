package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.List;

/** One thread on a heap, step by step and without a machine: each call is run to its end. */
final class Steps {
    private final World world;
    private final RuntimeThread thread;
    private final Mutator mutator;
    private final Reference reference = new Reference();

    /** Makes one, of a collector and a layout as they stand in a workload file. */
    Steps(String yaml) {
        ManagedRuntime.Spec spec = DirectRun.spec(yaml);
        world = new World(new ObjectModel(spec.layout()), spec.globals());
        thread = new RuntimeThread(world.words, List.of());
        mutator = spec.collector().create(world).attach(thread, 0);
    }

    /** Makes an object without references, to which a global refers then; returns its address, 0 if there is no memory. */
    long make(int global, long data) {
        mutator.allocate(world.types.of(0, data));
        long object = finish();
        if (object != Mutator.NONE) {
            mutator.root(world.roots.global(global), object);
            finish();
        }
        return object;
    }

    void drop(int global) {
        mutator.root(world.roots.global(global), 0);
        finish();
    }

    void collect() {
        mutator.collect();
        finish();
    }

    long word(long address) {
        return world.words.read(address);
    }

    private long finish() {
        thread.next(reference);
        while (reference.kind != Kind.EXIT) {
            if (reference.kind == Kind.CLOCK) {
                thread.returned(0);
            }
            thread.next(reference);
        }
        return thread.answer();
    }
}
