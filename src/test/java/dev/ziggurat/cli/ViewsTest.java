package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.run.FakeFiles;
import dev.ziggurat.experiment.run.FakeLaboratory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} shows of an operating system, with the files of {@link FakeFiles}. */
final class ViewsTest {
    private static final String HEADER = """
            procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
             r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
            """;

    @TempDir
    Path folder;

    private final FakeLaboratory laboratory = new FakeLaboratory();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("m.yaml"), "machine: m\n");
        Files.writeString(folder.resolve("w.yaml"), "workload: w\n");
        laboratory.files = new FakeFiles();
    }

    private int run(String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] words = {
            "run",
            folder.resolve("m.yaml").toString(),
            folder.resolve("w.yaml").toString(),
            "--out",
            folder.resolve("results").toString()
        };
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Ziggurat.execute(laboratory, new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private List<String> timeline() throws IOException {
        return Files.readAllLines(folder.resolve("results/timeline.csv"));
    }

    /** A page each ms is 4000 KiB a second; the last line is of the 5.5 ms that are left, in which five pages go out. */
    @Test
    void vmstatPrintsALineForEachIntervalAndOneForWhatIsLeft() {
        assertThat(run("--vmstat", "10 ms")).as(err.toString()).isZero();

        assertThat(out.toString()).startsWith(HEADER + """
                 1  2     40    960      0      0    0 4000     0  4000 3000    0 50 25  0 25  0
                 1  2     80    920      0      0    0 4000     0  4000 3000    0 50 25  0 25  0
                 1  2    100    900      0      0    0 3636     0  3636 2727    0 50 25  0 25  0
                """);
        assertThat(out.toString()).contains("timeline.csv");
    }

    private static String frame(String free, String swap, String wait, String waits) {
        return """
                top - 00:00:00 up 0 min,  0 user,  load average: 0.00, 0.00, 0.00
                Tasks:   2 total,   1 running,   1 sleeping,   0 stopped,   0 zombie
                %Cpu(s): 50.0 us, 25.0 sy,  0.0 ni,  0.0 id, 25.0 wa,  0.0 hi,  0.0 si,  0.0 st\s
                MiB Mem :      1.0 total,      FREE free,      USED used,      0.0 buff/cache    \s
                MiB Swap:      1.0 total,      FREE free,      USED used.      FREE avail Mem\s

                    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
                      2 root      20   0      64      8      0 R 100.0   0.8   0:00.TWO computes
                      1 root      20   0    8192    512      0 D  50.0  51.2   0:00.ONE waits
                """.replace("FREE", free)
                .replace("USED", swap)
                .replace("TWO", wait)
                .replace("ONE", waits);
    }

    /** A frame each 10 ms and one of the 5.5 ms that are left; the last is kept, and says what it is of. */
    @Test
    void topShowsAFrameForEachIntervalAndKeepsTheLast() throws IOException {
        assertThat(run("--top", "10 ms")).as(err.toString()).isZero();

        String last = frame("0.9", "0.1", "02", "01");
        assertThat(out.toString())
                .startsWith(frame("0.9", "0.0", "01", "00") + "\n" + frame("0.9", "0.1", "02", "01") + "\n" + last)
                .contains("top.txt");
        assertThat(folder.resolve("results/top.txt"))
                .hasContent(last + "\nA frame each 10 ms; this one at 25.5 ms, of the last 5.5 ms\n");
        assertThat(folder.resolve("results/timeline.csv")).doesNotExist();
    }

    @Test
    void theLastFrameOfTopIsNotMadeAnewAndNoneOfAnotherIntervalTakesItsPlace() throws IOException {
        run("--top", "10 ms", "--quiet");
        String kept = Files.readString(folder.resolve("results/top.txt"));
        assertThat(out.toString()).isEmpty();

        assertThat(run("--top", "10 ms", "--quiet")).isZero();
        assertThat(laboratory.simulated).hasValue(1);
        assertThat(run("--top", "11 ms")).isEqualTo(2);
        assertThat(err.toString())
                .contains("top.txt has a frame of another interval than 11 ms")
                .contains("--out DIR");
        assertThat(laboratory.simulated).hasValue(1);
        assertThat(run("--top", "10 ms")).isZero();
        assertThat(laboratory.simulated).hasValue(2);
        assertThat(folder.resolve("results/top.txt")).hasContent(kept);
    }

    @Test
    void topGoesWithTheOthers() {
        assertThat(run("--top", "30 ms", "--vmstat", "30 ms", "--free", "--timeline", "30 ms"))
                .isZero();

        assertThat(out.toString())
                .startsWith(HEADER)
                .contains("top - 00:00:00 up")
                .contains("Swap:           1000");
        assertThat(folder.resolve("results/timeline.csv")).isRegularFile();
        assertThat(folder.resolve("results/top.txt")).isRegularFile();
    }

    @Test
    void freePrintsItsTableAtTheEnd() {
        assertThat(run("--free")).isZero();

        assertThat(out.toString()).contains("""
                               total        used        free      shared  buff/cache   available
                Mem:            1000         100         900           0           0         900
                Swap:           1000         100         900
                """);
        assertThat(folder.resolve("results/timeline.csv")).doesNotExist();
    }

    @Test
    void timelineHasARowForEachIntervalThatSumsToTheRun() throws IOException {
        assertThat(run("--timeline", "5 ms")).isZero();

        assertThat(timeline())
                .containsExactly(
                        "run,time_ns,running,blocked,swap_used_kib,free_kib,buffers_kib,cached_kib,swap_ins,swap_outs,"
                                + "read_kib,written_kib,interrupts,context_switches,user_ns,system_ns,idle_ns,iowait_ns,"
                                + "steal_ns,minor_faults,major_faults,external_fragmentation_ppm",
                        row("5000000.000", 20, 5, "5000000.000", "2500000.000"),
                        row("10000000.000", 40, 5, "5000000.000", "2500000.000"),
                        row("15000000.000", 60, 5, "5000000.000", "2500000.000"),
                        row("20000000.000", 80, 5, "5000000.000", "2500000.000"),
                        row("25000000.000", 100, 5, "5000000.000", "2500000.000"),
                        row("25500000.000", 100, 0, "500000.000", "250000.000"));
        assertThat(out.toString()).doesNotContain("procs ---");
    }

    private static String row(String time, int used, int pages, String user, String half) {
        return "0," + time + ",1,2," + used + "," + (1000 - used) + ",0,0,0," + pages + ",0," + 4 * pages + ","
                + 3 * pages + ",0," + user + "," + half + ",0.000," + half + ",0.000," + 4 * pages + "," + pages + ",0";
    }

    /** What happens at the instant of the last interval's end, at which the run ends too, belongs to that interval. */
    @Test
    void aRunThatEndsWithAnIntervalHasNoRowOfLengthZero() throws IOException {
        assertThat(run("--timeline", "8500 us")).isZero();

        assertThat(timeline()).hasSize(4).last().asString().startsWith("0,25500000.000,");
    }

    @Test
    void aTimelineThatIsThereIsNotMadeAnewAndNoneOfAnotherIntervalTakesItsPlace() throws IOException {
        run("--timeline", "5 ms");
        List<String> rows = timeline();

        assertThat(run("--timeline", "5 ms")).isZero();
        assertThat(laboratory.simulated).hasValue(1);
        assertThat(run("--timeline", "6 ms")).isEqualTo(2);
        assertThat(err.toString())
                .contains("timeline.csv has rows of another interval than 6 ms")
                .contains("--out DIR");
        assertThat(timeline()).isEqualTo(rows);
        assertThat(laboratory.simulated).hasValue(1);
    }

    @Test
    void aFinishedRunIsDoneAgainForATimelineOrForWhoeverWantsToSeeIt() {
        run();
        run("--timeline", "30 ms");
        assertThat(laboratory.simulated).hasValue(2);
        run("--vmstat", "40 ms");
        assertThat(laboratory.simulated).hasValue(3);
        assertThat(out.toString()).startsWith(HEADER + " 1  2    100    900 ");
        run();
        assertThat(laboratory.simulated).hasValue(3);
    }

    @Test
    void quietWritesAndPrintsNothing() {
        assertThat(run("--vmstat", "10 ms", "--free", "--quiet")).isZero();

        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("results/timeline.csv")).isRegularFile();
    }

    @Test
    void aMachineWithoutOperatingSystemShowsNone() {
        laboratory.files = null;
        for (String[] words : List.of(
                new String[] {"--vmstat", "10ms"},
                new String[] {"--top", "10ms"},
                new String[] {"--timeline", "1ms"},
                new String[] {"--free"})) {
            assertThat(run(words)).isEqualTo(2);
            assertThat(err.toString())
                    .contains(words[0] + " shows what an operating system counts, and the machine")
                    .contains("give it one under 'os:', or leave " + words[0] + " out");
        }
        assertThat(laboratory.simulated).hasValue(0);
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void anIntervalIsASimulatedTime() {
        for (String wrong : List.of("0 ms", "5 cycles", "10")) {
            assertThat(run("--vmstat", wrong)).isEqualTo(2);
            assertThat(err.toString()).contains("--vmstat");
            assertThat(run("--top", wrong)).isEqualTo(2);
            assertThat(err.toString()).contains("--top");
            assertThat(run("--timeline", wrong)).isEqualTo(2);
            assertThat(err.toString()).contains("--timeline");
        }
        assertThat(laboratory.simulated).hasValue(0);
    }
}
