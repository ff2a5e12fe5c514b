package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.report.Figures.Choice;
import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class HtmlReportTest {
    private static final Choice USUAL = choice(null, null);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path folder;

    @BeforeEach
    void writeResults() throws IOException {
        SampleFolder.write(folder);
    }

    private static Choice choice(@Nullable String x, @Nullable String y) {
        return new Choice(x, y, List.of(), List.of(), "auto");
    }

    private static JsonNode data(String page) {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return JsonMapper.builder().build().readTree(data.group(1));
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(each -> each.path("name").asString("")).toList();
    }

    @Test
    void equalResultsGiveEqualBytes() {
        String page = HtmlReport.of(folder, USUAL).page();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(HtmlReport.of(folder, USUAL).page()).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nothingInThePageIsLoadedFromElsewhere() {
        String page = HtmlReport.of(folder, USUAL).page();
        assertThat(page).contains("default-src 'none'");
        assertThat(Pattern.compile("<(script|img|iframe|source)[^>]*\\ssrc=|<link[^>]*href=\"(?!data:)|@import|url\\(")
                        .matcher(page.replace(
                                page.substring(page.indexOf("<script>"), page.lastIndexOf("<script>")), ""))
                        .results())
                .isEmpty();
        assertThat(page).doesNotContain("{{");
    }

    @Test
    void noNameEndsTheScriptThatHoldsTheData() {
        String page = HtmlReport.of(folder, USUAL).page();
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
        assertThat(page).doesNotContain("<img src=x");
        JsonNode workload = data(page).path("fixed").path(3);
        assertThat(workload.path("values").path(1).asString()).isEqualTo(SampleFolder.HOSTILE);
    }

    @Test
    void whatWasVariedIsAnAxisWithAmounts() {
        JsonNode axes = data(HtmlReport.of(folder, USUAL).page()).path("axes");
        assertThat(names(axes)).containsExactly("caches.llc.size", "caches.llc.replacement");
        assertThat(axes.path(0).path("amounts").path(0).asLong()).isEqualTo(2 << 20);
        assertThat(axes.path(1).has("amounts")).isFalse();
    }

    @Test
    void metricsCarryTheirUnitsAndFailedRunsHaveNone() {
        JsonNode metrics = data(HtmlReport.of(folder, USUAL).page()).path("metrics");
        assertThat(names(metrics))
                .startsWith("cores.amat_ns", "cores.ipc", "llc.mpki")
                .contains("llc.hits");
        assertThat(metrics.path(0).path("unit").asString()).isEqualTo("ns");
        assertThat(metrics.path(0).path("values").path(SampleFolder.RUNS - 1).isNull())
                .isTrue();
    }

    /** Of the shipped samples only the table is kept. */
    @ParameterizedTest
    @MethodSource("samples")
    void everyShippedSampleHasAPage(Path sample) {
        JsonNode data = data(HtmlReport.of(sample, USUAL).page());
        assertThat(data.path("runs").asInt()).isPositive();
        assertThat(data.path("axes").size()).isPositive();
        assertThat(names(data.path("metrics")))
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(name).doesNotStartWith("workload.").doesNotStartWith("caches."));
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> samples = Files.list(Path.of("results", "samples"))) {
            return samples.sorted().toList();
        }
    }

    @Test
    void theOptionsAreWhatThePageShowsFirst() {
        Choice choice =
                new Choice("caches.llc.size", "llc.hits", List.of("workload=chase"), List.of("8 MiB=LLC"), "log");
        JsonNode start = data(HtmlReport.of(folder, choice).page()).path("start");
        assertThat(start.path("x").asString()).isEqualTo("caches.llc.size");
        assertThat(start.path("y").asString()).isEqualTo("llc.hits");
        assertThat(start.path("where").toString()).isEqualTo("[[\"workload\",\"chase\"]]");
        assertThat(start.path("marks").path(0).path("amount").asLong()).isEqualTo(8 << 20);
        assertThat(start.path("scale").asString()).isEqualTo("log");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            caches.l2.size |          |               |         | auto  | --x takes one of workload, caches.llc.size
                           | llc.hops |               |         | auto  | 'llc.hops' is no metric
                           |          | workload      |         | auto  | write --where COLUMN=VALUE
                           |          | workload=none |         | auto  | the values of workload are chase
                           |          |               | here=L1 | auto  | write --mark
                           |          |               |         | polar | write auto, linear or log
            """)
    void aChoiceThatFitsNothingIsRefused(
            @Nullable String x,
            @Nullable String y,
            @Nullable String where,
            @Nullable String mark,
            String scale,
            String message) {
        Choice choice = new Choice(
                x, y, where == null ? List.of() : List.of(where), mark == null ? List.of() : List.of(mark), scale);
        assertThatThrownBy(() -> HtmlReport.of(folder, choice).page())
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            results.csv   | ''                                              | is empty
            results.csv   | 'a,b\\n1,2\\n'                                  | it has no column 'run'
            results.csv   | 'run,point,machine,workload,seed,status\\n'     | holds no run
            results.csv   | 'run,point,machine,workload,seed,status\\n1\\n' | is no result file: Record 2 has 1 fields
            results.csv   | 'run,point,machine,workload,seed,status\\n1,0,m,w,1,ok\\n1,0,m,w,1,ok\\n' | has run 1 twice
            resolved.yaml | 'machine: ['                                    | resolved.yaml cannot be read
            manifest.json | '{'                                             | manifest.json cannot be read
            timeline.csv  | 'a,b\\n'                                        | is no time line
            timeline.csv  | 'run,time_ns\\n0,soon\\n'                       | no number
            """)
    void aBrokenFileIsNamed(String file, String text, String message) throws IOException {
        Files.writeString(folder.resolve(file), text.replace("\\n", "\n"));
        assertThatThrownBy(() -> HtmlReport.of(folder, USUAL).page())
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(message);
    }
}
