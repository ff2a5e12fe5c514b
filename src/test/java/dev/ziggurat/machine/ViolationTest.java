package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that accesses an address which is none ends there, with books that close, and a process on another core goes on as if nothing had been. */
class ViolationTest {
    private static final String MACHINE = """
            machine: m
            cores: {kind: %s, clock: 4 GHz, count: 2}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 4 cycles}
            memory: {kind: fixed, latency: 80 ns}
            translation:
              format: x86-64
              walks-enter: l1d
              tlbs: {l1i: {entries: 4}, l1d: {entries: 4}, l2: {entries: 16, latency: 7 cycles}}
            """;

    private static final String ALONE = """
            workload: w
            processes:
              - {name: bad, cores: [0], program: {kind: script, file: ops.txt}}
            """;

    private static final String WORKLOAD = ALONE + """
              - {name: good, cores: [1], references: 3000, program: {kind: pointer-chase, stride: 64 B, footprint: 1 MiB}}
            """;

    /** What comes before: loads that miss, a store, and what an older store serves. */
    private static final String BEFORE = "load 0x1000\nstore 0x1008\nload 0x1008\nload 0x9000\n";

    @TempDir
    private Path folder;

    /** A machine that has run. */
    private record Ran(MachineSpec spec, Machine machine, RunResult result) {
        long count(String component, String metric) {
            return result.end().counter(new Term(component, metric));
        }

        List<Window.Row> good() {
            return Window.rows(machine.statistics().entries(), result.border(), result.end()).stream()
                    .filter(row -> row.component().startsWith("core1.")
                            || row.component().equals("process.good"))
                    .toList();
        }
    }

    private Ran run(String kind, String workload, String script) throws IOException {
        Files.writeString(folder.resolve("ops.txt"), script);
        Registry catalogs = Catalogs.standard();
        MachineSpec spec = new MachineReader(catalogs)
                .read(Source.text("m.yaml", folder, MACHINE.formatted(kind)), List.of())
                .spec();
        Machine machine = Machine.build(
                spec,
                new WorkloadReader(catalogs)
                        .read(Source.text("w.yaml", folder, workload), List.of())
                        .spec(),
                new RunOptions(1, 0, Long.MAX_VALUE));
        return new Ran(spec, machine, machine.run());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "load 0x800000000000",
                "store 0x800000000000",
                "modify 0x800000000000",
                "fetch 0x800000000000",
                "load 0xffff7ffffffffff8",
                "load 0x7ffffffffffc 8",
                "store 0x7ffffffffffc 8",
                "modify 0x7ffffffffffc 8",
                "fetch 0x7ffffffffffc 8",
                "load 0xffff7ffffffffffc 8"
            })
    void endsTheProcessAndNothingElse(String access) throws IOException {
        for (String kind : List.of("in-order", "in-order, store-queue: 0", "out-of-order")) {
            Ran calm = run(kind, WORKLOAD, BEFORE);
            Ran ran = run(kind, WORKLOAD, BEFORE + access + "\nload 0x1000\nstore 0x2000\n");

            assertThat(ran.result.status()).as(kind).isEqualTo(RunResult.Status.OK);
            assertThat(ran.result.notes())
                    .as(kind)
                    .containsExactly("process 'bad' ended by a segmentation violation after 4 references");
            assertThat(ran.count("process.bad", "references")).as(kind).isEqualTo(4);
            assertThat(ran.good()).as(kind).isNotEmpty().isEqualTo(calm.good());
            new Books(ran.spec, ran.machine.statistics(), ran.result).checkCore("core0");
        }
    }

    /** What a core waited for before its program's last is no idleness: a fetch whose walk fails, stores on their way. */
    @ParameterizedTest
    @ValueSource(strings = {"fetch 0x7ffffffffffc 8", "load 0x7ffffffffffc 8", "store 0x2000\nstore 0x3000"})
    void aCoreIsNotIdleBeforeTheEndOfItsProgram(String last) throws IOException {
        for (String kind : List.of("in-order", "in-order, store-queue: 0", "out-of-order")) {
            Ran ran = run(kind, ALONE, BEFORE + last + "\n");

            assertThat(ran.count("core0.time", "idle_ns")).as(kind).isZero();
            assertThat(ran.count("core0.time", "total_ns"))
                    .as(kind)
                    .isEqualTo(ran.result.end().time());
        }
    }
}
