package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Collector;
import dev.ziggurat.runtime.gc.DirectRun;
import dev.ziggurat.runtime.gc.ManagedRuntime;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.Roots;
import dev.ziggurat.runtime.gc.World;
import java.util.List;

/** One thread of a program and the Go-like collector's own, step by step: the collector goes on only when it is told to, or when the thread waits for it. */
final class GoRig {
    private static final int PROGRAM = 0;
    private static final int COLLECTOR = 1;
    private static final long RUNS = 0;
    private static final int MOST_STEPS = 1_000_000;

    final World world;
    final Mutator mutator;
    final Roots.Frame frame;

    private final RuntimeThread[] threads;
    private final long[] waiting = new long[2];
    private final Reference reference = new Reference();
    private DirectRun.Observer observer = (into, of) -> {};
    private long time;

    /** Makes one, of the collector as it stands in a workload file. */
    GoRig(String keys) {
        ManagedRuntime.Spec spec = DirectRun.spec("collector: {kind: go, " + keys + "}");
        world = new World(new ObjectModel(spec.layout()), spec.globals());
        Collector collector = spec.collector().create(world);
        threads = new RuntimeThread[] {
            new RuntimeThread(world.words, List.of()), new RuntimeThread(world.words, List.of())
        };
        mutator = collector.attach(threads[PROGRAM], 0);
        frame = world.roots.addThread();
        threads[COLLECTOR].call(collector.own(threads[COLLECTOR], 0));
    }

    void observe(DirectRun.Observer by) {
        observer = by;
    }

    long word(long address) {
        return world.words.read(address);
    }

    /** Makes an object to which a place refers then; returns its address. */
    long make(long place, int references, long data) {
        long object = run(() -> mutator.allocate(world.types.of(references, data)));
        if (object != Mutator.NONE) {
            run(() -> mutator.root(place, object));
        }
        return object;
    }

    void put(long object, int field, long value) {
        run(() -> mutator.write(object, world.model.field(object, field), value));
    }

    void root(long place, long value) {
        run(() -> mutator.root(place, value));
    }

    void poll() {
        run(() -> mutator.safepoint().poll(threads[PROGRAM]));
    }

    void collect() {
        run(mutator::collect);
    }

    /** Has the thread of the program do something to its end; the collector goes on while it waits. Returns its answer. */
    private long run(Runnable begin) {
        begin.run();
        for (int i = 0; i < MOST_STEPS; i++) {
            if (waiting[PROGRAM] != RUNS) {
                step(COLLECTOR);
            } else if (!step(PROGRAM)) {
                return threads[PROGRAM].answer();
            }
        }
        throw new AssertionError("it does not end");
    }

    /** Has a cycle begin, up to where its barrier is on and the world goes on, and no frame is scanned. */
    void startMarking() {
        world.words.write(GoPlaces.WANTED, word(GoPlaces.WANTED) + 1);
        wake(GoPlaces.WANTED, 1);
        while (word(GoPlaces.PHASE) == GoPlaces.OFF || world.log.pending()) {
            goOn();
        }
    }

    /** Has the collector go on until the cycle is over. */
    void finishCycle() {
        while (word(GoPlaces.DONE) < word(GoPlaces.WANTED) || waiting[COLLECTOR] != GoPlaces.WANTED) {
            goOn();
        }
    }

    /** Has the collector take a step, or the thread look if that waits for it. */
    void goOn() {
        if (waiting[COLLECTOR] == RUNS) {
            step(COLLECTOR);
        } else {
            poll();
        }
    }

    private boolean step(int number) {
        if (waiting[number] != RUNS) {
            throw new AssertionError("both threads wait");
        }
        RuntimeThread thread = threads[number];
        thread.next(reference);
        observer.seen(reference, world);
        time += 1000;
        if (reference.kind == Kind.WAIT) {
            waiting[number] = thread.waits(reference.address) ? reference.address : RUNS;
        } else if (reference.kind == Kind.WAKE) {
            wake(reference.address, reference.number);
        } else if (reference.kind == Kind.CLOCK) {
            thread.returned(time);
        }
        return reference.kind != Kind.EXIT;
    }

    private void wake(long address, int most) {
        int left = most;
        for (int i = 0; i < waiting.length && left > 0; i++) {
            if (waiting[i] == address) {
                waiting[i] = RUNS;
                left--;
            }
        }
    }
}
