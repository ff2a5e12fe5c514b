package dev.ziggurat.runtime;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.heap.Heap;
import dev.ziggurat.runtime.heap.HeapSite;
import dev.ziggurat.runtime.heap.HeapSpec;
import dev.ziggurat.runtime.heap.HeapThread;
import dev.ziggurat.runtime.heap.LargeBlocks;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProcessRuntime;
import dev.ziggurat.workload.RuntimeSite;
import dev.ziggurat.workload.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The run-time system of programs that give back what they allocate: {@code malloc} and {@code free}. */
public final class NativeRuntime implements ProcessRuntime {
    private final String process;
    private final WordStore words = new WordStore();
    private final Heap heap;
    private final @Nullable LargeBlocks large;

    private NativeRuntime(Spec spec, RuntimeSite site) {
        process = site.process();
        HeapSite place = new HeapSite(words, site.now(), site.page());
        heap = spec.heap.create(place);
        ByteSize threshold = spec.mmapThreshold;
        large = threshold == null ? null : new LargeBlocks(heap, place, threshold.bytes());
    }

    /**
     * {@code kind: native}.
     *
     * @param heap the allocator
     * @param mmapThreshold the bytes from which on a block is mapped for itself, 4 KiB at least; default none is
     */
    public record Spec(HeapSpec heap, @Nullable ByteSize mmapThreshold) implements RuntimeSpec {
        private static final long SMALLEST_MAPPED = 4096;

        public Spec {
            SpecException.requirePresent("heap", heap, "{kind: bump, size: 64 MiB}");
            if (mmapThreshold != null && mmapThreshold.bytes() < SMALLEST_MAPPED) {
                throw new SpecException("mmap-threshold", mmapThreshold + " is less than a page of 4 KiB");
            }
        }

        @Override
        public ProcessRuntime create(RuntimeSite site) {
            return new NativeRuntime(this, site);
        }

        @Override
        public Set<String> calls() {
            return HeapCalls.names(heap);
        }

        @Override
        public boolean makesCalls() {
            return heap.makesCalls() || mmapThreshold != null;
        }
    }

    @Override
    public Program attach(String name, Program program) {
        List<Area> areas = new ArrayList<>(program.areas());
        areas.addAll(heap.areas());
        RuntimeThread thread = new RuntimeThread(words, areas);
        HeapThread small = heap.attach(thread);
        HeapThread own = large == null ? small : large.attach(thread, small);
        thread.call(new Caller(program, new HeapCalls(heap, own).answers()));
        return thread;
    }

    @Override
    public void describe(Statistics statistics) {
        heap.describe(statistics.section("process." + process + ".heap"));
        if (large != null) {
            large.describe(statistics, process);
        }
    }
}
