package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Call frames on the stacks of threads, from the workload file to the statistics. */
final class StacksTest {
    private static final String MACHINE = """
            machine: stacks
            cores: {count: 2, clock: 2 GHz, kind: %s}
            caches:
              l1: {serves: [fetch, data], below: llc, size: 4 KiB, ways: 4, line: 64 B, latency: 2 cycles}
              llc: {shared: true, below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 9 cycles}
            memory: {kind: fixed, latency: 60 ns, size: 16 MiB}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
            """;

    private static final String OS = """
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 200 frames, swap: {device: disk, size: 4 MiB}, quantum: 20 us}
            """;

    @TempDir
    private Path folder;

    /** A machine that has run. */
    private record Ran(Machine machine, RunResult result) {
        long count(String metric) {
            return result.end().counter(new Term("process.p", metric));
        }

        String said(String metric) {
            return Window.rows(machine.statistics().entries(), result.border(), result.end()).stream()
                    .filter(row ->
                            row.component().equals("process.p") && row.metric().equals(metric))
                    .map(Row::value)
                    .findFirst()
                    .orElse("none");
        }
    }

    private Ran run(String machine, String process) {
        Source source = Source.text("w.yaml", folder, "workload: w\nprocesses:\n  - {name: p, " + process + "}\n");
        WorkloadSpec workload =
                new WorkloadReader(Catalogs.standard()).read(source, List.of()).spec();
        Machine built = Machine.build(RandomMachine.spec(machine), workload, RunOptions.DEFAULT);
        RunResult result = built.run();
        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        return new Ran(built, result);
    }

    /** 64 KiB hold 1024 frames of 64 B; the core takes more from the program before the one that finds no place is the oldest. */
    @Test
    void aRecursionWithoutEndOverflowsItsStack() {
        for (String kind : List.of("in-order", "in-order, store-queue: 0", "out-of-order")) {
            Ran ran = run(
                    MACHINE.formatted(kind) + OS,
                    "stack: {limit: 64 KiB}, references: 1000000, program: {kind: recursion}");

            assertThat(ran.said("end")).as(kind).isEqualTo("stack overflow");
            assertThat(ran.count("stack_overflow_depth")).as(kind).isEqualTo(1025);
            assertThat(ran.count("references")).as(kind).isEqualTo(1024 * 3);
            assertThat(ran.said("stack_bytes")).as(kind).isEqualTo(String.valueOf(64 << 10));
            assertThat(ran.count("minor_faults")).as(kind).isEqualTo(16);
            assertThat(ran.result.notes())
                    .containsExactly(
                            "process 'p' ended (stack overflow at a depth of 1025 frames) after 3072 references");
        }
    }

    @Test
    void aStackOfTheUsualLimitHoldsALittleLess() {
        Ran ran = run(
                MACHINE.formatted("in-order") + OS.replace("200 frames", "3000 frames"),
                "references: 1000000, program: {kind: recursion, frame: 4 KiB, saves: 1}");

        assertThat(ran.said("end")).isEqualTo("stack overflow");
        assertThat(ran.count("stack_overflow_depth")).isEqualTo(2049);
    }

    @Test
    void breathesWithTheWalkAndKeepsItsPages() {
        Ran ran = run(
                MACHINE.formatted("out-of-order") + OS,
                "program: {kind: recursion, shape: fibonacci, depth: 14, frame: 1 KiB, rounds: 2}");

        assertThat(ran.said("end")).isEqualTo("exit");
        assertThat(ran.count("calls")).isEqualTo(2 * 1219);
        assertThat(ran.said("stack_depth")).isEqualTo("14");
        assertThat(ran.count("references")).isEqualTo(2 * 1219 * 2 * 3);
        assertThat(ran.said("stack_bytes")).isEqualTo(String.valueOf(16 << 10));
        assertThat(ran.count("minor_faults")).isEqualTo(4);
        assertThat(ran.said("stack_bytes_peak")).isEqualTo(String.valueOf(16 << 10));
        assertThat(ran.said("stack_pages_peak")).isEqualTo("4");
    }

    @Test
    void eachThreadHasAStackOfItsOwn() {
        Ran ran = run(
                MACHINE.formatted("out-of-order") + OS,
                "cores: [0, 1], copies: 3, program: {kind: recursion, depth: 100, frame: 128 B, rounds: 3}");

        assertThat(ran.said("end")).isEqualTo("exit");
        assertThat(ran.count("calls")).isEqualTo(3 * 3 * 100);
        assertThat(ran.said("stack_bytes")).isEqualTo(String.valueOf(3 * (16 << 10)));
        assertThat(ran.said("stack_depth")).isEqualTo("100");
    }

    @Test
    void theCallOfAScriptIsPlacedBelowTheStacks() throws IOException {
        Files.writeString(folder.resolve("s.txt"), """
                a = call mmap 0 8192 3
                expect a 0x7fffff6fd000
                store a
                store 0x7fffffffeff8
                b = call mmap 0x7fffff6ff000 4096 3
                expect b 0xffffffffffffffef
                load 0x7fffff700000
                """);
        Ran ran = run(MACHINE.formatted("in-order") + OS, "program: {kind: script, file: s.txt}");

        assertThat(ran.said("end")).isEqualTo("stack overflow");
        assertThat(ran.count("references")).isEqualTo(2);
    }

    @Test
    void withoutAnOperatingSystemNothingLimitsAStack() {
        Ran ran = run(
                MACHINE.formatted("out-of-order"),
                "references: 60000, program: {kind: recursion, frame: 1 KiB, saves: 2}");

        assertThat(ran.said("end")).isEqualTo("references");
        assertThat(ran.count("calls")).isGreaterThanOrEqualTo(30_000);
    }
}
