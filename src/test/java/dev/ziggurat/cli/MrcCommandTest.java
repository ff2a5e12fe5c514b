package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ziggurat mrc} on small workloads, its messages, and what it does with folders. */
final class MrcCommandTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void setUp() throws IOException {
        desk = new Desk(folder);
    }

    /** The desk's workload goes round a ring of 16 nodes of 64 B, 100 times. */
    @Test
    void ringMissesAlwaysOrNever() throws IOException {
        assertThat(mrc("--sizes", "64 B..1 KiB")).isZero();

        assertThat(desk.out()).contains("""
                p: 100 references, 100 accesses to 16 lines of 64 B, 16 first touches; exact
                  lines  size   misses  miss ratio
                  1      64 B      100    100.00 %  |########################################
                  2      128 B     100    100.00 %  |########################################
                  4      256 B     100    100.00 %  |########################################
                  8      512 B     100    100.00 %  |########################################
                  16     1 KiB      16     16.00 %  |######
                """);
        List<String> rows = Files.readAllLines(folder.resolve("R/results.csv"));
        assertThat(rows.get(0))
                .isEqualTo(
                        "workload,version,digest,seed,process,of,sampling,line,references,accesses,footprint,cold_misses,"
                                + "lines,size,misses,miss_ratio,miss_ratio_low,miss_ratio_high");
        assertThat(rows).hasSize(6);
        assertThat(rows.get(5))
                .startsWith("chase,")
                .endsWith(",1,p,data,exact,64,100,100,16,16,16,1024,16,0.16,0.16,0.16");
        assertThat(folder.resolve("R/resolved.yaml")).content().contains("workload: chase");
        assertThat(folder.resolve("R/manifest.json")).content().contains("curves_digest");
        assertThat(folder.resolve("R/miss-ratio.svg"))
                .content()
                .startsWith("<svg")
                .contains("miss ratio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"svg", "pdf", "png"})
    void aReportDrawsTheCurve(String format) throws IOException {
        assertThat(mrc("--sizes", "64 B..1 KiB")).isZero();
        Files.delete(folder.resolve("R/miss-ratio.svg"));

        assertThat(desk.ziggurat("report", "R", "--format", format, "--mark", "256 B=L1d"))
                .as(desk.err())
                .isZero();

        assertThat(desk.out().strip()).endsWith("R/miss-ratio." + format);
        assertThat(folder.resolve("R/miss-ratio." + format)).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --format=html                  | write --format svg, pdf or png for a picture
                    --format=csv                   | the numbers are in results.csv
                    --format=svg --where=process=p | --where has no effect on miss-ratio curves
                    --format=png --y=cores.ipc     | --y has no effect on miss-ratio curves
                    """)
    void whatDoesNotGoWithACurveIsToldByTheReport(String options, String message) {
        assertThat(mrc("--sizes", "64 B..1 KiB")).isZero();

        assertThat(desk.ziggurat(("report R " + options).split(" "))).isEqualTo(2);

        assertThat(desk.err()).contains(message).doesNotContain("Exception");
    }

    @Test
    void allSizesAreThoseAtWhichSomethingChanges() throws IOException {
        assertThat(mrc("--all")).isZero();

        assertThat(Files.readAllLines(folder.resolve("R/results.csv"))).hasSize(3);
    }

    @Test
    void resolvedWorkloadMakesTheSameCurve() throws IOException {
        mrc("--set", "workload.processes.p.program.footprint=512 B");
        List<String> rows = Files.readAllLines(folder.resolve("R/results.csv"));
        assertThat(desk.ziggurat(
                        "mrc",
                        folder.resolve("R/resolved.yaml").toString(),
                        "--out",
                        folder.resolve("S").toString()))
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("S/results.csv"))).isEqualTo(rows);
    }

    @Test
    void sampleTellsItsBounds() {
        assertThat(mrc(
                        "--set",
                        "workload.processes.p.program.footprint=4 MiB",
                        "--references",
                        "200000 references",
                        "--sample",
                        "2 %"))
                .isZero();

        assertThat(desk.out()).contains("sample of 2 %", "about", "between", " and 100.00 %");
    }

    @Test
    void sameCommandAgainMeasuresNothing() throws IOException {
        mrc();
        byte[] results = Files.readAllBytes(folder.resolve("R/results.csv"));
        byte[] manifest = Files.readAllBytes(folder.resolve("R/manifest.json"));
        String table = desk.out();

        assertThat(mrc()).isZero();
        assertThat(desk.out()).isEqualTo(table.replaceFirst("\n", ": finished before; nothing was measured\n"));
        assertThat(folder.resolve("R/results.csv")).hasBinaryContent(results);
        assertThat(folder.resolve("R/manifest.json")).hasBinaryContent(manifest);
    }

    /** A process that is killed between the two leaves the results alone. */
    @Test
    void aPictureThatIsMissingIsDrawnFromTheResults() throws IOException {
        mrc();
        byte[] picture = Files.readAllBytes(folder.resolve("R/miss-ratio.svg"));
        Files.delete(folder.resolve("R/miss-ratio.svg"));

        assertThat(mrc()).isZero();
        assertThat(folder.resolve("R/miss-ratio.svg")).hasBinaryContent(picture);
    }

    @Test
    void otherCurvesAreOverwrittenByForceAlone() throws IOException {
        mrc();
        byte[] results = Files.readAllBytes(folder.resolve("R/results.csv"));

        assertThat(mrc("--line", "32 B")).isEqualTo(2);
        assertThat(desk.err()).contains("R holds the results of 'mrc-chase'", "Nothing was changed");
        assertThat(folder.resolve("R/results.csv")).hasBinaryContent(results);
        assertThat(mrc("--line", "128 B", "--force")).isZero();
        assertThat(folder.resolve("R/results.csv")).content().contains(",exact,128,");
    }

    @Test
    void resultsOfARunAreNotOverwrittenEvenByForce() {
        Path run = folder.resolve("R");
        assertThat(desk.ziggurat("run", "m.yaml", "w.yaml", "--out", run.toString()))
                .isZero();

        assertThat(mrc()).isEqualTo(2);
        assertThat(mrc("--force")).isEqualTo(2);
        assertThat(desk.err()).contains("holds results that are no curves");
        assertThat(run.resolve("statistics.csv")).exists();
    }

    @Test
    void quietPrintsNothing() {
        assertThat(mrc("--quiet")).isZero();

        assertThat(desk.out() + desk.err()).isEmpty();
    }

    @Test
    void programsThatNeedAKernelAreRefused() throws IOException {
        desk.change(
                "w.yaml", "{kind: pointer-chase, footprint: 1 KiB, stride: 64 B}", "{kind: segment-churn, live: 4}");

        assertThat(mrc()).isEqualTo(2);
        assertThat(desk.err()).contains("w.yaml:4: processes.p.program", "makes system calls", "`ziggurat run`");
        assertThat(folder.resolve("R")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--line | 48 B | a line of 48 B is no power of two from 1 B to 1 GiB; write for example --line \"64 B\"",
                "--line | 64 | --line: '64' has no unit; write for example '32 KiB'",
                "--sizes | 100 B | --sizes \"100 B\": 100 B is no whole number of lines of 64 B",
                "--sizes | 1 MiB..1 KiB | goes downwards",
                "--sizes | 0 lines | a cache has at least one line",
                "--sizes | x | or a number of lines: '512 lines'",
                "--sample | 0 % | --sample takes a share above 0 %, for example --sample \"1 %\"",
                "--sample | 0.01 | --sample: '0.01' has no unit; write for example '50 %'",
                "--sample-lines | 0 | --sample-lines takes a number from 1 to 67108864, not 0",
                "--process | q | the workload 'chase' has no such process; it has p",
                "--references | 0 references | --references takes 1 to",
                "--warm-up | 10 | --warm-up: '10' has no unit; write for example '1000 references'",
                "--set | caches.llc.size=1 MiB | here is no machine; a path into the workload begins with 'workload.'",
                "--of | code | Invalid value for option '--of'",
                "--out | '' | --out takes the name of a folder, and this one is empty",
            })
    void wrongOptionsAreExplained(String option, String value, String message) {
        assertThat(desk.ziggurat("mrc", "w.yaml", option, value)).isEqualTo(2);
        assertThat(desk.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThat(mrc("--all", "--sizes", "1 KiB")).isEqualTo(2);
        assertThat(desk.err()).contains("--all and --sizes exclude each other");
        assertThat(mrc("--sample", "1 %", "--sample-lines", "10")).isEqualTo(2);
        assertThat(desk.err()).contains("--sample and --sample-lines exclude each other");
    }

    private int mrc(String... options) {
        String[] words = new String[options.length + 4];
        words[0] = "mrc";
        words[1] = "w.yaml";
        words[2] = "--out";
        words[3] = folder.resolve("R").toString();
        System.arraycopy(options, 0, words, 4, options.length);
        return desk.ziggurat(words);
    }
}
