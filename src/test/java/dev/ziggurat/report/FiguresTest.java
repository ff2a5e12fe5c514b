package dev.ziggurat.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.ziggurat.report.Figures.Choice;
import dev.ziggurat.report.picture.Svg;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class FiguresTest {
    private static final Choice USUAL = new Choice(null, null, List.of(), List.of(), "auto");
    private static final Offset<Double> ROUNDED = offset(0.01);
    private static final String HOSTILE = "a <b> & \"c\", 'd'\u0001";

    @TempDir
    Path folder;

    /** Two workloads, three sizes, two policies, two seeds; of the last run there is nothing. */
    @BeforeEach
    void writeResults() throws IOException {
        StringBuilder results =
                new StringBuilder("run,point,machine,workload,version,machine_digest,workload_digest,digest,"
                        + "seed,status,caches.llc.size,caches.llc.replacement,cores.amat_ns\n");
        StringBuilder statistics = new StringBuilder("run,component,metric,unit,value\n");
        int run = 0;
        for (String workload : List.of("chase", "\"" + HOSTILE.replace("\"", "\"\"") + "\"")) {
            for (int size = 1; size <= 4; size *= 2) {
                for (String policy : List.of("lru", "random")) {
                    for (int seed = 1; seed <= 2; seed++) {
                        String status = run == 23 ? "stalled" : "ok";
                        int amat = 1000 / size + 10 * run;
                        results.append(String.join(
                                ",",
                                String.valueOf(run),
                                String.valueOf(run / 2),
                                "desktop",
                                workload,
                                "1.0.0,a,b,c",
                                String.valueOf(seed),
                                status,
                                size + " MiB",
                                policy,
                                amat / 10 + "." + amat % 10));
                        results.append('\n');
                        statistics.append(run + ",cores,amat_ns,ns," + amat / 10 + "." + amat % 10 + "\n");
                        statistics.append(run + ",cores,ipc,instructions/cycle,0." + (100 + run) + "\n");
                        statistics.append(run + ",cores.time,l1d_ns,ns," + 100 * size + ".000\n");
                        statistics.append(run + ",cores.time,dram_bank_ns,ns," + 800 / size + ".000\n");
                        statistics.append(run + ",cores.time,merge_wait_ns,ns,1.000\n");
                        statistics.append(run + ",cores.time,store_buffer_ns,ns,0.000\n");
                        statistics.append(run + ",cores.time,total_ns,ns," + (100 * size + 800 / size + 1) + ".000\n");
                        run++;
                    }
                }
            }
        }
        Files.writeString(folder.resolve("results.csv"), results);
        Files.writeString(folder.resolve("statistics.csv"), statistics);
    }

    @Test
    void linesAreTheSameBytesAsEver() throws IOException {
        assertGolden("lines.svg", lines(USUAL));
    }

    @Test
    void sharesAreTheSameBytesAsEver() throws IOException {
        assertGolden("shares.svg", shares(USUAL));
    }

    @Test
    void picturesDoNotDependOnTheLocale() {
        String lines = lines(USUAL);
        String shares = shares(USUAL);
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale.Builder()
                .setLanguage("ar")
                .setRegion("EG")
                .setExtension('u', "nu-arab")
                .build());
        try {
            assertThat(lines(USUAL)).isEqualTo(lines);
            assertThat(shares(USUAL)).isEqualTo(shares);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void pictureIsWellFormedXmlThatKeepsEveryName() throws Exception {
        Document document = parse(lines(USUAL));

        assertThat(document.getDocumentElement().getTextContent())
                .contains("a <b> & \"c\", 'd'?, lru", "chase, random", "caches.llc.size", "cores.amat (ns)", "2 MiB");
        assertThat(parse(shares(USUAL)).getDocumentElement().getTextContent())
                .contains("dram bank", "l1d", "merge wait")
                .doesNotContain("store buffer");
    }

    @Test
    void axisAndMetricCanBeChosen() {
        Choice choice =
                new Choice("caches.llc.replacement", "cores.ipc", List.of("workload=chase"), List.of(), "linear");
        String lines = lines(choice);

        assertThat(lines)
                .contains(">lru<", ">random<", ">1 MiB<", "cores.ipc (instructions/cycle)")
                .doesNotContain("polyline", ">chase");
        assertThat(shares(choice)).contains("<rect").doesNotContain("<polygon");
    }

    /** The metric across rises and falls again along the path; the line goes there and back. */
    @Test
    void metricOverAnotherIsJoinedInTheOrderOfThePath() throws IOException {
        StringBuilder results = new StringBuilder(
                "run,point,machine,workload,version,machine_digest,workload_digest,digest," + "seed,status,gap,a.y\n");
        StringBuilder statistics = new StringBuilder("run,component,metric,unit,value\n");
        int[] across = {1, 4, 3, 2};
        for (int run = 0; run < across.length; run++) {
            results.append(run + "," + run + ",m,w,1,a,b,c,1,ok," + (10 + run) + "," + (run + 1) + "\n");
            statistics.append(run + ",a,y,ns," + (run + 1) + "\n" + run + ",b,x_gbps,GB/s," + across[run] + "\n");
        }
        Files.writeString(folder.resolve("results.csv"), results);
        Files.writeString(folder.resolve("statistics.csv"), statistics);
        String lines = lines(new Choice("b.x_gbps", "a.y", List.of(), List.of(), "auto"));

        String points = lines.replaceAll("(?s).*<polyline points=\"([^\"]*)\".*", "$1");
        List<Double> xs = Arrays.stream(points.split(" ", -1))
                .map(point -> Double.valueOf(point.split(",", -1)[0]))
                .toList();
        assertThat(xs).hasSize(4);
        assertThat(xs.get(0)).isLessThan(xs.get(3));
        assertThat(xs.get(3)).isLessThan(xs.get(2));
        assertThat(xs.get(2)).isLessThan(xs.get(1));
        assertThat(lines).contains("a.y over b.x_gbps", "b.x_gbps (GB/s)");
        assertThatThrownBy(
                        () -> Figures.of(folder, new Choice("b.z", null, List.of(), List.of(), "auto"), 0.95, Map.of()))
                .hasMessageContaining("'b.z' is not swept here")
                .hasMessageContaining("or a metric");
    }

    /** Mean 11 and deviation 1 of three seeds: t(0.975, 2) / &radic;3 = 2.484138, t(0.995, 2) / &radic;3 = 5.730111; two seeds say the same, one says it alone. */
    @ParameterizedTest
    @CsvSource({"0.95, 2.484138", "0.99, 5.730111"})
    void intervalOfEachPointsOwnSeedsIsAWhisker(double confidence, double half) throws IOException {
        writeSizes(List.of(List.of(10.0, 11.0, 12.0), List.of(9.0, 9.0), List.of(8.0)));
        String lines = Svg.text(Figures.of(folder, USUAL, confidence, Map.of()).lines());

        List<double[]> drawn = strokes(lines, "#0072b2", "1");
        double pixels = (height(lines, "0") - height(lines, "15")) / 15;
        double mean = height(lines, "0") - 11 * pixels;
        assertThat(drawn).hasSize(3);
        assertThat(drawn.get(0))
                .containsExactly(new double[] {72, mean + half * pixels, 72, mean - half * pixels}, ROUNDED);
        assertThat(drawn.get(1))
                .containsExactly(new double[] {68, mean + half * pixels, 76, mean + half * pixels}, ROUNDED);
        assertThat(drawn.get(2))
                .containsExactly(new double[] {68, mean - half * pixels, 76, mean - half * pixels}, ROUNDED);
    }

    /** The interval of 1 and 3 is 2 &plusmn; 12.7: it neither stretches the axis to 15 nor reaches out of it, and is open where it is cut off. */
    @ParameterizedTest
    @CsvSource({"linear, 0, 4", "log, 1, 5"})
    void meansDecideHowFarTheAxisReaches(String scale, String bottom, String top) throws IOException {
        writeSizes(List.of(List.of(1.0, 3.0), List.of(2.0), List.of(2.0)));
        String lines = lines(new Choice(null, null, List.of(), List.of(), scale));

        assertThat(lines).contains(">" + top + "<").doesNotContain(">10<");
        assertThat(strokes(lines, "#0072b2", "1"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsExactly(new double[] {72, height(lines, bottom), 72, height(lines, top)}, ROUNDED));
    }

    /** A point for each size with the values of its seeds. */
    private void writeSizes(List<List<Double>> values) throws IOException {
        StringBuilder results = new StringBuilder("run,point,machine,workload,version,machine_digest,workload_digest,"
                + "digest,seed,status,caches.llc.size,a.y\n");
        StringBuilder statistics = new StringBuilder("run,component,metric,unit,value\n");
        int run = 0;
        for (int point = 0; point < values.size(); point++) {
            for (int seed = 0; seed < values.get(point).size(); seed++) {
                double value = values.get(point).get(seed);
                results.append(
                        run + "," + point + ",m,w,1,a,b,c," + seed + ",ok," + (1 << point) + " MiB," + value + "\n");
                statistics.append(run++ + ",a,y,ns," + value + "\n");
            }
        }
        Files.writeString(folder.resolve("results.csv"), results);
        Files.writeString(folder.resolve("statistics.csv"), statistics);
    }

    /** Returns x and y of both ends of the lines of a colour and width. */
    private static List<double[]> strokes(String svg, String color, String width) {
        String ends = "<line x1=\"([^\"]*)\" y1=\"([^\"]*)\" x2=\"([^\"]*)\" y2=\"([^\"]*)\" stroke=\"";
        return Pattern.compile(ends + color + "\" stroke-width=\"" + width + "\"")
                .matcher(svg)
                .results()
                .map(line -> IntStream.rangeClosed(1, 4)
                        .mapToDouble(i -> Double.parseDouble(line.group(i)))
                        .toArray())
                .toList();
    }

    /** Returns at which height a number of the upright axis stands. */
    private static double height(String svg, String tick) {
        String text = svg.replaceAll("(?s).*<text x=\"64\" y=\"([0-9.]+)\"[^>]*>" + tick + "<.*", "$1");
        return Double.parseDouble(text) - 4.2;
    }

    @Test
    void noteSaysWhatAPointIsAndOfWhichRuns() throws IOException {
        Choice twice = new Choice(null, null, List.of("workload=chase", "caches.llc.size = 2 MiB"), List.of(), "auto");
        assertThat(lines(twice))
                .contains(">mean of 2 seeds, 95 % confidence interval (Student's t);"
                        + " where workload = chase, caches.llc.size = 2 MiB<");

        Choice seed = new Choice(null, null, List.of("seed=1"), List.of(), "auto");
        assertThat(lines(seed)).contains(">each point is one run; where seed = 1<");

        writeSizes(List.of(List.of(10.0, 11.0, 12.0), List.of(9.0, 9.0), List.of(8.0)));
        assertThat(Svg.text(Figures.of(folder, USUAL, 0.999, Map.of()).lines()))
                .contains(">mean of 1 to 3 seeds, 99.9 % confidence interval (Student's t)<");

        writeSizes(List.of(List.of(10.0), List.of(9.0), List.of(8.0)));
        assertThat(lines(USUAL)).contains(">each point is one run<");
    }

    /** The ratios of a size to the first, by seed: 2 and 2, and 0.5, 1 and 2 with their interval exp(&plusmn; t(0.975, 2) ln 2 / &radic;3) = exp(&plusmn; 1.721873). */
    @Test
    void ratioToTheBaselineIsDrawnAroundOne() throws IOException {
        writeSizes(List.of(List.of(10.0, 11.0, 12.0), List.of(20.0, 22.0), List.of(5.0, 11.0, 24.0)));
        Choice choice = new Choice(null, "a.y.ratio", List.of(), List.of(), "auto");
        String lines = Svg.text(Figures.of(folder, choice, 0.95, Map.of("caches.llc.size", "1 MiB"))
                .lines());

        assertThat(lines)
                .contains(">a.y relative to that with caches.llc.size = 1 MiB on m<", ">ratio to the baseline<")
                .contains(">geometric mean of the ratios of 2 to 3 seeds, 95 % confidence interval (Student's t of the"
                        + " logarithms)<");
        double pixels = height(lines, "0") - height(lines, "1");
        assertThat(polyline(lines))
                .containsExactly(new double[] {352, height(lines, "2"), 632, height(lines, "1")}, ROUNDED);
        assertThat(strokes(lines, "#666666", "1"))
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .containsExactly(new double[] {72, height(lines, "1"), 632, height(lines, "1")}, ROUNDED));
        assertThat(strokes(lines, "#0072b2", "1").get(0))
                .containsExactly(
                        new double[] {632, height(lines, "1") + (1 - 0.178732) * pixels, 632, height(lines, "4")},
                        ROUNDED);
    }

    @Test
    void ratioNeedsABaselineAndABaselineARatio() {
        assertWrong(
                new Choice(null, "cores.ipc.ratio", List.of(), List.of(), "auto"), "write --relative-to PATH=VALUE");
        assertThatThrownBy(() -> Figures.of(folder, USUAL, 0.95, Map.of("caches.llc.replacement", "lru"))
                        .lines())
                .hasMessageContaining("--relative-to has no effect on cores.amat_ns")
                .hasMessageContaining("--y cores.amat_ns.ratio");
    }

    private static double[] polyline(String svg) {
        return Arrays.stream(svg.replaceAll("(?s).*<polyline points=\"([^\"]*)\".*", "$1")
                        .split("[ ,]", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void marksStandAtTheirValues() {
        Choice choice = new Choice(null, null, List.of(), List.of("2 MiB=L2", "64 MiB=outside"), "auto");

        assertThat(lines(choice)).contains(">L2<").doesNotContain("outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.csv", "statistics.csv"})
    void missingFileIsNamed(String name) throws IOException {
        Files.delete(folder.resolve(name));

        assertThatThrownBy(() -> Figures.of(folder, USUAL, 0.95, Map.of()))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("has no " + name);
    }

    @Test
    void wrongChoicesAreToldWithTheRightOnes() {
        assertWrong(
                new Choice("caches.l1.size", null, List.of(), List.of(), "auto"),
                "--x takes one of workload, caches.llc");
        assertWrong(
                new Choice(null, "cores.ipx", List.of(), List.of(), "auto"),
                "no metric 'cores.ipx' in these results; did you mean 'cores.ipc'? columns: cores.amat_ns");
        assertWrong(
                new Choice(null, "cores.ipc.rato", List.of(), List.of(), "auto"), "did you mean 'cores.ipc.ratio'?");
        assertWrong(new Choice(null, null, List.of("size=2"), List.of(), "auto"), "--where COLUMN=VALUE");
        assertWrong(
                new Choice(null, null, List.of("workload=x"), List.of(), "auto"), "the values of workload are chase");
        assertWrong(new Choice(null, null, List.of(), List.of("x"), "auto"), "--mark \"32 KiB=L1d\"");
        assertWrong(new Choice(null, null, List.of(), List.of("banana=x"), "auto"), "a number with its unit");
        assertWrong(new Choice(null, null, List.of(), List.of(), "cubic"), "write auto, linear or log");
    }

    @Test
    void resultsWithoutASoundRunAreRefused() throws IOException {
        Path results = folder.resolve("results.csv");
        Files.writeString(results, Files.readString(results).replace(",ok,", ",stalled,"));

        assertThatThrownBy(() -> Figures.of(folder, USUAL, 0.95, Map.of()))
                .hasMessageContaining("no run that ended well");
    }

    private String lines(Choice choice) {
        return Svg.text(Figures.of(folder, choice, 0.95, Map.of()).lines());
    }

    private String shares(Choice choice) {
        return Svg.text(Figures.of(folder, choice, 0.95, Map.of()).shares("cores.time"));
    }

    private void assertWrong(Choice choice, String message) {
        assertThatThrownBy(() -> lines(choice))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(message);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    /** {@code -Dgolden.update=DIR} writes the picture there instead, to be looked at and put into the resources. */
    private static void assertGolden(String name, String picture) throws IOException {
        String update = System.getProperty("golden.update");
        if (update != null) {
            Files.writeString(Path.of(update, name), picture);
            return;
        }
        try (InputStream golden = FiguresTest.class.getResourceAsStream("/reference/report/" + name)) {
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(picture).isEqualTo(expected);
        }
    }
}
