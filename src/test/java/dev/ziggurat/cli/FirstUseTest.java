package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who uses real machines for the first time. */
final class FirstUseTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void layOut() throws IOException {
        desk = new Desk(folder);
    }

    @Test
    void resolvedFileIsASweepThatDoesTheSameAgain() throws IOException {
        desk.change("s.yaml", "sweep: sizes", "sweep: sizes\nseed: 3\nseeds: 2\nwarm-up: 10 references\nlimit: 5 us");
        desk.change("s.yaml", "[512 B, 1 KiB]", "[512 B, 1 KiB]\n  caches.l2.replacement: [lru, {kind: random}]");
        desk.ziggurat("sweep", "s.yaml", "--out", "R");
        Path again = folder.resolve("deep/below");

        assertThat(desk.ziggurat("sweep", "R/resolved.yaml", "--out", again.toString()))
                .as(desk.err())
                .isZero();
        assertThat(desk.ziggurat("sweep", "R/resolved.yaml", "--out", "R")).isZero();

        assertThat(desk.out()).contains("8 runs, finished before; nothing was simulated");
        for (String file : List.of("results.csv", "statistics.csv")) {
            assertThat(again.resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("R").resolve(file));
        }
    }

    @Test
    void resolvedFileOfARunFindsItsTrace() throws IOException {
        Files.createDirectory(folder.resolve("traces"));
        desk.write("traces/t.lackey", " L 1000,8\n S 2000,8\n");
        desk.traced("traces/t.lackey", "");
        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R");

        assertThat(folder.resolve("R/resolved.yaml")).content().contains("file: ../traces/t.lackey  # file w.yaml:3");
        assertThat(folder.resolve("R/manifest.json"))
                .content()
                .containsPattern("\"file\" : \".*traces/t.lackey\",\\s+\"sha256\" : \"[0-9a-f]{64}\"");
        assertThat(desk.ziggurat("sweep", "R/resolved.yaml", "--out", "R"))
                .as(desk.err())
                .isZero();
        assertThat(desk.out()).contains("1 run, finished before; nothing was simulated");
    }

    @Test
    void whatIsWrongInsideAResolvedFileIsToldAtItsLine() throws IOException {
        desk.ziggurat("sweep", "s.yaml", "--out", "R");
        desk.change("R/resolved.yaml", "ways: 2", "ways: 3");

        assertThat(desk.ziggurat("sweep", "R/resolved.yaml")).isEqualTo(2);
        assertThat(desk.err())
                .containsPattern("R/resolved.yaml:\\d\\d: caches.l1d.ways: 3: 3 ways of 16 B do not divide");
    }

    @Test
    void arrivalTimesThatGoUnusedAreNoted() throws IOException {
        desk.write("q.trace", "0 0x1000 R\n500 0x2000 W\n");
        desk.traced("q.trace", "");
        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R");
        assertThat(desk.out())
                .contains(
                        "note: workload.processes.p.program.file: the trace's arrival times are not used: only cores of kind");

        desk.change("m.yaml", "kind: in-order, clock: 1 GHz, store-queue: 0", "kind: open-loop, clock: 1 GHz");
        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", folder.resolve("R2").toString());
        assertThat(desk.out())
                .contains("are not used, since nothing says how long a cycle of them is", "'cycle: 833 ps'");

        desk.traced("q.trace", ", cycle: 833 ps, dependencies: serial");
        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", folder.resolve("R3").toString());
        assertThat(desk.out())
                .doesNotContain("are not used")
                .contains("note: workload.processes.p.program.dependencies: without effect: an open-loop driver waits");
    }

    @Test
    void keysOfATraceForADriverAreWithoutEffectOnACore() throws IOException {
        desk.write("t.lackey", " L 1000,8\n S 2000,8\n");
        desk.write("w.yaml", """
                workload: two
                processes:
                  - name: p
                    phases: [{program: {kind: trace, file: t.lackey, outstanding: 4}}]
                """);
        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R");

        assertThat(desk.out())
                .contains(
                        "note: workload.processes.p.phases.0.program.outstanding: without effect: only cores of kind");
    }

    @Test
    void aProcessThatUsesWhatItMayNotIsNotedAndTheRunIsDone() throws IOException {
        desk.write("bad.txt", "a = call mmap 0 4096 1\nload a\nstore a\nload a\n");
        desk.write("w.yaml", """
                workload: two
                processes:
                  - {name: bad, program: {kind: script, file: bad.txt}}
                  - {name: good, program: {kind: sequential, footprint: 4 KiB}, references: 500}
                """);

        assertThat(desk.ziggurat("run", "teaching", "w.yaml", "--out", "R"))
                .as(desk.err())
                .isZero();
        assertThat(desk.out()).contains("note: process 'bad' ended by a segmentation violation after 1 references");
        assertThat(folder.resolve("R/statistics.csv")).content().contains("process.good,references,references,500");
    }

    @Test
    void runThatIsCutShortSaysSo() {
        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R", "--limit", "2 us");

        assertThat(desk.out())
                .contains("note: cut short: the limit of 2 us came first; the numbers are right up to there");
    }

    @Test
    void simulatedTimeEndsBeforeItOverflows() throws IOException {
        desk.change("m.yaml", "90 ns", "10 s");
        desk.change("w.yaml", "references: 100", "references: 1000000");

        assertThat(desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R")).isZero();

        assertThat(desk.out())
                .contains("note: cut short: simulated time ends after 18014 s")
                .doesNotContain(" -");
        assertThat(folder.resolve("R/statistics.csv")).content().doesNotContain(",-");
    }

    @Test
    void cachesStandInTheOrderOfTheMachineFile() throws IOException {
        desk.change("m.yaml", "[fetch, data]", "data");
        desk.change(
                "m.yaml",
                "caches:",
                "caches:\n  l1i: {serves: fetch, below: l2, size: 128 B, ways: 2, line: 16 B, latency: 1 cycle}");
        desk.write("t.lackey", "I  1000,4\n L 2000,8\n");
        desk.traced("t.lackey", "");
        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R");

        assertThat(desk.out()).containsPattern("(?s)  l1i .*  l1d .*  l2 .*where the time went");
        assertThat(folder.resolve("R/statistics.csv"))
                .content()
                .containsPattern("(?s)core0.l1i,.*core0.l1d,.*core0.l2,");
    }

    @Test
    void dictionarySaysWhoseItIsAndWhatACauseMeans() {
        desk.ziggurat("list", "statistics", "cores.loads", "--machine", "m.yaml");

        assertThat(desk.out())
                .contains(
                        "time of loads spent in 'l2 mshr': a miss waits at that level because all its MSHRs are in use")
                .contains("time of loads spent in 'memory': a memory of one latency answers")
                .contains("with the workload 'pointer-chase'")
                .doesNotContain("l3", "dram");
    }

    @Test
    void checkCountsTheFillsAndTellsOfFurtherBursts() throws IOException {
        desk.change("m.yaml", "latency: 9 cycles", "latency: 9 cycles\n    fill-latency: 3 cycles");
        desk.change("m.yaml", "latency: 1 cycle", "latency: 1 cycle\n    fill-latency: 2 cycles");
        desk.ziggurat("check", "m.yaml");
        assertThat(desk.out())
                .containsPattern("l2 +load-to-use +10 cycles = 10 ns\n")
                .containsPattern("l2 +load-to-use, fills above +12 cycles = 12 ns\n")
                .containsPattern("memory +fills on the way up +5 cycles = 5 ns\n")
                .containsPattern("memory +load-to-use, any access +105 cycles = 105 ns\n");

        desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R", "--set", "workload.processes.p.references=1");
        assertThat(desk.out()).containsPattern("amat_ns +105 ");

        desk.change("m.yaml", "512 B", "4 KiB");
        desk.change("m.yaml", "ways: 4\n    line: 16 B", "ways: 4\n    line: 256 B");
        desk.change("m.yaml", "{kind: fixed, latency: 90 ns}", "{device: ddr4-2400r-8gb-x8}");
        desk.ziggurat("check", "m.yaml");
        assertThat(desk.out()).containsPattern("memory +bursts of a line +4 of 64 B; a load waits for all");
    }
}
