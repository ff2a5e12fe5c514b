package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that make objects on allocators: each object is given back once, on every allocator, and none twice. */
final class NativeObjectsTest {
    private static final String MACHINE = """
            machine: m
            cores: {count: 2, kind: in-order, clock: 1 GHz}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 32 KiB, ways: 4, line: 64 B, latency: 2 cycles}
            memory: {kind: fixed, latency: 80 ns, size: 256 MiB}
            translation: {format: x86-64, walks-enter: l1d, tlbs: {l1i: {entries: 4}, l1d: {entries: 16}}}
            os: {memory: 64 MiB}
            """;

    /** Each program, and how many objects it makes with values inline; those with random parts are not counted. */
    private static final Map<String, Integer> PROGRAMS = new TreeMap<>(Map.of(
            "binary-trees, live: 60, tree: 10, trees: 20, walks: 1, data: 16 B, collections: 1", 60 + 20 * 10,
            "object-churn, live: 30, units: 300, writes: 1, leaves: 3, sizes: [8 B, 40 B], young: 10", 1 + 330 * 4,
            "linked-list, length: 100, walks: 3, replaced: 100 %", 300,
            "linked-list, length: 100, walks: 5, replaced: 30 %, order: random", 0,
            "hash-map, entries: 100, operations: 500, keys: 200, puts: 30 %, removes: 30 %", 0,
            "lru-cache, entries: 30, keys: 100, requests: 500, sizes: [8 B, 100 B]", 0,
            "web-request, requests: 30, objects: 20, sessions: 10, updates: 100 %", 1 + 30 * 21));

    private static final List<String> HEAPS = List.of(
            "bump, size: 1 MiB",
            "free-list, size: 1 MiB",
            "block-list, size: 1 MiB",
            "buddy, size: 1 MiB",
            "size-classes, size: 1 MiB");

    static Stream<Arguments> everyProgramOnEveryHeap() {
        return PROGRAMS.keySet().stream().flatMap(program -> HEAPS.stream().map(heap -> Arguments.of(program, heap)));
    }

    @ParameterizedTest
    @MethodSource("everyProgramOnEveryHeap")
    void whatIsMadeIsGivenBackOnce(String program, String heap) {
        for (String values : heap.startsWith("free-list") ? List.of("inline", "boxed") : List.of("inline")) {
            Run run = new Run("runtime: {kind: native, heap: {kind: " + heap + "}, values: " + values
                    + "}, program: {kind: " + program + "}");
            assertThat(run.counter("failures")).isZero();
            assertThat(run.counter("invalid_frees")).isZero();
            assertThat(run.counter("allocations")).isPositive().isEqualTo(run.counter("frees"));
            assertThat(run.value("live_bytes")).isEqualTo("0");
            int made = PROGRAMS.get(program);
            if (made > 0 && values.equals("inline")) {
                assertThat(run.counter("allocations")).isEqualTo(made);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "boxed"})
    void asManyAreMadeAsOnACollector(String values) {
        for (String program : PROGRAMS.keySet()) {
            Run collected =
                    new Run("runtime: {kind: managed, collector: {kind: epsilon, heap: 1 MiB}, layout: {values: "
                            + values + "}}, program: {kind: " + program + "}");
            Run freed = new Run("runtime: {kind: native, heap: {kind: bump, size: 1 MiB}, values: " + values
                    + "}, program: {kind: " + program + "}");
            assertThat(freed.counter("allocations"))
                    .as(program)
                    .isEqualTo(collected.result.end().counter(new Term("process.p.gc", "objects_allocated")));
        }
    }

    @Test
    void blocksHaveNoHeaders() {
        Run run = new Run("runtime: {kind: native, heap: {kind: bump, size: 1 MiB}},"
                + " program: {kind: binary-trees, live: 100, data: 8 B}");
        assertThat(run.counter("bytes_allocated")).isEqualTo(100 * (2 * 8 + 8));
    }

    @Test
    void threadsShareAHeap() {
        String thread = "program: {kind: object-churn, live: 30, units: 100, writes: 1}";
        Run run = new Run("runtime: {kind: native, heap: {kind: size-classes, size: 1 MiB}}, cores: [0, 1],"
                + " threads: [{name: a, " + thread + "}, {name: b, cores: [1], " + thread + "}]");
        assertThat(run.counter("allocations")).isEqualTo(2 * (1 + 130 * 3)).isEqualTo(run.counter("frees"));
        assertThat(run.counter("cross_thread_frees")).isZero();
    }

    @Test
    void aThreadWithoutMemoryEnds() {
        Run run = new Run("runtime: {kind: native, heap: {kind: free-list, size: 16 KiB}},"
                + " program: {kind: linked-list, length: 10000}");
        assertThat(run.counter("failures")).isEqualTo(1);
    }

    @Test
    void aDetectorLooksAtNoObjects() {
        assertThatThrownBy(() -> workload("runtime: {kind: native, heap: {kind: free-list, size: 64 KiB},"
                        + " detector: {kind: redzones}}, program: {kind: linked-list, length: 10}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a native one holds them if it has no detector");
    }

    private static WorkloadSpec workload(String process) {
        return new WorkloadReader(Catalogs.standard())
                .read(
                        Source.text("w.yaml", Path.of("."), "workload: w\nprocesses: [{name: p, " + process + "}]\n"),
                        List.of())
                .spec();
    }

    /** A process that has run. */
    private static final class Run {
        private final Machine machine;
        private final RunResult result;

        Run(String process) {
            MachineSpec spec = new MachineReader(Catalogs.standard())
                    .read(Source.text("m.yaml", Path.of("."), MACHINE), List.of())
                    .spec();
            machine = Machine.build(spec, workload(process), RunOptions.DEFAULT);
            result = machine.run();
            assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        }

        long counter(String metric) {
            return result.end().counter(new Term("process.p.heap", metric));
        }

        String value(String metric) {
            return Window.rows(machine.statistics().entries(), result.border(), result.end()).stream()
                    .filter(row -> row.name().equals("process.p.heap." + metric))
                    .map(Window.Row::value)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
