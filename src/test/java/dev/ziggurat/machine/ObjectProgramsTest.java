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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that make objects, on whole machines: what lives is what the program keeps, whoever collects, and a heap that is too small ends threads, not runs. */
final class ObjectProgramsTest {
    private static final String MACHINE = """
            machine: m
            cores: {count: 2, kind: out-of-order, clock: 1 GHz, width: 2, window: 16, load-queue: 8, store-queue: 8}
            translation: {format: x86-64, walks-enter: l1d, tlbs: {l1i: {entries: 4}, l1d: {entries: 16}}}
            caches:
              l1d: {serves: [fetch, data], below: llc, size: 8 KiB, ways: 4, line: 64 B, latency: 2 cycles}
              llc: {shared: true, below: memory, size: 64 KiB, ways: 8, line: 64 B, latency: 8 cycles}
            memory: {kind: fixed, latency: 80 ns, size: 256 MiB}
            os: {memory: 64 MiB}
            """;

    /** A node of a tree with a header of 16 B and two references. */
    private static final int NODE = 32;

    private @Nullable Machine machine;

    @ParameterizedTest
    @ValueSource(strings = {"mark-sweep", "mark-compact", "semispace", "generational", "g1", "go"})
    void theTreeThatLivesIsWhatIsLeft(String kind) {
        RunResult result = run("runtime: {kind: managed, collector: {kind: " + kind + ", heap: 160 KiB}},"
                + " program: {kind: binary-trees, live: 1000, tree: 100, trees: 60, walks: 1, collections: 2}");
        assertThat(counter(result, "out_of_memory")).isZero();
        assertThat(value(result, "bytes_live")).isEqualTo(Integer.toString(1000 * NODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0]", "[0, 1]"})
    void whatLivesOnPagesOfZgcIsWhatIsLeft(String cores) {
        RunResult result = run("cores: " + cores
                + ", runtime: {kind: managed, collector: {kind: zgc, heap: 160 KiB, page: 4 KiB}},"
                + " program: {kind: binary-trees, live: 1000, tree: 100, trees: 60, walks: 1, collections: 2}");
        assertThat(counter(result, "out_of_memory")).isZero();
        assertThat(counter(result, "pauses")).isGreaterThanOrEqualTo(3 * counter(result, "cycles"));
        assertThat(value(result, "bytes_live")).isEqualTo(Integer.toString(1000 * NODE));
    }

    /** The world stands for the roots alone, whatever lives; what else is done for a cycle is done beside the program. */
    @Test
    void pausesOfZgcDoNotGrowWithWhatLives() {
        assertThat(longestPause("zgc, page: 8 KiB", 4000)).isLessThan(2 * longestPause("zgc, page: 8 KiB", 500));
        assertThat(longestPause("semispace", 4000)).isGreaterThan(4 * longestPause("semispace", 500));
    }

    private long longestPause(String kind, int live) {
        RunResult result = run("cores: [0, 1], runtime: {kind: managed, collector: {kind: " + kind
                + ", heap: 512 KiB}}, program: {kind: binary-trees, live: " + live + ", trees: 0, collections: 1}");
        return Math.round(Double.parseDouble(value(result, "pause_max_ns")));
    }

    @Test
    void countsLetGoWhatNoLocalRefersToAnyMore() {
        RunResult result = run("runtime: {kind: managed, collector: {kind: reference-counting, heap: 160 KiB}},"
                + " program: {kind: binary-trees, live: 1000, tree: 100, trees: 60}");
        assertThat(counter(result, "out_of_memory")).isZero();
        assertThat(counter(result, "objects_allocated") - counter(result, "objects_freed"))
                .isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mark-sweep",
                "mark-compact",
                "semispace",
                "generational",
                "g1",
                "go",
                "reference-counting",
                "zgc, page: 4 KiB"
            })
    void unitsComeAndGoAndExchangeLeaves(String kind) {
        RunResult result = run("runtime: {kind: managed, collector: {kind: " + kind
                + ", heap: 128 KiB}}, program: {kind: object-churn,"
                + " live: 200, units: 2000, sizes: [8 B, 40 B], leaves: 3, reads: 1, writes: 2, work: 10}");
        assertThat(counter(result, "out_of_memory")).isZero();
        // The table, then 200 + 2000 units of a head and three leaves.
        assertThat(counter(result, "objects_allocated")).isEqualTo(1 + 2200 * 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mark-sweep",
                "mark-compact",
                "semispace",
                "generational",
                "g1",
                "go",
                "epsilon",
                "zgc, page: 8 KiB"
            })
    void threadsOnSeveralCoresShareAHeap(String kind) {
        String thread = "program: {kind: object-churn, live: 100, units: 400, writes: 1}";
        RunResult result = run("runtime: {kind: managed, collector: {kind: " + kind
                + ", heap: 512 KiB" + (kind.equals("go") ? "" : ", buffer: 1 KiB")
                + "}}, cores: [0, 1], threads: [{name: a, " + thread
                + "}, {name: b, cores: [1], "
                + thread + "}]");
        assertThat(counter(result, "out_of_memory")).isZero();
        assertThat(counter(result, "objects_allocated")).isEqualTo(2 * (1 + 500 * 3));
    }

    @Test
    void pausesGrowWithWhatLivesUnlessItIsMarkedBesideTheProgram() {
        assertThat(paused("mark-sweep", 4000)).isGreaterThan(4 * paused("mark-sweep", 500));
        assertThat(paused("go", 4000)).isLessThan(2 * paused("go", 500));
    }

    /** Returns for how long the world stands, in picoseconds, in three collections of a tree of so many nodes. */
    private long paused(String kind, int nodes) {
        RunResult result = run("cores: [0, 1], runtime: {kind: managed, collector: {kind: " + kind
                + ", heap: 512 KiB}}," + " program: {kind: binary-trees, live: " + nodes + ", collections: 3}");
        return counter(result, "pause_ns");
    }

    @Test
    void aThreadWithoutMemoryEndsAndTheOtherGoesOn() {
        RunResult result = run(
                "runtime: {kind: managed, collector: {kind: semispace, heap: 64 KiB, buffer: 1 KiB}},"
                        + " cores: [0, 1], threads: [{name: a, program: {kind: binary-trees, live: 2000}},"
                        + " {name: b, cores: [1], program: {kind: binary-trees, live: 100, tree: 20, trees: 400, collections: 2}}]");
        assertThat(counter(result, "out_of_memory")).isEqualTo(1);
        assertThat(result.notes())
                .singleElement()
                .asString()
                .contains("1 thread ended early")
                .contains("'heap'");
    }

    @Test
    void aThreadThatNeverLooksWhetherToStopIsRefused() {
        assertThatThrownBy(() -> workload("runtime: {kind: managed, collector: {kind: semispace, heap: 64 KiB}},"
                        + " references: 1000, threads: [{name: a, program: {kind: binary-trees, live: 20}},"
                        + " {name: b, program: {kind: uniform, footprint: 1 MiB}}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the world stops");
    }

    @Test
    void aHeapOnTheCollectorsOwnWordsIsRefused() {
        assertThatThrownBy(() -> workload("runtime: {kind: managed, collector: {kind: semispace, heap: 64 KiB, base:"
                        + " 0x120000000}}, program: {kind: binary-trees, live: 20}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("base: 0x120000000: 0x120000000 is no multiple of 4 KiB");
    }

    private static WorkloadSpec workload(String process) {
        return new WorkloadReader(Catalogs.standard())
                .read(
                        Source.text("w.yaml", Path.of("."), "workload: w\nprocesses: [{name: p, " + process + "}]\n"),
                        List.of())
                .spec();
    }

    private RunResult run(String process) {
        MachineSpec spec = new MachineReader(Catalogs.standard())
                .read(Source.text("m.yaml", Path.of("."), MACHINE), List.of())
                .spec();
        machine = Machine.build(spec, workload(process), RunOptions.DEFAULT);
        RunResult result = machine.run();
        assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        return result;
    }

    private static long counter(RunResult result, String metric) {
        return result.end().counter(new Term("process.p.gc", metric));
    }

    private String value(RunResult result, String metric) {
        if (machine == null) {
            throw new IllegalStateException("nothing has run");
        }
        return Window.rows(machine.statistics().entries(), result.border(), result.end()).stream()
                .filter(row ->
                        row.component().equals("process.p.gc") && row.metric().equals(metric))
                .map(Window.Row::value)
                .findFirst()
                .orElseThrow();
    }
}
