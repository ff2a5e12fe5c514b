package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.experiment.run.MachineLaboratory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frames of a run beside its statistics and its time line: a process that computes with two threads, and one that lives on swap. */
final class TopRunTest {
    private static final String MACHINE = """
            machine: m
            cores: {kind: in-order, count: 3, clock: 1 GHz}
            caches: {l1: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 2 cycles}}
            memory: {kind: fixed, latency: 60 ns, size: 16 MiB}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 4}, l1d: {entries: 64}}}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 60 frames, swap: {device: disk, size: 4 MiB}}
            """;
    private static final String WORKLOAD = """
            workload: w
            processes:
              - name: computes
                cores: [0, 1]
                copies: 2
                program: {kind: sequential, footprint: 32 KiB, gap: 10 instructions}
                references: 1000000
              - {name: swaps, cores: [2], program: {kind: uniform, footprint: 400 KiB, stores: 50 %}, references: 1000000}
            """;
    private static final String LIMIT = "1150 us";
    private static final double INTERVAL = 250_000;

    /** Of each of two rows, in per cent. */
    private static final double ROUNDING = 2 * 0.05;

    @TempDir
    static Path folder;

    private static final List<List<String[]>> FRAMES = new ArrayList<>();
    private static String out = "";

    @BeforeAll
    static void run() throws IOException {
        Files.writeString(folder.resolve("m.yaml"), MACHINE);
        Files.writeString(folder.resolve("w.yaml"), WORKLOAD);
        StringWriter text = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = {
            "run",
            file("m.yaml"),
            file("w.yaml"),
            "--out",
            file("r"),
            "--limit",
            LIMIT,
            "--top",
            "250 us",
            "--timeline",
            "250 us"
        };
        assertThat(Ziggurat.execute(
                        new MachineLaboratory(), new PrintWriter(text, true), new PrintWriter(err, true), words))
                .as(err.toString())
                .isZero();
        out = text.toString();
        for (String line : out.lines().toList()) {
            if (line.startsWith("top - ")) {
                FRAMES.add(new ArrayList<>());
            } else if (line.contains(" root ")) {
                FRAMES.get(FRAMES.size() - 1).add(line.trim().split(" +", -1));
            }
        }
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static double share(String[] row) {
        return Double.parseDouble(row[8]);
    }

    @Test
    void thereIsAFrameForEachIntervalAndOneForTheRest() throws IOException {
        assertThat(FRAMES).hasSize(5).allMatch(rows -> rows.size() == 2);
        int last = out.lastIndexOf("top - ");
        int end = out.indexOf(" swaps", last);
        assertThat(Files.readString(folder.resolve("r/top.txt")))
                .startsWith(out.substring(last, end))
                .endsWith("\nA frame each 250 us; this one at 1.15 ms, of the last 0.15 ms\n");
    }

    /** Two threads that compute take nearly two cores and are the first two of three threads; the other waits for the disk nearly always. */
    @Test
    void whoComputesIsFirstAndWhoSwapsWaits() {
        for (List<String[]> rows : FRAMES.subList(1, FRAMES.size())) {
            assertThat(rows.get(0))
                    .startsWith("1", "root", "20", "0")
                    .endsWith("computes")
                    .contains("R");
            assertThat(share(rows.get(0))).isBetween(190.0, 200.0);
            assertThat(rows.get(1)).startsWith("3").endsWith("swaps").contains("D");
            assertThat(share(rows.get(1))).isBetween(1.0, 30.0);
        }
    }

    /** What cores without a thread spend on interrupts is nobody's: 50 ns for each transfer of some 30 us. */
    @Test
    void theSharesAreTheUserAndSystemTimeOfTheTimeLine() throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("r/timeline.csv"));
        List<String> names = List.of(rows.get(0).split(",", -1));
        for (int i = 0; i < FRAMES.size(); i++) {
            String[] row = rows.get(i + 1).split(",", -1);
            double user = Double.parseDouble(row[names.indexOf("user_ns")]);
            double system = Double.parseDouble(row[names.indexOf("system_ns")]);
            double span = i < 4 ? INTERVAL : 150_000;
            double shares =
                    FRAMES.get(i).stream().mapToDouble(TopRunTest::share).sum();

            assertThat(shares * span / 100)
                    .as("frame %d", i)
                    .isCloseTo(user + system, within(span * (ROUNDING + 2) / 100));
            assertThat(shares * span / 100)
                    .as("frame %d", i)
                    .isLessThanOrEqualTo(user + system + span * ROUNDING / 100);
        }
    }
}
