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
    void aWaitThatNobodyEndsIsTold() {
        RunResult result = run("  - {name: p, program: {kind: script, file: waits.txt}}\n");

        assertThat(result.status()).isEqualTo(Status.STALLED);
        assertThat(result.message())
                .contains("no event is left")
                .contains("thread0 of process 'p' waits for the word at 0x40");
    }
}
