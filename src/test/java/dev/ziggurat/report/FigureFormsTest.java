package dev.ziggurat.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.report.LineChart.Labels;
import dev.ziggurat.report.LineChart.Point;
import dev.ziggurat.report.LineChart.Series;
import dev.ziggurat.report.StackedChart.Causes;
import dev.ziggurat.report.StackedChart.Column;
import dev.ziggurat.report.StackedChart.Panel;
import dev.ziggurat.report.picture.Font;
import dev.ziggurat.report.picture.Pdf;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.picture.Png;
import dev.ziggurat.report.picture.Svg;
import dev.ziggurat.units.Quantity;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of chart says and shows as PDF and PNG what it does as SVG. */
final class FigureFormsTest {
    private static final List<Quantity> SIZES =
            Stream.of("4 KiB", "64 KiB", "1 MiB", "16 MiB").map(Quantity::of).toList();
    private static final List<Quantity> WORDS = Stream.of("lru", "tree-plru", "a policy of a very long name")
            .map(Quantity::of)
            .toList();
    private static final int SCALE = 2;

    static Stream<Picture> charts() {
        return Stream.of(
                lines(SIZES, NumberScale.swept(SIZES), NumberScale.Division.LOG, "32 KiB=L1d", "8 MiB=LLC"),
                lines(WORDS, new WordScale(WORDS), NumberScale.Division.LINEAR),
                shares(SIZES, NumberScale.swept(SIZES), 1),
                shares(SIZES, NumberScale.swept(SIZES), 5),
                shares(WORDS, new WordScale(WORDS), 2));
    }

    /** Line i at point j is at 1000 / (1 + j) + 40 i, so no mark covers another. */
    private static Picture lines(List<Quantity> xs, Scale across, NumberScale.Division division, String... marks) {
        List<Series> series = IntStream.range(0, 6)
                .mapToObj(i -> new Series(
                        "line " + i + ", µ ≥ 5 %",
                        i,
                        i % 4,
                        IntStream.range(0, xs.size())
                                .mapToObj(j -> new Point(xs.get(j), 1000.0 / (1 + j) + 40 * i, null))
                                .toList()))
                .toList();
        Labels labels =
                new Labels("a title", "a note of 5 seeds (95 %)", "across (KiB)", "upright (ns)", "what differs");
        return new LineChart(
                        labels,
                        across,
                        series,
                        new LineChart.Upright(division, false),
                        Stream.of(marks).map(Frame.Mark::parse).toList())
                .draw();
    }

    private static Picture shares(List<Quantity> xs, Scale across, int count) {
        List<Column> columns = IntStream.range(0, xs.size())
                .mapToObj(j -> new Column(
                        xs.get(j),
                        List.of(BigDecimal.valueOf(3 + j), BigDecimal.valueOf(4), BigDecimal.valueOf(5 - j))))
                .toList();
        List<Panel> panels = IntStream.range(0, count)
                .mapToObj(i -> new Panel(count == 1 ? "" : "panel " + i, columns))
                .toList();
        Labels labels = new Labels("where the time went", "", "across", "share of the time (%)", "");
        Causes causes = new Causes(List.of("l1d", "dram bank", "others"), 4);
        return new StackedChart(labels, across, causes, panels, List.of()).draw();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void thePdfHasAllTextsAndTheSizeOfTheSvg(Picture picture) throws IOException {
        String svg = Svg.text(picture);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        Pdf.write(picture, pdf);
        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            String size = find(svg, "<svg [^>]* width=\"([0-9.]+)\"").get(0).group(1);
            assertThat(document.getPage(0).getMediaBox().getWidth())
                    .isCloseTo(Float.parseFloat(size) * 0.75f, within(0.001f));
            // White space is left out, as text that reads upwards comes letter by letter.
            String texts = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            List<MatchResult> written = find(svg, "<text [^>]*>([^<]*)</text>");
            assertThat(written).hasSizeGreaterThan(8);
            written.forEach(text -> assertThat(texts).contains(text.group(1).replace(" ", "")));
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void thePngHasTheColoursOfTheSvgAtItsPlaces(Picture picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        Png.write(picture, 96 * SCALE, png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));

        String svg = Svg.text(picture);
        List<MatchResult> round = find(svg, "<circle cx=\"([0-9.]+)\" cy=\"([0-9.]+)\" r=\"[^\"]*\" fill=\"#(\\w+)\"");
        round.forEach(mark -> assertColor(image, number(mark, 1), number(mark, 2), mark.group(3)));
        // The first is the background.
        List<MatchResult> boxes = find(
                svg, "<rect x=\"([0-9.]+)\" y=\"([0-9.]+)\" width=\"([0-9.]+)\" height=\"([0-9.]+)\" fill=\"#(\\w+)\"");
        boxes.subList(1, boxes.size())
                .forEach(box -> assertColor(
                        image, number(box, 1) + number(box, 3) / 2, number(box, 2) + number(box, 4) / 2, box.group(5)));
        assertThat(round.size() + boxes.size()).isGreaterThan(3);
    }

    @Test
    void theLegendShowsMarksAsTheyAreDrawn() {
        String words = Svg.text(lines(WORDS, new WordScale(WORDS), NumberScale.Division.LINEAR));
        String sizes = Svg.text(lines(SIZES, NumberScale.swept(SIZES), NumberScale.Division.LINEAR));

        assertThat(sizes).contains("line 5", "stroke-dasharray");
        assertThat(words).contains("line 5").doesNotContain("stroke-dasharray");
    }

    @Test
    void wordsThatLieTooCloseStandInRowsOfTheirOwn() {
        List<Quantity> words = IntStream.range(0, 8)
                .mapToObj(i -> Quantity.of("policy-with-a-long-name-" + i))
                .toList();
        String svg = Svg.text(lines(words, new WordScale(words), NumberScale.Division.LINEAR));

        List<MatchResult> shown = find(svg, "<text x=\"([0-9.]+)\" y=\"([0-9.]+)\"[^>]*>(policy[^<]*)</text>");
        assertThat(shown).hasSize(8);
        Map<Double, Double> ends = new HashMap<>();
        for (MatchResult word : shown) {
            double half = new Font(12, "#000000").width(word.group(3)) / 200.0;
            Double before = ends.put(number(word, 2), number(word, 1) + half);
            assertThat(before == null || before < number(word, 1) - half).isTrue();
        }
        assertThat(ends).hasSizeGreaterThan(1);
        double title = number(find(svg, "y=\"([0-9.]+)\"[^>]*>across").get(0), 1);
        assertThat(ends.keySet()).allMatch(row -> row < title - 13);
        assertThat(number(find(svg, "height=\"([0-9.]+)\"").get(0), 1)).isGreaterThan(title);
    }

    private static List<MatchResult> find(String svg, String pattern) {
        return Pattern.compile(pattern).matcher(svg).results().toList();
    }

    private static double number(MatchResult match, int group) {
        return Double.parseDouble(match.group(group));
    }

    private static void assertColor(BufferedImage image, double x, double y, String color) {
        int seen = image.getRGB((int) Math.round(x * SCALE), (int) Math.round(y * SCALE)) & 0xFFFFFF;
        assertThat(Integer.toHexString(seen | 0x1000000).substring(1))
                .as("colour at %s, %s", x, y)
                .isEqualTo(color);
    }
}
