package dev.ziggurat.report;

import dev.ziggurat.report.LineChart.Labels;
import dev.ziggurat.report.LineChart.Point;
import dev.ziggurat.report.LineChart.Series;
import dev.ziggurat.report.LineChart.Upright;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The picture of miss-ratio curves: a line for each process, and around that of a sample its bounds. */
public final class MissRatioFigure {
    private static final String RESULTS = "results.csv";
    private static final String RATIO = "miss_ratio";
    private static final String EXACT = "exact";
    private static final int WHOLE = 0;
    private static final int DOTTED = 2;

    /** Points of a line lie at least this factor of sizes apart: the picture is not wide enough for more. */
    private static final double APART = 1.04;

    private final Map<String, List<Map<String, String>>> curves = new LinkedHashMap<>();
    private final TreeSet<Long> sizes = new TreeSet<>();

    private MissRatioFigure() {}

    /** Whether a folder holds curves, and not runs. */
    public static boolean isOf(Path folder) {
        try (BufferedReader results = Files.newBufferedReader(folder.resolve(RESULTS))) {
            String header = results.readLine();
            return header != null && List.of(header.split(",")).contains(RATIO);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads the curves of a folder and draws them.
     *
     * @param marks sizes worth knowing, {@code 32 KiB=L1d}
     * @throws ReportException if there are none
     */
    public static Picture draw(Path folder, List<String> marks) {
        MissRatioFigure figure = new MissRatioFigure();
        List<String> header = new ArrayList<>();
        CsvFile.forEach(folder.resolve(RESULTS), fields -> figure.take(header, fields));
        return figure.draw(marks.stream().map(Frame.Mark::parse).toList());
    }

    private void take(List<String> header, List<String> fields) {
        if (header.isEmpty()) {
            header.addAll(fields);
            return;
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), fields.get(i));
        }
        List<Map<String, String>> curve = curves.computeIfAbsent(value(row, "process"), unknown -> new ArrayList<>());
        long size = Long.parseLong(value(row, "size"));
        if (curve.isEmpty() || size >= APART * Long.parseLong(value(curve.get(curve.size() - 1), "size"))) {
            curve.add(row);
            sizes.add(size);
        }
    }

    private Picture draw(List<Frame.Mark> marks) {
        if (curves.isEmpty()) {
            throw new ReportException("there are no curves to draw");
        }
        Map<String, String> any = curves.values().iterator().next().get(0);
        boolean exact = value(any, "sampling").equals(EXACT);
        boolean several = curves.size() > 1;
        List<Series> series = new ArrayList<>();
        for (Map.Entry<String, List<Map<String, String>>> curve : curves.entrySet()) {
            int color = series.size() / (exact ? 1 : 3) % Palette.LINES.size();
            series.add(
                    new Series(several || !exact ? curve.getKey() : "", color, WHOLE, points(curve.getValue(), RATIO)));
            if (!exact) {
                List<Map<String, String>> rows = curve.getValue();
                series.add(new Series(curve.getKey() + ", at least", color, DOTTED, points(rows, "miss_ratio_low")));
                series.add(new Series(curve.getKey() + ", at most", color, DOTTED, points(rows, "miss_ratio_high")));
            }
        }
        String title = value(any, "workload") + ": misses of a fully associative LRU cache"
                + (exact ? "" : ", " + value(any, "sampling"));
        String across = "size, lines of " + new ByteSize(Long.parseLong(value(any, "line")));
        Labels labels = new Labels(title, "", across, "miss ratio", several ? "process" : "");
        return new LineChart(labels, scale(), series, new Upright(NumberScale.Division.LINEAR, false), marks).draw();
    }

    private Scale scale() {
        List<Quantity> values = sizes.stream().map(MissRatioFigure::size).toList();
        return values.size() < 2 ? new WordScale(values) : NumberScale.swept(values);
    }

    private static List<Point> points(List<Map<String, String>> curve, String column) {
        return curve.stream()
                .map(row -> new Point(
                        size(Long.parseLong(value(row, "size"))), Double.parseDouble(value(row, column)), null))
                .toList();
    }

    private static Quantity size(long bytes) {
        return Quantity.of(new ByteSize(bytes).toString());
    }

    private static String value(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
