package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ziggurat curve} on a small machine: an ordinary sweep, and a picture. */
final class CurveCommandTest {
    private static final String MACHINE = """
            machine: dram
            cores: {count: 2, kind: out-of-order, clock: 2 GHz}
            caches:
              l1d: {serves: data, below: llc, size: 2 KiB, ways: 4, line: 64 B, latency: 4 cycles}
              llc: {shared: true, below: memory, size: 16 KiB, ways: 8, line: 64 B, latency: 10 cycles}
            memory: {device: ddr4-2400r-8gb-x8}
            translation: {format: x86-64, walks-enter: l1d, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
            os: {memory: 1 GiB}
            """;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void setUp() throws IOException {
        desk = new Desk(folder);
        desk.write("d.yaml", MACHINE);
    }

    private int curve(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "curve",
                "d.yaml",
                "--out",
                "R",
                "--points",
                "3",
                "--references",
                "50 references",
                "--generators",
                "1"));
        words.addAll(List.of(more));
        return desk.ziggurat(words.toArray(String[]::new));
    }

    @Test
    void isASweepThatCanBeDoneAgain() throws IOException {
        assertThat(curve("--reads", "100 %, 75 %")).as(desk.err()).isZero();

        assertThat(desk.out())
                .contains("curve-dram: 6 runs", "reads-100", "reads-75", "latency-bandwidth.svg")
                .containsPattern("line +unloaded ns +doubled at GB/s +most GB/s +of the peak +latency there ns\\n"
                        + "reads-100 +\\d+\\.\\d +[-\\d. ]+ +\\d+\\.\\d +\\d+ % +\\d+\\n"
                        + "reads-75 ");
        assertThat(folder.resolve("R/latency-bandwidth.svg"))
                .content()
                .contains(
                        "core0.amat_ns over memory.bandwidth_gbps on dram", "reads-75", "<polyline", "peak, 19.2 GB/s");
        String rows = Files.readString(folder.resolve("R/results.csv"));
        assertThat(rows.lines()).hasSize(7);

        assertThat(curve("--reads", "100 %, 75 %")).isZero();
        assertThat(desk.out()).contains("finished before; nothing was simulated");

        String copy = folder.resolve("S").toString();
        assertThat(desk.ziggurat("sweep", folder.resolve("R/resolved.yaml").toString(), "--out", copy))
                .as(desk.err())
                .isZero();
        assertThat(Files.readString(folder.resolve("S/results.csv"))).isEqualTo(rows);
    }

    @Test
    void dryRunWritesNothing() {
        assertThat(curve("--dry-run")).as(desk.err()).isZero();

        assertThat(desk.out()).contains("9 runs").containsPattern("million references; about \\d+\\.\\d s of CPU time");
        assertThat(folder.resolve("R")).doesNotExist();
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        refused("--reads: of the accesses of this memory 50 % to 100 % are reads", "--reads", "100 %,40 %");
        refused("--reads: 75 % stands there twice", "--reads", "75 %,75 %");
        refused("--reads: ", "--reads", "75");
        refused("--points takes a number from 3 to 200, not 2", "--points", "2");
        refused("--generators takes a number from 1 to 1023, not 0", "--generators", "0");
        refused("--footprint 16 KiB: a part of it stays in the caches", "--footprint", "16 KiB");
        refused(
                "--footprint 8 GiB: the 2 cores share a memory of 8 GiB; write --footprint '4 GiB' at most",
                "--generators",
                "1",
                "--footprint",
                "8 GiB");
        refused("--references takes 1 to", "--references", "0 references");
        desk.change("d.yaml", "{device: ddr4-2400r-8gb-x8}", "{kind: fixed, latency: 80 ns}");
        refused("d.yaml:6: memory.kind: fixed: memory of kind 'fixed' serves any number of accesses at once");
        desk.change("d.yaml", "out-of-order", "open-loop");
        refused("d.yaml:2: cores.kind: open-loop: an open-loop driver waits for no load");
    }

    /** What the sweep that is made says itself would be told at a file that nobody wrote. */
    @Test
    void settingsOfWhatItReplacesAreRefused() {
        refused("--set: cores.count: 2: the curve has one core that measures", "--set", "cores.count=2");
        refused("--set: cores: {count: 2}: the curve has", "--set", "cores={count: 2}");
        refused("--set: os.memory: 1 MiB: a curve is measured without", "--set", "os.memory=1 MiB");
        refused("--set: translation: null: a curve is", "--set", "translation=null");
    }

    @Test
    void aMachineMayHaveAsManyCoresAsThereMayBe() throws IOException {
        desk.change("d.yaml", "count: 2", "count: 1024");
        desk.change("d.yaml", "os: {memory: 1 GiB}", "");
        List<String> words = List.of("curve", "d.yaml", "--out", "R", "--dry-run");
        assertThat(desk.ziggurat(words.toArray(String[]::new))).as(desk.err()).isZero();

        desk.change("d.yaml", "size: 16 KiB", "size: 8 MiB");
        refused(
                "each of 1024 cores would walk over 8 MiB, but no footprint would do: the 1024 cores share a memory of 8 GiB,"
                        + " and each must walk over 16388 KiB at least, twice what the caches hold; take fewer --generators,"
                        + " smaller caches or more memory");
    }

    private void refused(String message, String... more) {
        List<String> words = new ArrayList<>(List.of("curve", "d.yaml", "--out", "R"));
        words.addAll(List.of(more));
        assertThat(desk.ziggurat(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(desk.err()).contains(message);
        assertThat(folder.resolve("R")).doesNotExist();
    }
}
