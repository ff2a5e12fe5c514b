package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportFormatsTest {
    @TempDir
    Path folder;

    private Desk desk;
    private Path results;

    @BeforeEach
    void sweep() throws IOException {
        desk = new Desk(folder);
        results = folder.resolve("R");
        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", "R", "--quiet")).isZero();
    }

    @Test
    void aFolderThatIsNotWholeIsNoted() throws IOException {
        assertThat(desk.ziggurat("report", "R", "--format", "csv")).isZero();
        assertThat(desk.err()).isEmpty();
        Path table = results.resolve("results.csv");
        List<String> lines = Files.readAllLines(table);
        Files.write(table, lines.subList(0, lines.size() - 1));
        Path numbers = results.resolve("statistics.csv");
        String last = lines.size() - 2 + ",";
        Files.write(
                numbers,
                Files.readAllLines(numbers).stream()
                        .filter(line -> !line.startsWith(last))
                        .toList());

        assertThat(desk.ziggurat("report", "R", "--format", "csv")).isZero();
        assertThat(desk.err()).contains("R is not whole: 1 of ", " runs are missing");

        String part = folder.resolve("part").toString();
        assertThat(desk.ziggurat("sweep", "s.yaml", "--shard", "1/2", "--out", part, "--quiet"))
                .isZero();
        assertThat(desk.ziggurat("report", part, "--format", "csv")).isZero();
        assertThat(desk.err()).contains("part is not whole: it is part 1/2 of a sweep");
    }

    /** A sweep that is killed leaves its manifest and the runs that had finished, but no tables. */
    @Test
    void aSweepThatHasNotEndedIsSaidToBeSo() throws IOException {
        Files.delete(results.resolve("results.csv"));
        Files.delete(results.resolve("statistics.csv"));
        try (Stream<Path> runs = Files.list(results.resolve("points"))) {
            Files.delete(runs.filter(run -> run.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow());
        }
        String expected =
                "ziggurat: R has no results.csv yet, because its sweep has not ended: 1 of 2 runs are done; the"
                        + " same `ziggurat sweep` command goes on where it was, and writes the tables\n";

        assertThat(desk.ziggurat("report", "R")).isEqualTo(2);
        assertThat(desk.err()).isEqualTo(expected);
        assertThat(desk.ziggurat("compare", "R", "R")).isEqualTo(2);
        assertThat(desk.err()).isEqualTo(expected);

        Files.delete(results.resolve("manifest.json"));
        assertThat(desk.ziggurat("report", "R")).isEqualTo(2);
        assertThat(desk.err()).contains("its sweep has not ended; the same");
    }

    @Test
    void everyFormatSaysTheSameOfConditionsThatFitNothing() {
        for (String format : List.of("html", "svg", "csv", "latex", "pivot", "json")) {
            int code = desk.ziggurat(
                    "report", "R", "--format", format, "--where=caches.l2.size=1KiB", "--where=caches.l2.size=512B");
            assertThat(code).as(format).isEqualTo(2);
            assertThat(desk.err())
                    .as(format)
                    .contains("caches.l2.size=1 KiB and caches.l2.size=512 B exclude each other");
        }
        assertThat(desk.ziggurat("report", "R", "--format", "svg", "--where", "seed=1"))
                .isZero();
    }

    @Test
    void whatIsComparedOfAnotherWarmUpOrLimitIsWarnedOf() throws IOException {
        String other = folder.resolve("other").toString();
        assertThat(desk.ziggurat(
                        "sweep", "s.yaml", "--out", other, "--quiet", "--warm-up", "10 references", "--limit", "1 s"))
                .as(desk.err())
                .isZero();

        assertThat(desk.ziggurat("compare", "R", other)).isZero();

        assertThat(desk.err())
                .contains("the warm-up is 0 references in the first folder and 10 references in the other;")
                .contains("the limit is none in the first folder and 1 s in the other;");
        assertThat(desk.ziggurat("compare", "R", "R")).isZero();
        assertThat(desk.err()).isEmpty();

        Files.delete(results.resolve("resolved.yaml"));
        assertThat(desk.ziggurat("compare", "R", other)).isZero();
        assertThat(desk.err()).doesNotContain("warm-up", "limit");
    }

    @Test
    void valuesMatchHoweverTheyAreSpelled() throws IOException {
        for (String format : List.of("csv", "html", "svg")) {
            assertThat(desk.ziggurat("report", "R", "--format", format, "--where", "caches.l2.size=1024B"))
                    .as(format + ": " + desk.err())
                    .isZero();
        }
        assertThat(desk.ziggurat("report", "R", "--format", "csv", "--relative-to", "caches.l2.size=0.5KiB"))
                .as(desk.err())
                .isZero();
        assertThat(results.resolve("summary.csv")).content().contains("cores.ipc,instructions/cycle,1,", ",512 B,");
        assertThat(desk.ziggurat("sweep", "s.yaml", "--dry-run", "--only", "caches.l2.size=1KiB"))
                .as(desk.err())
                .isZero();
        assertThat(desk.out()).contains("1 run chosen by --only");
    }

    /** One seed, so that there is no interval anywhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    latex | table.tex         | 512 B &
                    latex | figure.dat        | 512
                    latex | figure.tex        | xticklabels={{512 B},{1 KiB}}
                    latex | macros.tex        | zgCoresIpcChaseFiveOneTwoBMean
                    latex | preview.tex       | booktabs
                    pivot | pivot-cores.ipc.csv | 512 B
                    json  | summary.json      | one-value
                    json  | statistics.jsonl  | "caches.l2.size":"1 KiB"
                    json  | units.json        | "cores.ipc":
                    """)
    void eachFormatWritesItsFilesAndSaysWhich(String format, String name, String content) throws IOException {
        int code = desk.ziggurat("report", "R", "--format", format, "--metric", "cores.ipc");

        assertThat(code).as(desk.err()).isZero();
        assertThat(desk.out()).contains(results.resolve(name).toString());
        assertThat(Files.readString(results.resolve(name))).contains(content);
        assertThat(results.resolve(name + ".part")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "svg, cores.amat_ns.svg, <svg",
        "svg, where-the-time-went.svg, <svg",
        "pdf, cores.ipc.pdf, %PDF-1.4",
        "pdf, where-the-time-went.pdf, %PDF-1.4",
        "png, cores.ipc.png, PNG",
        "png, where-the-time-went.png, PNG",
        "gem5, stats.txt, simTicks"
    })
    void picturesAndListsAreWrittenToo(String format, String name, String content) throws IOException {
        String metric = name.startsWith("cores.") ? name.substring(0, name.lastIndexOf('.')) : "cores.ipc";
        String[] words = format.equals("gem5")
                ? new String[] {"report", "R", "--format", format}
                : new String[] {"report", "R", "--format", format, "--y", metric};

        assertThat(desk.ziggurat(words)).as(desk.err()).isZero();

        assertThat(desk.out()).contains(results.resolve(name).toString());
        assertThat(Files.readString(results.resolve(name), StandardCharsets.ISO_8859_1))
                .contains(content);
    }

    @ParameterizedTest
    @CsvSource({"50, 1", "1200, 24"})
    void resolutionIsChosen(int dpi, int times) throws IOException {
        assertThat(desk.ziggurat("report", "R", "--format", "png", "--dpi", String.valueOf(dpi)))
                .isZero();

        BufferedImage image =
                ImageIO.read(results.resolve("where-the-time-went.png").toFile());
        // The picture is at least 600 pixels wide at 96 to an inch.
        assertThat(image.getWidth()).isGreaterThan(300 * times);
    }

    /** For each format an option of another, once with its name and once as the short table of what goes where. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    html  | --confidence=99 %      | svg, pdf, png, csv, latex and json
                    html  | --dpi=300              | png
                    svg   | --metric=cores.ipc     | csv, latex, pivot and json
                    svg   | --dpi=300              | png
                    pivot | --relative-to=seed=1   | svg, pdf, png, csv, latex and json
                    png   | --by=seed              | pivot
                    csv   | --mark=512 B=x         | html, svg, pdf and png
                    csv   | --y=cores.ipc          | html, svg, pdf, png and latex
                    latex | --scale=log            | html, svg, pdf and png
                    pivot | --confidence=99 %      | svg, pdf, png, csv, latex and json
                    json  | --x=caches.l2.size     | html, svg, pdf, png, latex and pivot
                    gem5  | --where=seed=1         | html, svg, pdf, png, csv, latex, pivot and json
                    """)
    void anOptionWithoutEffectIsRefused(String format, String option, String takers) throws IOException {
        assertThat(desk.ziggurat("report", "R", "--format", format, option)).isEqualTo(2);

        String name = option.substring(0, option.indexOf('='));
        assertThat(desk.err())
                .contains(name + " has no effect with --format " + format + "; it goes with " + takers)
                .doesNotContain("Exception");
        try (Stream<Path> files = Files.list(results)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(file -> file.matches("(report|summary|table|stats|where|pivot|cores).*"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --dpi=49      | between 50 and 1200, not at 49
                    --dpi=1201    | between 50 and 1200, not at 1201
                    --dpi=fine    | is no whole number
                    """)
    void aResolutionOutOfRangeIsRefused(String option, String message) {
        assertThat(desk.ziggurat("report", "R", "--format", "png", option)).isEqualTo(2);
        assertThat(desk.err()).contains(message).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    95    | --confidence: '95' has no unit; write for example '95 %'
                    0.95  | --confidence: '0.95' has no unit; write for example '95 %'
                    sure  | --confidence: 'sure' is no share; write for example '95 %'
                    120 % | --confidence: a share lies between 0 % and 100 %
                    100 % | --confidence lies between 0 % and 100 %, for example --confidence "95 %"
                    """)
    void aConfidenceThatIsNoneIsToldHowToWriteIt(String confidence, String message) {
        assertThat(desk.ziggurat("report", "R", "--format", "csv", "--confidence", confidence))
                .isEqualTo(2);
        assertThat(desk.err()).contains(message).doesNotContain("50 %");
    }

    @Test
    void whatFailsInTheMiddleLeavesTheFileOfBefore() throws IOException {
        desk.ziggurat("report", "R", "--format", "gem5");
        String before = Files.readString(results.resolve("stats.txt"));
        Path statistics = results.resolve("statistics.csv");
        Files.writeString(statistics, Files.readString(statistics) + "9,llc,hits,accesses,1\n");

        assertThat(desk.ziggurat("report", "R", "--format", "gem5")).isEqualTo(2);

        assertThat(desk.err()).contains("has run 9, which results.csv has not");
        assertThat(results.resolve("stats.txt")).hasContent(before);
        assertThat(results.resolve("stats.txt.part")).doesNotExist();
    }

    @Test
    void aFigureOfAnUnknownMetricSaysHowToNameIt() {
        assertThat(desk.ziggurat("report", "R", "--format", "latex", "--y", "l2.hits"))
                .isEqualTo(2);
        assertThat(desk.err())
                .contains("'l2.hits' is not among the metrics here", "name it with --metric too")
                .doesNotContain("Exception");
    }
}
