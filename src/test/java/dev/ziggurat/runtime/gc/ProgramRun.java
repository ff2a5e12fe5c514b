package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.ObjectProgram;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.workload.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program that makes objects, run to its end on a collector without a machine; what it has left can be looked at then. */
public final class ProgramRun {
    private static final long MOST_STEPS = 20_000_000;
    private static final long WORD = RuntimeThread.WORD;

    private final World world;
    private final Collector collector;
    private final ManagedObjects objects;
    private final RuntimeThread thread;
    private final Statistics statistics = new Statistics();
    private final List<Area> areas = new ArrayList<>();
    private long time;
    private long loads;

    /**
     * Runs a program.
     *
     * @param runtime the keys of the run-time system
     * @param program those of the program
     */
    public ProgramRun(String runtime, String program, long seed) {
        ProcessSpec process = process(runtime, program);
        ManagedRuntime.Spec spec = (ManagedRuntime.Spec) process.runtime();
        if (spec == null) {
            throw new IllegalStateException("no run-time system");
        }
        world = new World(new ObjectModel(spec.layout()), spec.globals());
        collector = spec.collector().create(world);
        areas.addAll(world.areas(spec.collector().heap().bytes()));
        areas.addAll(collector.areas());
        thread = new RuntimeThread(world.words, List.of());
        objects = new ManagedObjects(world, spec.layout().values(), thread, collector.attach(thread, 0));
        collector.describe(statistics.section("gc"));
        ObjectProgram code = (ObjectProgram) process.programs().get(0).create(random(seed));
        thread.call(code.code(objects));
        run();
    }

    /** Returns the stream of a program with a seed. */
    public static RandomStream random(long seed) {
        return RandomStream.of(seed, "process.p.p");
    }

    /** Returns the process of a run-time system and a program. */
    public static ProcessSpec process(String runtime, String program) {
        String workload = "workload: w\nprocesses:\n  - {name: p, runtime: {kind: managed, " + runtime
                + "}, program: {kind: " + program + "}}\n";
        return new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", Path.of("."), workload), List.of())
                .spec()
                .processes()
                .get(0);
    }

    private void run() {
        Reference reference = new Reference();
        for (long steps = 0; steps < MOST_STEPS; steps++) {
            thread.next(reference);
            if (reference.kind == Kind.EXIT) {
                assertThat(objects.exhausted()).as("no memory").isFalse();
                return;
            }
            if (reference.kind == Kind.CLOCK) {
                time += 1000;
                thread.returned(time);
            }
            if (reference.kind == Kind.WAIT) {
                throw new AssertionError("a thread alone waits");
            }
            loads += reference.kind == Kind.LOAD ? 1 : 0;
            if (reference.kind.memory() && areas.stream().noneMatch(area -> holds(area, reference))) {
                throw new AssertionError("0x" + Long.toHexString(reference.address) + " is in no area");
            }
        }
        throw new AssertionError("it does not end");
    }

    private static boolean holds(Area area, Reference reference) {
        return reference.address >= area.start() && reference.address + reference.size <= area.start() + area.bytes();
    }

    /** Returns what a counter of the collector is. */
    public long counter(String metric) {
        return statistics.snapshot(time).counter(new Term("gc", metric));
    }

    /** Returns how many loads there were. */
    public long loads() {
        return loads;
    }

    /** Returns the object that a local referred to last. */
    public long local(int number) {
        return world.words.read(Places.FRAMES + number * WORD);
    }

    /** Returns a reference of an object. */
    public long field(long object, int number) {
        return world.words.read(world.model.field(object, number));
    }

    /** Returns a word of the data of an object. */
    public long data(long object, int word) {
        return world.words.read(world.model.data(object, references(object)) + word * WORD);
    }

    /** Returns how many references an object has. */
    public int references(long object) {
        return Types.references(descriptor(object));
    }

    private long descriptor(long object) {
        long word = world.words.read(object);
        return world.words.read(
                world.model.hasTypeWord() ? world.words.read(object + WORD) : Types.descriptor(ObjectModel.type(word)));
    }

    /**
     * Goes through all that is reached from some objects; returns how many objects that are. Each lies in the heap, is aligned, is none that was left behind, and
     * shares no byte with another.
     */
    public int reached(long... roots) {
        TreeMap<Long, Long> found = new TreeMap<>();
        Deque<Long> waiting = new ArrayDeque<>();
        for (long root : roots) {
            meet(root, found, waiting);
        }
        while (!waiting.isEmpty()) {
            long object = waiting.remove();
            for (int i = references(object) - 1; i >= 0; i--) {
                meet(field(object, i), found, waiting);
            }
        }
        long end = 0;
        for (var entry : found.entrySet()) {
            assertThat(entry.getKey()).as("objects overlap").isGreaterThanOrEqualTo(end);
            end = entry.getKey() + entry.getValue();
        }
        return found.size();
    }

    private void meet(long object, Map<Long, Long> found, Deque<Long> waiting) {
        if (object == 0 || found.containsKey(object)) {
            return;
        }
        long bytes = Types.bytes(descriptor(object));
        assertThat(collector.areas())
                .as("an object at 0x%x of %d B", object, bytes)
                .anyMatch(area -> object >= area.start() && object + bytes <= area.start() + area.bytes());
        assertThat(world.model.aligned(object)).isEqualTo(object);
        assertThat(bytes).isPositive();
        found.put(object, bytes);
        waiting.add(object);
    }
}
