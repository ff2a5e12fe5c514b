package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                    gem5  | stats.txt         | simTicks
                    """)
    void eachFormatWritesItsFilesAndSaysWhich(String format, String name, String content) throws IOException {
        int code = desk.ziggurat("report", "R", "--format", format, "--metric", "cores.ipc");

        assertThat(code).as(desk.err()).isZero();
        assertThat(desk.out()).contains(results.resolve(name).toString());
        assertThat(Files.readString(results.resolve(name))).contains(content);
        assertThat(results.resolve(name + ".part")).doesNotExist();
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
