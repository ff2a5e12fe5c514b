package dev.ziggurat.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.analysis.GeometricMean;
import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.points.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatexTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeResults() throws IOException {
        SampleResults.write(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.tex", "figure.dat", "figure.tex", "macros.tex", "preview.tex"})
    void filesAreTheSameBytesAsEver(String name) throws IOException {
        String text = SampleResults.text(compared(), name);

        assertThat(text).isEqualTo(SampleResults.golden(name, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.tex", "figure.dat", "figure.tex", "macros.tex"})
    void filesDoNotDependOnTheLocale(String name) {
        String text = SampleResults.text(compared(), name);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(SampleResults.text(compared(), name)).isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyRowOfTheTableHasAllColumns() {
        String table = SampleResults.text(compared(), "table.tex");

        // Three keys, a mean without and one with an interval, and two ratios with theirs.
        assertThat(table.lines().filter(line -> line.endsWith("\\\\")).skip(2))
                .hasSize(7)
                .allSatisfy(line -> assertThat(line.split("(?<!\\\\)&", -1)).hasSize(10));
        assertThat(table).contains("50\\%\\_zipf \\& \\textbackslash{}co", "$0.43$ & ${}\\pm 0.07$");
    }

    @Test
    void columnsOfDataAreOneWordEachAndHolesAreNan() {
        List<String> lines =
                SampleResults.text(compared(), "figure.dat").lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines).allSatisfy(line -> assertThat(line.split(" ")).hasSize(9));
        assertThat(lines.get(1)).as("the smaller size, where a point failed").startsWith("524288 ");
        assertThat(lines.get(2)).startsWith("2097152 ").contains("nan nan");
    }

    @Test
    void namesOfMacrosAreUniqueAndOfLettersOnly() {
        List<String> names = new ArrayList<>();
        SampleResults.text(compared(), "macros.tex")
                .lines()
                .skip(1)
                .forEach(line -> names.add(line.replaceAll("\\\\newcommand\\{\\\\([A-Za-z]+)\\}\\{.+\\}", "$1")));

        assertThat(names).isNotEmpty().doesNotHaveDuplicates().allMatch(name -> name.matches("zg[A-Za-z]+"));
        assertThat(names)
                .contains(
                        "zgCoresIpcChaseTwoMiBDrripRatio",
                        "zgCoresIpcChaseHighestRatio",
                        "zgCoresIpcFiveOneTwoKiBDrripGeomeanRatio")
                .doesNotContain("zgCoresIpcTwoMiBDrripGeomeanRatio");
    }

    /** Of the hostile workload one point is left beside the baselines. */
    @Test
    void aSinglePointIsNeitherHighestNorLowest() {
        String macros = SampleResults.text(compared(), "macros.tex");

        assertThat(macros)
                .contains("\\zgCoresIpcFiveZeroZipfCoGeomeanRatio}", "\\zgCoresIpcChaseLowestAt}{")
                .doesNotContain("zgCoresIpcFiveZeroZipfCoHighest", "zgCoresIpcFiveZeroZipfCoLowest");
    }

    /** Point 7 failed with its third seed, so the first two decide. */
    @Test
    void aMeanOverWorkloadsHasTheDigitsThatItsSeedsJustify() {
        double[] means = new double[2];
        for (int seed = 1; seed <= 2; seed++) {
            double one = (520 + 7 * seed * seed + seed) / (480.0 + 7 * seed * seed);
            double other = (680 + 7 * seed * seed + seed) / (640.0 + 7 * seed * seed);
            means[seed - 1] = Math.sqrt(one * other);
        }
        Interval mean = GeometricMean.interval(means, 0.95);

        assertThat(SampleResults.text(compared(), "macros.tex"))
                .contains("\\zgCoresIpcFiveOneTwoKiBDrripGeomeanRatio}{"
                        + Rounded.value(mean.estimate(), mean.halfWidth()) + "}");
    }

    /** 1 and 16 of one path, 64 and 4 of the other: "1, 64" and "16, 4" are both OneSixFour. */
    @Test
    void aNameThatCouldMeanTwoPointsMeansNone() throws IOException {
        Path results = folder.resolve("results.csv");
        Files.writeString(
                results,
                Files.readString(results)
                        .replace(",2 MiB,lru,", ",1,64,")
                        .replace(",2 MiB,drrip,", ",1,4,")
                        .replace(",512 KiB,lru,", ",16,64,")
                        .replace(",512 KiB,drrip,", ",16,4,"));

        String macros =
                SampleResults.text(Latex.files(SampleResults.findings(folder, Map.of()), null, null), "macros.tex");

        assertThat(macros)
                .contains("\\zgCoresIpcChaseOneSixFourMeanPointZero}", "\\zgCoresIpcChaseOneSixFourMeanPointThree}")
                .doesNotContain("\\zgCoresIpcChaseOneSixFourMean}");
    }

    @Test
    void withoutABaselineNothingIsCompared() {
        Map<String, Document> files = Latex.files(SampleResults.findings(folder, Map.of()), null, null);

        assertThat(SampleResults.text(files, "table.tex")).doesNotContain("ratio", "Holm");
        assertThat(SampleResults.text(files, "macros.tex")).doesNotContain("Ratio");
    }

    @Test
    void anotherKeyAndMetricCanBeDrawn() {
        Findings findings = SampleResults.findings(folder, Map.of());
        Map<String, Document> files = Latex.files(findings, "caches.llc.replacement", "cores.ipc");

        assertThat(SampleResults.text(files, "figure.tex"))
                .contains("xticklabels={{lru},{drrip}}", "ylabel={cores.ipc (instructions/cycle)}", "only marks")
                .doesNotContain("xmode=log");
        assertThat(SampleResults.text(files, "figure.dat").lines().skip(1)).allMatch(line -> line.matches("[01] .*"));
    }

    @Test
    void metricCanLieAcross() {
        Findings findings = SampleResults.findings(folder, Map.of());
        Map<String, Document> files = Latex.files(findings, "simulation.time_ns", "cores.ipc");

        assertThat(SampleResults.text(files, "figure.tex"))
                .contains("xlabel={simulation.time (ns)}", "xmin=0", "-x, y=")
                .doesNotContain("xtick", "xmode");
        List<String> lines = SampleResults.text(files, "figure.dat").lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines).allSatisfy(line -> assertThat(line.split(" ")).hasSize(13));
    }

    @Test
    void whatCannotBeDrawnIsToldInWords() {
        Findings findings = SampleResults.findings(folder, Map.of());

        assertThatThrownBy(() -> Latex.files(findings, "l2.size", null))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("'l2.size' is not swept here; --x takes one of workload, caches.llc.size");
        assertThatThrownBy(() -> Latex.files(findings, null, "llc.mpki"))
                .hasMessageContaining("'llc.mpki' is not among the metrics here, simulation.time_ns, cores.ipc");
        assertThatThrownBy(() -> Latex.files(findings, null, "cores.ipx"))
                .hasMessageContaining("did you mean 'cores.ipc'? name it with --metric too");
        assertThatThrownBy(() -> Points.read(folder, List.of("lcc.mpki")))
                .hasMessageContaining("did you mean 'llc.mpki'? its statistics.csv lists what is");
        Findings none = new Findings(Points.read(folder, List.of("llc.mpki")), Map.of(), 0.95);
        assertThatThrownBy(() -> Latex.files(none, null, null)).hasMessageContaining("name another with --metric");
    }

    private Map<String, Document> compared() {
        return Latex.files(SampleResults.findings(folder, SampleResults.BASELINE), null, "cores.ipc");
    }
}
