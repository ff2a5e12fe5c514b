package dev.ziggurat.runtime.gc;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** A process with a collector without a machine: its threads take turns at random, one reference at a time, and wait and wake as a kernel has them do. */
public final class DirectRun {
    private static final long RUNS = 0;
    private static final int GLOBALS = 8;
    private static final int LOCALS = 4;
    private static final long MOST_STEPS = 20_000_000;
    private static final int LONGEST = 100;

    /** How long a step is said to take, in picoseconds. */
    private static final long STEP = 1000;

    private final World world;
    private final Collector collector;
    private final SplittableRandom random;
    private final List<RuntimeThread> threads = new ArrayList<>();
    private final List<RandomProgram> programs = new ArrayList<>();
    private final List<Graph> graphs = new ArrayList<>();
    private final int own;
    private final Reference reference = new Reference();
    private Observer observer = (into, words) -> {};

    /** Where each thread waits, {@link #RUNS} if it does not. */
    private final List<Origins> origins = new ArrayList<>();

    private long[] waiting = new long[0];

    private final List<Area> areas = new ArrayList<>();

    private int running;
    private long steps;
    private int longest = LONGEST;
    private boolean checking;
    private int slowness = 1;

    /** Sees each reference when its effect is there. */
    public interface Observer {
        void seen(Reference reference, World world);
    }

    /**
     * Makes one.
     *
     * @param yaml the collector and the layout, as they stand in a workload file
     */
    public DirectRun(String yaml, int most, SplittableRandom random) {
        ManagedRuntime.Spec spec = spec(yaml);
        this.random = random;
        world = new World(new ObjectModel(spec.layout()), (long) most * GLOBALS);
        collector = spec.collector().create(world);
        own = spec.collector().ownThreads().size();
        areas.addAll(world.areas(spec.collector().heap().bytes()));
        areas.addAll(collector.areas());
    }

    public static ManagedRuntime.Spec spec(String yaml) {
        String workload = """
                workload: w
                processes:
                  - {name: p, program: {kind: binary-trees, live: 1}, runtime: {kind: managed, %s}}
                """.formatted(yaml);
        return (ManagedRuntime.Spec) new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", Path.of("."), workload), List.of())
                .spec()
                .processes()
                .get(0)
                .runtime();
    }

    public World world() {
        return world;
    }

    /** Returns what the collector has counted. */
    public long counted(String metric) {
        Statistics statistics = new Statistics();
        collector.describe(statistics.section("gc"));
        return statistics.snapshot(steps * STEP).counter(new Term("gc", metric));
    }

    public Collector collector() {
        return collector;
    }

    List<RandomProgram> programs() {
        return programs;
    }

    /** Has a thread that is chosen go on for so many steps at most. */
    public void burst(int steps) {
        longest = steps;
    }

    /** Has threads of the collector's own go on less often: of so many times that one is chosen, once. */
    public void slow(int factor) {
        slowness = factor;
    }

    /** Compares the heap with the graphs after every step, while no thread wants the world to stand. */
    public void checkEveryStep() {
        checking = true;
    }

    public void observe(Observer by) {
        observer = by;
    }

    /** Returns the number of the thread that went on last. */
    public int running() {
        return running;
    }

    /** Returns how many threads were added: the collector's own have the next numbers. */
    public int mutators() {
        return graphs.size();
    }

    /** Adds a thread that does random things through a mutator, which may be put between. */
    public void add(RandomProgram.Limits limits, BiFunction<RuntimeThread, Mutator, Mutator> between) {
        add(limits.moving(), between, (mutator, graph) -> {
            RandomProgram program = new RandomProgram(world, mutator, graph, random.split(), limits);
            programs.add(program);
            return program;
        });
    }

    /** Adds a thread that does things through a mutator, which may be put between, and the same to a graph. */
    public void add(
            boolean moving,
            BiFunction<RuntimeThread, Mutator, Mutator> between,
            BiFunction<Mutator, Graph, Routine> make) {
        RuntimeThread thread = new RuntimeThread(world.words, List.of());
        int number = threads.size();
        Mutator mutator = between.apply(thread, collector.attach(thread, number));
        Roots.Frame frame = world.roots.addThread();
        long[] places = new long[GLOBALS + LOCALS];
        for (int i = 0; i < places.length; i++) {
            places[i] = i < GLOBALS ? world.roots.global((long) number * GLOBALS + i) : frame.slot(i - GLOBALS);
        }
        Graph graph = new Graph(world, collector, places, moving);
        thread.call(make.apply(mutator, graph));
        threads.add(thread);
        graphs.add(graph);
    }

    /** Runs all threads to their ends; returns whether there was no memory once. */
    public boolean run() {
        List<Integer> alive = new ArrayList<>();
        for (int i = 0; i < graphs.size(); i++) {
            alive.add(i);
        }
        for (int i = 0; i < own; i++) {
            alive.add(threads.size());
            RuntimeThread thread = new RuntimeThread(world.words, List.of());
            thread.call(collector.own(thread, i));
            threads.add(thread);
        }
        waiting = new long[threads.size()];
        threads.forEach(each -> origins.add(new Origins()));
        while (alive.size() > own) {
            List<Integer> ready = alive.stream().filter(i -> waiting[i] == RUNS).toList();
            if (ready.isEmpty()) {
                throw new AssertionError("all threads wait");
            }
            int chosen = ready.get(random.nextInt(ready.size()));
            if (chosen >= graphs.size() && ready.size() > 1 && random.nextInt(slowness) > 0) {
                continue;
            }
            for (int burst = 1 + random.nextInt(longest); burst > 0 && waiting[chosen] == RUNS; burst--) {
                if (!step(chosen)) {
                    alive.remove((Integer) chosen);
                    break;
                }
            }
        }
        return programs.stream().anyMatch(RandomProgram::exhausted);
    }

    private boolean step(int number) {
        running = number;
        RuntimeThread thread = threads.get(number);
        thread.next(reference);
        if (steps++ == MOST_STEPS) {
            throw new AssertionError("it does not end");
        }
        observer.seen(reference, world);
        if (reference.kind.memory() && areas.stream().noneMatch(this::holds)) {
            throw new AssertionError(
                    reference.kind + " 0x" + Long.toHexString(reference.address) + ", which is in no area");
        }
        origins.get(number).check(reference);
        if (reference.kind == Kind.WAIT) {
            waiting[number] = thread.waits(reference.address) ? reference.address : RUNS;
        } else if (reference.kind == Kind.WAKE) {
            wake(reference.address, reference.number);
        } else if (reference.kind == Kind.CLOCK) {
            thread.returned(steps * STEP);
        } else if (reference.kind == Kind.SYSTEM_CALL) {
            thread.returned(0);
        }
        boolean stored = reference.kind == Kind.STORE || reference.kind == Kind.MODIFY;
        if (checking && stored && !world.log.pending()) {
            check();
        }
        return reference.kind != Kind.EXIT;
    }

    /** An address comes from what a load, or a modify, has brought. */
    private static final class Origins {
        private final Kind[] kinds = new Kind[1 << 12];
        private int count;

        void check(Reference reference) {
            if (!reference.kind.memory() || reference.kind == Kind.FETCH) {
                return;
            }
            if (reference.dependsOn > 0 && reference.dependsOn <= Math.min(count, kinds.length)) {
                Kind origin = kinds[(count - reference.dependsOn) % kinds.length];
                if (origin != Kind.LOAD && origin != Kind.MODIFY) {
                    throw new AssertionError(reference.kind + " 0x" + Long.toHexString(reference.address)
                            + " has its address from a " + origin);
                }
            }
            kinds[count++ % kinds.length] = reference.kind;
        }
    }

    /** A step that stores nothing leaves everything as it was. */
    private void check() {
        graphs.forEach(Graph::check);
    }

    private boolean holds(Area area) {
        return reference.address >= area.start() && reference.address + reference.size <= area.start() + area.bytes();
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
