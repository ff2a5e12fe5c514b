package dev.ziggurat.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JsonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @BeforeEach
    void writeResults() throws IOException {
        SampleResults.write(folder);
    }

    @Test
    void aRunIsAnObjectOnALineWithAllThatTheCsvSays() {
        List<String> lines =
                SampleResults.text(files(), "statistics.jsonl").lines().toList();
        JsonNode run = JSON.readTree(lines.get(3));

        assertThat(lines).hasSize(24);
        assertThat(run.path("point").asString()).isEqualTo("1");
        assertThat(run.path("workload").asString()).isEqualTo("chase");
        assertThat(run.path("status").asString()).isEqualTo("ok");
        assertThat(run.path("values"))
                .isEqualTo(JSON.readTree("{\"caches.llc.size\":\"2 MiB\",\"caches.llc.replacement\":\"drrip\"}"));
        assertThat(lines.get(3))
                .as("numbers as they are written, words, and what has no value")
                .contains("\"simulation\":{\"time_ns\":2000.101}", "\"mpki\":null", "\"end\":\"references\"");
    }

    @Test
    void aRunThatFailedHasTheSameKeysAndNoMetricAmongItsValues() throws IOException {
        Path statistics = folder.resolve("statistics.csv");
        Files.writeString(statistics, Files.readString(statistics).replaceAll("(?m)^23,.*\n", ""));
        JsonNode failed = JSON.readTree(
                SampleResults.text(files(), "statistics.jsonl").lines().toList().get(23));

        assertThat(failed.path("status").asString()).isEqualTo("stalled");
        assertThat(failed.path("values").propertyNames()).containsExactly("caches.llc.size", "caches.llc.replacement");
        assertThat(failed.path("statistics").isEmpty()).isTrue();
    }

    @Test
    void theProcessThatRanAloneIsNoSweptValue() throws IOException {
        Path results = folder.resolve("results.csv");
        Files.writeString(
                results,
                Files.readString(results)
                        .replaceFirst(",status,", ",status,alone,")
                        .replaceAll(",(ok|stalled),", ",$1,p,"));
        JsonNode run = JSON.readTree(SampleResults.text(
                        Json.files(folder, SampleResults.findings(folder, Map.of())), "statistics.jsonl")
                .lines()
                .toList()
                .get(0));

        assertThat(run.path("alone").asString()).isEqualTo("p");
        assertThat(run.path("values").has("alone")).isFalse();
    }

    @Test
    void unitsStandOnceByName() {
        assertThat(JSON.readTree(SampleResults.text(files(), "units.json"))
                        .path("llc.read_misses")
                        .asString())
                .isEqualTo("accesses");
    }

    @Test
    void theSummaryIsTheSameBytesAsEver() throws IOException {
        String text = SampleResults.text(files(), "summary.json");

        assertThat(text).isEqualTo(SampleResults.golden("summary.json", text));
    }

    @Test
    void theSummarySaysWhatCannotBeSaid() {
        JsonNode summary = JSON.readTree(SampleResults.text(files(), "summary.json"));
        JsonNode time = summary.path("rows").path(1);

        assertThat(time.path("mean").path("cautions").path(0).asString()).isEqualTo("no-spread");
        assertThat(summary.path("cautions").path("no-spread").asString()).startsWith("all values are equal");
        assertThat(summary.path("rows").path(0).path("comparison").isNull())
                .as("the baseline")
                .isTrue();
        assertThat(summary.path("relative_to")).isEqualTo(JSON.readTree("{\"caches.llc.replacement\":\"lru\"}"));
    }

    /** A run is let go before the next one comes: the first is written while the reader is still in front of an error at the end of the file. */
    @Test
    void runsAreWrittenWhileTheFileIsRead() throws IOException {
        Path statistics = folder.resolve("statistics.csv");
        Files.writeString(statistics, Files.readString(statistics) + "77,llc,hits,accesses,1\n");
        StringBuilder written = new StringBuilder();
        Document document = Objects.requireNonNull(files().get("statistics.jsonl"));
        try {
            document.writeTo(appender(written));
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("run 77");
        }

        assertThat(written.toString().lines()).hasSize(24);
    }

    private static Writer appender(StringBuilder to) {
        return new Writer() {
            @Override
            public void write(char[] text, int from, int length) {
                to.append(text, from, length);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private Map<String, Document> files() {
        return Json.files(folder, SampleResults.findings(folder, SampleResults.BASELINE));
    }
}
