package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Call;
import dev.ziggurat.runtime.Caller;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.ObjectProgram;
import dev.ziggurat.runtime.program.Values;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProcessRuntime;
import dev.ziggurat.workload.RuntimeSite;
import dev.ziggurat.workload.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The run-time system of programs that leave it to a garbage collector to find out what is not needed any more. */
public final class ManagedRuntime implements ProcessRuntime {
    private final String process;
    private final Values values;
    private final World world;
    private final Collector collector;
    private final List<Area> areas;
    private final List<ManagedObjects> used = new ArrayList<>();
    private int threads;

    private ManagedRuntime(Spec spec, RuntimeSite site) {
        process = site.process();
        values = spec.layout.values();
        world = new World(new ObjectModel(spec.layout), spec.globals, site.cores(), site.threads());
        collector = spec.collector.create(world);
        areas = new ArrayList<>(world.areas(spec.collector.heap().bytes()));
        areas.addAll(collector.areas());
    }

    /**
     * {@code kind: managed}.
     *
     * @param collector the garbage collector, with its heap
     * @param layout how objects lie in memory
     * @param globals how many global references there are, default 1024
     */
    public record Spec(CollectorSpec collector, ObjectModel.Spec layout, Integer globals) implements RuntimeSpec {
        private static final int GLOBALS = 1024;
        private static final int MOST_GLOBALS = 1 << 24;

        public Spec {
            SpecException.requirePresent("collector", collector, "{kind: semispace, heap: 64 MiB}");
            layout = layout == null ? ObjectModel.Spec.STANDARD : layout;
            globals = globals == null ? GLOBALS : globals;
            SpecException.requireRange("globals", globals, 1, MOST_GLOBALS);
            if (layout.narrow()) {
                requireNarrow(collector);
            }
            if (layout.alignment().bytes() > collector.mostAlignment()) {
                throw new SpecException(
                        "layout.alignment",
                        layout.alignment() + " is more than the " + collector.mostAlignment()
                                + " B that this collector keeps objects aligned to");
            }
        }

        private static void requireNarrow(CollectorSpec collector) {
            if (!collector.allowsNarrow()) {
                throw new SpecException("layout.references", "this collector needs references of 8 B");
            }
            if (collector.end() > References.NARROW_END) {
                throw new SpecException(
                        "layout.references",
                        "references of 4 B reach 32 GiB, and the heap ends at 0x" + Long.toHexString(collector.end()));
            }
        }

        @Override
        public ProcessRuntime create(RuntimeSite site) {
            return new ManagedRuntime(this, site);
        }

        @Override
        public List<String> ownThreads() {
            return collector.ownThreads();
        }

        @Override
        public Set<String> calls() {
            return ManagedCalls.NAMES;
        }

        @Override
        public boolean makesCalls() {
            return false;
        }

        @Override
        public int mostThreads() {
            return collector.mostThreads();
        }

        @Override
        public boolean holdsObjects() {
            return true;
        }

        @Override
        public boolean stopsThreads() {
            return true;
        }
    }

    @Override
    public Program attach(String name, Program program) {
        List<Area> all = new ArrayList<>(areas);
        all.addAll(program.areas());
        RuntimeThread thread = new RuntimeThread(world.words, all, program);
        Mutator mutator = collector.attach(thread, threads++);
        ManagedObjects objects = new ManagedObjects(world, values, thread, mutator);
        if (program instanceof ObjectProgram code) {
            used.add(objects);
            thread.call(code.code(objects));
        } else {
            Map<String, Call> calls = new ManagedCalls(world, mutator, thread).all();
            thread.call(new Caller(program, calls));
        }
        return thread;
    }

    @Override
    public Program own(int place) {
        RuntimeThread thread = new RuntimeThread(world.words, areas);
        thread.collecting(true);
        thread.call(collector.own(thread, place));
        return thread;
    }

    @Override
    public List<String> notes() {
        long exhausted = used.stream().filter(ManagedObjects::exhausted).count();
        return exhausted == 0
                ? List.of()
                : List.of("process '" + process + "': " + exhausted
                        + (exhausted == 1 ? " thread" : " threads")
                        + " ended early, for there was no memory for an object; give the collector a larger 'heap'");
    }

    @Override
    public void describe(Statistics statistics) {
        Section section = statistics.section("process." + process + ".gc");
        world.log.describe(section);
        collector.describe(section);
        section.counter(
                "out_of_memory",
                "threads",
                "threads that ended because there was no memory for an object",
                () -> used.stream().filter(ManagedObjects::exhausted).count());
    }
}
