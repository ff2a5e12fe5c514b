package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Collector;
import dev.ziggurat.runtime.gc.DirectRun;
import dev.ziggurat.runtime.gc.ManagedRuntime;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.World;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** One thread on a heap of the garbage-first collector, whose own thread goes on only when the first waits for it, or is told to. */
final class G1Steps {
    private static final long RUNS = 0;

    private final World world;
    private final Collector collector;
    private final RuntimeThread thread;
    private final RuntimeThread own;
    private final Mutator mutator;
    private final Reference reference = new Reference();

    // Where the threads wait.
    private long waiting = RUNS;
    private long ownWaiting = RUNS;

    private long time;

    /** References that were said to be the collector's, of the thread of the program. */
    private long forCollector;

    /** The references to memory of the collector's own thread, and the words that they found. */
    private final List<Reference> references = new ArrayList<>();

    private final List<Long> found = new ArrayList<>();

    /** Makes one, of keys of the collector beside a heap of 32 KiB and regions of 1 KiB. */
    G1Steps(String keys) {
        this(keys, (world, made) -> made);
    }

    /** Makes one whose mutator something is put before. */
    G1Steps(String keys, BiFunction<G1Steps, Mutator, Mutator> between) {
        ManagedRuntime.Spec spec = DirectRun.spec("collector: {kind: g1, heap: 32 KiB, region: 1 KiB, buffer: 0 B, "
                + keys + "}, layout: {header: 16 B}");
        world = new World(new ObjectModel(spec.layout()), spec.globals());
        collector = spec.collector().create(world);
        thread = new RuntimeThread(world.words, List.of());
        mutator = between.apply(this, collector.attach(thread, 0));
        own = new RuntimeThread(world.words, List.of());
        own.call(collector.own(own, 0));
    }

    World world() {
        return world;
    }

    RuntimeThread thread() {
        return thread;
    }

    /** Makes an object to which a global refers then; returns its address, 0 if there is no memory. */
    long make(int global, int references, long data) {
        mutator.allocate(world.types.of(references, data));
        long object = finish();
        if (object != Mutator.NONE) {
            root(global, object);
        }
        return object;
    }

    void root(int global, long object) {
        mutator.root(world.roots.global(global), object);
        finish();
    }

    long global(int global) {
        return word(world.roots.global(global));
    }

    void write(long object, int field, long value) {
        mutator.write(object, world.model.field(object, field), value);
        finish();
    }

    long read(long object, int field) {
        mutator.read(object, world.model.field(object, field));
        return finish();
    }

    void collect() {
        mutator.collect();
        finish();
    }

    long word(long address) {
        return world.words.read(address);
    }

    /** Returns the kind of the region of an address. */
    int kind(long address) {
        long at = G1Heap.KINDS + (address - Places.HEAP) / 1024;
        return (int) (word(at & -RuntimeThread.WORD) >>> (at % RuntimeThread.WORD * Byte.SIZE)) & G1Heap.KIND;
    }

    /** Whether the threads are to say what they overwrite. */
    boolean marking() {
        return (word(G1Heap.local(0) + G1Heap.ACTIVE) & 0xff) != 0;
    }

    /** Whether the marking that ended last has marked an object. */
    boolean marked(long object) {
        G1Heap heap = new G1Heap(Places.HEAP, 32 << 10, 1 << 10);
        return (word(heap.mapWord(word(G1Heap.BITMAP), object)) & G1Heap.mapBit(object)) != 0;
    }

    long counter(String metric) {
        return counter(collector, metric);
    }

    static long counter(Collector collector, String metric) {
        Statistics statistics = new Statistics();
        collector.describe(statistics.section("gc"));
        return statistics.entries().stream()
                .filter(entry -> entry.metric().equals(metric))
                .mapToLong(entry -> ((Statistic.Counter) entry).value().getAsLong())
                .sum();
    }

    /** Makes objects that nobody refers to until so many collections of the young are over. */
    void young(int collections) {
        long until = counter("young_collections") + collections;
        while (counter("young_collections") < until) {
            mutator.allocate(world.types.of(0, 48));
            finish();
        }
    }

    /** Has the collector's thread go on until it has nothing to do; the other stops for it when it looks. */
    void rest() {
        while (ownWaiting != G1Heap.EVENTS) {
            if (ownWaiting == RUNS) {
                step(own, false);
            } else {
                mutator.safepoint().poll(thread);
                finish();
            }
        }
    }

    /** Returns how many references of the program's thread were the collector's. */
    long forCollector() {
        return forCollector;
    }

    /** Returns, of the loads of the collector's thread, those in a table, each with the word that it waits for or -1. */
    Map<Reference, Long> loads(long table, long bytes) {
        Map<Reference, Long> loads = new LinkedHashMap<>();
        for (int i = 0; i < references.size(); i++) {
            Reference load = references.get(i);
            if (load.kind == Kind.LOAD && load.address >= table && load.address < table + bytes) {
                loads.put(load, load.dependsOn == 0 ? -1 : found.get(i - load.dependsOn));
            }
        }
        return loads;
    }

    private long finish() {
        while (true) {
            if (waiting != RUNS) {
                step(own, false);
            } else if (!step(thread, true)) {
                return thread.answer();
            }
        }
    }

    private void see(boolean first) {
        if (first) {
            forCollector += reference.collector ? 1 : 0;
        } else {
            Reference kept = new Reference();
            kept.copy(reference);
            references.add(kept);
            found.add(word(reference.address & -RuntimeThread.WORD));
        }
    }

    private boolean step(RuntimeThread of, boolean first) {
        of.next(reference);
        time++;
        if (reference.kind.memory()) {
            see(first);
        }
        if (reference.kind == Kind.CLOCK) {
            of.returned(time * 1000);
        } else if (reference.kind == Kind.WAIT && of.waits(reference.address)) {
            if (first) {
                waiting = reference.address;
            } else {
                ownWaiting = reference.address;
            }
        } else if (reference.kind == Kind.WAKE) {
            waiting = waiting == reference.address ? RUNS : waiting;
            ownWaiting = ownWaiting == reference.address ? RUNS : ownWaiting;
        }
        return reference.kind != Kind.EXIT;
    }
}
