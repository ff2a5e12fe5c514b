package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads of a process, from the workload file to the statistics. */
final class ThreadsTest {
    private static final String MACHINE = """
            machine: shared
            cores: {count: 2, clock: 2 GHz, kind: out-of-order}
            caches:
              l1: {serves: [fetch, data], below: llc, size: 4 KiB, ways: 4, line: 64 B, latency: 2 cycles}
              llc: {shared: true, below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 9 cycles}
            memory: {kind: fixed, latency: 60 ns, size: 16 MiB}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 200 frames, swap: {device: disk, size: 4 MiB}, quantum: 20 us}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeScripts() throws IOException {
        Files.writeString(folder.resolve("waits.txt"), "load 0x1000\nwait 0x40\nload 0x2000\n");
        StringBuilder wakes = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            wakes.append("store " + (0x3000 + 64 * i) + "\n");
        }
        Files.writeString(folder.resolve("wakes.txt"), wakes + "wake 0x40\nbegin = clock\nstore begin+8\n");
    }

    private RunResult run(String processes) {
        Source source = Source.text("w.yaml", folder, "workload: w\nprocesses:\n" + processes);
        WorkloadSpec workload =
                new WorkloadReader(Catalogs.standard()).read(source, List.of()).spec();
        return Machine.build(RandomMachine.spec(MACHINE), workload, RunOptions.DEFAULT)
                .run();
    }

    private static long count(RunResult result, String component, String metric) {
        return result.end().counter(new Term(component, metric));
    }

    @Test
    void oneWaitsForAWordAndAnotherWakesIt() {
        RunResult result = run("""
                  - name: p
                    threads:
                      - {name: waiter, program: {kind: script, file: waits.txt}}
                      - {name: waker, program: {kind: script, file: wakes.txt}}
                """);

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "process.p", "references")).isEqualTo(103);
        assertThat(count(result, "os", "word_wakes")).isEqualTo(1);
        assertThat(count(result, "process.p.thread0", "wait_ns")).isPositive();
        assertThat(count(result, "process.p.thread1", "wait_ns")).isZero();
    }

    @Test
    void threadsOnTwoCoresShareTheirPages() {
        RunResult result = run(
                "  - {name: p, cores: [0, 1], copies: 2, references: 4000, program: {kind: uniform, footprint: 64 KiB, stores: 50 %}}\n");

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "process.p", "references")).isEqualTo(4000);
        assertThat(count(result, "core0", "references")).isBetween(1000L, 3000L);
        assertThat(count(result, "core0", "references") + count(result, "core1", "references"))
                .isEqualTo(4000);
        assertThat(count(result, "os", "faults_zero")).isEqualTo(16);
        assertThat(count(result, "llc.directory", "recalls")).isPositive();
    }

    @Test
    void aThreadThatMovesHasEachOfItsCoresInTurn() {
        RunResult result = run(
                "  - {name: p, cores: [1, 0], migrate: 20 us, references: 3000, program: {kind: pointer-chase, footprint: 64 KiB}}\n");

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "process.p", "references")).isEqualTo(3000);
        long moves = count(result, "os", "migrations");
        assertThat(moves)
                .isBetween(
                        count(result, "process.p.thread0", "total_ns") / 25_000_000,
                        count(result, "process.p.thread0", "total_ns") / 20_000_000);
        assertThat(count(result, "core0", "references")).isBetween(500L, 2500L);
        // The first of them too, to a core that nobody had.
        assertThat(count(result, "os", "context_switches")).isEqualTo(moves);
    }

    /** It has a core of its own, and then the one of a thread of its process. */
    @Test
    void daemonsStopWithTheOthersAndCountApart() {
        for (int core = 0; core < 2; core++) {
            RunResult result = run("  - name: p\n    references: 60000\n    threads:\n"
                    + "      - {name: works, cores: [0], program: {kind: uniform, footprint: 32 KiB}}\n"
                    + "      - {name: helps, cores: [" + core
                    + "], daemon: true, program: {kind: uniform, footprint: 64 KiB}}\n");

            assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
            assertThat(count(result, "process.p", "references")).isEqualTo(60_000);
            assertThat(count(result, "process.p", "loads")).isEqualTo(60_000);
            long apart = count(result, "process.p", "daemon_references");
            assertThat(apart)
                    .as("on core %d, of %d ps", core, count(result, "simulation", "time_ns"))
                    .isPositive();
            assertThat(count(result, "core0", "references") + count(result, "core1", "references"))
                    .isEqualTo(60_000 + apart);
            assertThat(count(result, "process.p", "instructions") + count(result, "process.p", "daemon_instructions"))
                    .isEqualTo(count(result, "core0", "instructions") + count(result, "core1", "instructions"));
        }
    }

    @Test
    void theRunEndsWithTheLastThreadThatIsNoDaemon() {
        RunResult result = run("""
                  - name: p
                    threads:
                      - {name: waiter, daemon: true, program: {kind: script, file: waits.txt}}
                      - {name: other, cores: [1], program: {kind: matrix-multiply, n: 4, order: ijk}}
                """);

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "process.p", "references")).isEqualTo(2 * 64 + 16);
        assertThat(count(result, "process.p", "daemon_references")).isEqualTo(1);
    }

    @Test
    void countersInOneLineTakeManyTimesAsLongAsInLinesOfTheirOwn() {
        long[] times = new long[4];
        for (int i = 0; i < times.length; i++) {
            RunResult result = run("  - {name: p, cores: [0, 1], copies: " + (1 + i % 2)
                    + ", program: {kind: false-sharing, rounds: 3000, atomic: true, spacing: " + (i < 2 ? 64 : 8)
                    + " B}}\n");
            assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
            assertThat(count(result, "process.p", "modifies")).isEqualTo(3000L * (1 + i % 2));
            times[i] = count(result, "simulation", "time_ns");
        }
        assertThat(times[2]).as("alone").isEqualTo(times[0]);
        assertThat(times[1]).as("apart").isBetween(times[0], times[0] * 5 / 4);
        assertThat(times[3]).as("in one line").isGreaterThan(4 * times[1]);
    }

    /** Alone a line under the lock costs a hit; when it is handed over, a transfer. */
    @Test
    void whatALockGuardsGoesFromCoreToCoreWithIt() {
        long[] perLine = new long[2];
        for (int copies = 1; copies <= 2; copies++) {
            long few = lock(copies, 2);
            long many = lock(copies, 10);
            perLine[copies - 1] = (many - few) / 8 / (500L * copies);
        }
        assertThat(perLine[0]).as("ps a line, alone").isBetween(1_000L, 5_000L);
        assertThat(perLine[1]).as("ps a line, handed over").isGreaterThan(4_500 + perLine[0]);
    }

    private long lock(int copies, int lines) {
        RunResult result = run("  - {name: p, cores: [0, 1], copies: " + copies
                + ", program: {kind: lock, turns: 500, spin: 100000, critical: " + lines + "}}\n");
        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "os", "word_waits")).isZero();
        return count(result, "simulation", "time_ns");
    }

    @Test
    void threadsThatTakeTurnsInTheKernelAllDoTheirTurns() {
        RunResult result = run(
                "  - {name: p, cores: [0, 1], copies: 5, program: {kind: lock, turns: 100, critical: 3, gap: 50 instructions}}\n");

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "process.p", "modifies")).isGreaterThanOrEqualTo(5 * 100 * (3 + 2));
        assertThat(count(result, "os", "word_waits")).isPositive().isEqualTo(count(result, "os", "word_wakes"));
    }

    @Test
    void aWaitThatNobodyEndsIsTold() {
        RunResult result = run("  - {name: p, program: {kind: script, file: waits.txt}}\n");

        assertThat(result.status()).isEqualTo(Status.STALLED);
        assertThat(result.message())
                .contains("no event is left")
                .contains("thread0 of process 'p' waits for the word at 0x40");
    }
}
