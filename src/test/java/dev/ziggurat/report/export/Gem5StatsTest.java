package dev.ziggurat.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Gem5StatsTest {
    /** As scripts for gem5 read its file: blocks between two rules, and in a block name, value, and all behind the sign as description. */
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(nan|-?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s+# (.*)");

    @TempDir
    Path folder;

    @BeforeEach
    void writeResults() throws IOException {
        SampleResults.write(folder);
    }

    @Test
    void parsersOfGem5FindABlockForEachRun() {
        List<Map<String, String>> blocks = parse(text());

        assertThat(blocks).hasSize(24);
        assertThat(blocks.get(3))
                .containsEntry("run", "3")
                .containsEntry("simSeconds", "0.000002000101")
                .containsEntry("simTicks", "2000101")
                .containsEntry("simFreq", "1000000000000")
                .containsEntry("simInsts", "800")
                .containsEntry("llc.read_misses", "30")
                .containsEntry("llc.mpki", "nan")
                .doesNotContainKey("process.p.end");
    }

    /** Widths as in gem5's text.cc: 40, 12, and two empty columns of 10. */
    @Test
    void linesHaveTheColumnsOfGem5() {
        assertThat(text())
                .startsWith("\n---------- Begin Simulation Statistics ----------\n")
                .endsWith("\n---------- End Simulation Statistics   ----------\n")
                .contains(
                        "\nllc.read_misses                                    30                       # (accesses)\n")
                .contains("# point=0, machine=desktop, workload=chase,", "seed=1, status=ok, caches.llc.size=2 MiB");
    }

    @Test
    void aDictionaryGivesTheDescriptions() throws IOException {
        String meanings = "component,metric,unit,meaning,formula\nllc,read_misses,accesses,\"reads, missed\",\n";
        Files.writeString(folder.resolve("dictionary.csv"), meanings);

        assertThat(text())
                .contains(
                        "\nllc.read_misses                                    30                       # reads, missed (accesses)\n");
    }

    @Test
    void statisticsOfNoRunAreRefused() throws IOException {
        Files.writeString(folder.resolve("statistics.csv"), "77,llc,hits,accesses,1\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::text)
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("has run 77, which results.csv has not");
        Files.writeString(folder.resolve("results.csv"), Files.readString(folder.resolve("results.csv")) + "77,9\n");
        assertThatThrownBy(this::text).isInstanceOf(ReportException.class);
    }

    @Test
    void runsThatComeTwiceAreRefused() throws IOException {
        Files.writeString(folder.resolve("statistics.csv"), "0,llc,hits,accesses,1\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::text).hasMessageContaining("has run 0 twice");
    }

    private String text() {
        return SampleResults.text(Gem5Stats.files(folder), "stats.txt");
    }

    private static List<Map<String, String>> parse(String text) {
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("---------- Begin")) {
                block = new LinkedHashMap<>();
            } else if (line.startsWith("---------- End")) {
                blocks.add(block);
            } else if (!line.isBlank()) {
                Matcher parts = LINE.matcher(line);
                assertThat(parts.matches()).as(line).isTrue();
                assertThat(block.put(parts.group(1), parts.group(2))).as(line).isNull();
            }
        }
        return blocks;
    }
}
