package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Caller;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProcessRuntime;
import dev.ziggurat.workload.RuntimeSite;
import dev.ziggurat.workload.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The run-time system of programs that give back what they allocate: {@code malloc} and {@code free}. */
public final class NativeRuntime implements ProcessRuntime {
    private static final String ALLOCATE = "malloc";
    private static final String FREE = "free";

    private final String process;
    private final WordStore words = new WordStore();
    private final Heap heap;

    private NativeRuntime(Spec spec, RuntimeSite site) {
        process = site.process();
        heap = spec.heap.create(new HeapSite(words, site.now()));
    }

    /**
     * {@code kind: native}.
     *
     * @param heap the allocator
     */
    public record Spec(HeapSpec heap) implements RuntimeSpec {
        public Spec {
            SpecException.requirePresent("heap", heap, "{kind: bump, size: 64 MiB}");
        }

        @Override
        public ProcessRuntime create(RuntimeSite site) {
            return new NativeRuntime(this, site);
        }

        @Override
        public Set<String> calls() {
            return Set.of(ALLOCATE, FREE);
        }

        @Override
        public boolean makesCalls() {
            return heap.makesCalls();
        }
    }

    @Override
    public Program attach(String name, Program program) {
        List<Area> areas = new ArrayList<>(program.areas());
        areas.addAll(heap.areas());
        RuntimeThread thread = new RuntimeThread(words, areas);
        HeapThread own = heap.attach(thread);
        thread.call(new Caller(
                program,
                Map.of(
                        ALLOCATE,
                        (caller, bytes, none, nothing) -> own.allocate(bytes),
                        FREE,
                        (caller, address, none, nothing) -> own.free(address))));
        return thread;
    }

    @Override
    public void describe(Statistics statistics) {
        heap.describe(statistics.section("process." + process + ".heap"));
    }
}
