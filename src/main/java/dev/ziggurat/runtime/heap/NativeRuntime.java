package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Call;
import dev.ziggurat.runtime.Caller;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.detector.Detector;
import dev.ziggurat.runtime.detector.DetectorSite;
import dev.ziggurat.runtime.detector.DetectorSpec;
import dev.ziggurat.runtime.detector.GuardedThread;
import dev.ziggurat.runtime.program.ObjectProgram;
import dev.ziggurat.runtime.program.Values;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProcessRuntime;
import dev.ziggurat.workload.RuntimeSite;
import dev.ziggurat.workload.RuntimeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The run-time system of programs that give back what they allocate: {@code malloc} and {@code free}. */
public final class NativeRuntime implements ProcessRuntime {
    private final String process;
    private final WordStore words = new WordStore();
    private final Heap heap;
    private final Resident resident = new Resident();
    private final @Nullable LargeBlocks large;
    private final @Nullable Detector detector;
    private final Values values;
    private final Area frames;
    private int objectThreads;

    private NativeRuntime(Spec spec, RuntimeSite site) {
        process = site.process();
        values = spec.values;
        frames = NativeObjects.area(site.threads());
        HeapSite place = new HeapSite(words, site.now(), site.page(), resident);
        heap = spec.heap.create(place);
        ByteSize threshold = spec.mmapThreshold;
        large = threshold == null ? null : new LargeBlocks(heap, place, threshold.bytes());
        DetectorSpec looking = spec.detector;
        detector = looking == null ? null : looking.create(new DetectorSite(process, words, heap, site.now()));
    }

    /**
     * {@code kind: native}.
     *
     * @param heap the allocator
     * @param mmapThreshold the bytes from which on a block is mapped for itself, 4 KiB at least; default none is
     * @param detector what looks for memory errors, default nothing
     * @param values where programs that make objects have the values that these contain, inline (default) or boxed
     */
    public record Spec(
            HeapSpec heap,
            @Nullable ByteSize mmapThreshold,
            @Nullable DetectorSpec detector,
            Values values) implements RuntimeSpec {
        private static final long SMALLEST_MAPPED = 4096;

        public Spec {
            SpecException.requirePresent("heap", heap, "{kind: bump, size: 64 MiB}");
            values = values == null ? Values.INLINE : values;
            if (mmapThreshold != null && mmapThreshold.bytes() < SMALLEST_MAPPED) {
                throw new SpecException("mmap-threshold", mmapThreshold + " is less than a page of 4 KiB");
            }
            if (mmapThreshold != null && detector != null) {
                throw new SpecException(
                        "mmap-threshold", "a detector sees blocks of the heap alone; leave one of the two out");
            }
        }

        @Override
        public ProcessRuntime create(RuntimeSite site) {
            return new NativeRuntime(this, site);
        }

        @Override
        public Set<String> calls() {
            Set<String> names = new HashSet<>(HeapCalls.names(heap));
            names.addAll(detector == null ? Set.of() : DetectorCalls.names());
            return names;
        }

        /** A detector looks at the accesses of scripts and the like. */
        @Override
        public boolean holdsObjects() {
            return detector == null;
        }

        @Override
        public boolean makesCalls() {
            return heap.makesCalls() || mmapThreshold != null || (detector != null && detector.makesCalls());
        }
    }

    @Override
    public Program attach(String name, Program program) {
        List<Area> areas = new ArrayList<>(program.areas());
        areas.addAll(heap.areas());
        if (detector != null) {
            areas.addAll(detector.areas());
        }
        if (program instanceof ObjectProgram) {
            areas.add(frames);
        }
        RuntimeThread thread = new RuntimeThread(words, areas, program);
        HeapThread small = heap.attach(thread);
        HeapThread own = large == null ? small : large.attach(thread, small);
        if (program instanceof ObjectProgram code) {
            thread.call(code.code(new NativeObjects(words, values, thread, own, objectThreads++)));
            return thread;
        }
        GuardedThread guard = detector == null ? null : detector.attach(thread, own);
        Map<String, Call> calls = new HashMap<>(new HeapCalls(heap, guard == null ? own : guard).answers());
        if (guard != null) {
            calls.putAll(DetectorCalls.answers(guard));
        }
        thread.call(new Caller(program, calls, guard));
        return thread;
    }

    @Override
    public void describe(Statistics statistics) {
        heap.describe(statistics.section("process." + process + ".heap"));
        if (large != null) {
            large.describe(statistics, process);
        }
        if (detector != null) {
            detector.describe(statistics.section("process." + process + ".detector"));
        }
    }

    @Override
    public void resident(LongSupplier bytes) {
        resident.from(bytes);
    }

    @Override
    public List<String> notes() {
        return detector == null ? List.of() : detector.reports();
    }
}
