package dev.ziggurat.report;

import dev.ziggurat.report.LineChart.Labels;
import dev.ziggurat.report.LineChart.Point;
import dev.ziggurat.report.LineChart.Series;
import dev.ziggurat.report.LineChart.Upright;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Spelling;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pictures of a results folder: which column lies across, which metric upright, which values share a line or a panel. */
public final class Figures {
    private static final String WORKLOAD = "workload";
    private static final int MOST_LINES = Palette.LINES.size() * Palette.dashes();

    private final Path folder;
    private final ResultTable table;
    private final Choice choice;
    private final double confidence;
    private final Map<String, String> relativeTo;
    private final List<Condition> conditions;
    private final List<Map<String, String>> runs;
    private final String x;
    private final Scale across;

    /** The metric that lies across, null if a swept path does. */
    private final @Nullable String over;

    /**
     * What the user chose.
     *
     * @param x the swept path that lies across, null for the first that has several numbers as its values; or a metric, over which the other is
     *     drawn: the points of a line are then joined in the order of that path
     * @param y the metric of the lines, or with {@code .ratio} behind it its ratio to the baseline; null for the first of the sweep
     * @param where columns that must have a value, {@code workload=zipf}: any of {@code results.csv} for pictures, what varies for the page
     * @param marks values of the level axis with names, {@code 32 KiB=L1d}
     * @param scale how the upright axis is divided: {@code auto}, {@code linear} or {@code log}
     */
    public record Choice(
            @Nullable String x, @Nullable String y, List<String> where, List<String> marks, String scale) {}

    private Figures(Path folder, Choice choice, double confidence, Map<String, String> relativeTo) {
        this.folder = folder;
        this.choice = choice;
        this.confidence = confidence;
        this.relativeTo = new LinkedHashMap<>(relativeTo);
        table = ResultTable.read(folder);
        conditions =
                Condition.read(choice.where(), List.copyOf(table.runs().get(0).keySet()), table.runs());
        runs = table.runs().stream()
                .filter(run -> conditions.stream().allMatch(each -> each.holds(run)))
                .toList();
        String wanted = choice.x();
        over = wanted != null && !columns().contains(wanted) ? metricAcross(wanted) : null;
        x = wanted == null || over != null ? usualAcross() : wanted;
        across = scale();
    }

    /**
     * Reads the results.
     *
     * @param confidence of the intervals of points with several seeds, between 0 and 1
     * @param relativeTo values by path of what ratios are to; empty for what the sweep says
     * @throws ReportException if there are none, or the choice fits none
     */
    public static Figures of(Path folder, Choice choice, double confidence, Map<String, String> relativeTo) {
        return new Figures(folder, choice, confidence, relativeTo);
    }

    /** The columns that may vary, seeds apart. */
    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(WORKLOAD));
        columns.addAll(table.paths());
        return columns;
    }

    private List<Quantity> quantities(String column) {
        Set<String> values = new LinkedHashSet<>();
        runs.forEach(run -> values.add(value(run, column)));
        return values.stream().map(Quantity::of).toList();
    }

    private String metricAcross(String wanted) {
        if (!table.names().contains(wanted)) {
            throw new ReportException("'" + wanted + "' is not swept here; --x takes one of "
                    + String.join(", ", columns()) + ", or a metric of statistics.csv, over which the other is drawn");
        }
        return wanted;
    }

    private String usualAcross() {
        for (String path : table.paths()) {
            if (quantities(path).size() > 1 && isNumber(quantities(path))) {
                return path;
            }
        }
        return table.paths().stream()
                .filter(path -> quantities(path).size() > 1)
                .findFirst()
                .orElse(WORKLOAD);
    }

    private static boolean isNumber(List<Quantity> values) {
        return values.stream().allMatch(value -> value.kind() == values.get(0).kind())
                && values.get(0).kind() != Quantity.Kind.WORD;
    }

    private Scale scale() {
        List<Quantity> values = quantities(x);
        if (values.size() < 2 || !isNumber(values)) {
            return new WordScale(values);
        }
        return NumberScale.swept(
                values.stream().sorted(Comparator.comparing(Quantity::amount)).toList());
    }

    /** Draws the metric as lines. */
    public Picture lines() {
        String metric = metric();
        Measured upright = measured(metric);
        if (!relativeTo.isEmpty() && upright.kind() != Measured.Kind.RATIO) {
            throw new ReportException(
                    "--relative-to has no effect on " + metric + "; its ratio is drawn with --y " + metric + ".ratio");
        }
        String legend = String.join(", ", others());
        if (over == null) {
            Labels labels = new Labels(title(upright.name()), note(upright), acrossTitle(), upright.title(), legend);
            return new LineChart(labels, across, series(upright, metric), axis(upright), marks()).draw();
        }
        Measured level = measured(over);
        upright.estimates().keySet().retainAll(level.estimates().keySet());
        level.estimates().keySet().retainAll(upright.estimates().keySet());
        List<Series> joined = joined(series(level, over), series(upright, metric));
        Stream<Quantity> levels =
                joined.stream().flatMap(each -> each.points().stream().map(Point::x));
        Stream<Quantity> marked = marks().stream().map(Frame.Mark::at).filter(at -> at.kind() == Quantity.Kind.NUMBER);
        double most = Stream.concat(levels, marked)
                .mapToDouble(at -> at.amount().doubleValue())
                .max()
                .orElse(0);
        Scale scale = NumberScale.measured(0, most, NumberScale.Division.LINEAR);
        Labels labels = new Labels(
                title(upright.name() + " over " + over), note(upright), level.title(), upright.title(), legend);
        return new LineChart(labels, scale, joined, axis(upright), marks()).draw();
    }

    /** Returns lines whose points lie at the means of others, which are the same lines of another metric. */
    private static List<Series> joined(List<Series> levels, List<Series> uprights) {
        List<Series> joined = new ArrayList<>();
        for (int i = 0; i < uprights.size(); i++) {
            List<Point> points = new ArrayList<>();
            for (int j = 0; j < uprights.get(i).points().size(); j++) {
                BigDecimal x = new BigDecimal(levels.get(i).points().get(j).mean());
                points.add(uprights.get(i).points().get(j).at(new Quantity("", Quantity.Kind.NUMBER, x)));
            }
            joined.add(uprights.get(i).with(points));
        }
        return joined;
    }

    private Measured measured(String name) {
        String metric = Measured.metric(name);
        Map<Boolean, List<Condition>> ofPoints = conditions.stream()
                .collect(Collectors.partitioningBy(each -> columns().contains(each.column())));
        List<Condition> ofRuns = ofPoints.getOrDefault(false, List.of());
        List<String> shown = ofPoints.getOrDefault(true, List.of()).stream()
                .map(Condition::toString)
                .toList();
        Points points = Points.read(
                        folder, List.of(metric), run -> ofRuns.stream().allMatch(each -> each.holds(run)))
                .show(shown);
        if (!name.equals(metric)) {
            return Measured.ratios(points, metric, points.relativeTo(relativeTo), confidence);
        }
        return Measured.means(points, metric, confidence);
    }

    /** Returns the name of what the lines show: a metric, or its ratio to the baseline. */
    public String metric() {
        String wanted = choice.y();
        Set<String> names = table.names();
        if (wanted == null) {
            return table.metrics().stream().findFirst().orElse("cores.ipc");
        }
        if (!names.contains(Measured.metric(wanted))) {
            throw new ReportException("no metric '" + wanted + "' in these results; "
                    + Spelling.question(wanted, Measured.names(names)) + "columns: "
                    + String.join(", ", table.metrics()) + "; statistics.csv has all " + names.size());
        }
        return wanted;
    }

    private Upright axis(Measured upright) {
        return new Upright(division(), upright.kind() == Measured.Kind.RATIO);
    }

    private NumberScale.Division division() {
        return switch (choice.scale()) {
            case "auto" -> NumberScale.Division.AUTO;
            case "linear" -> NumberScale.Division.LINEAR;
            case "log" -> NumberScale.Division.LOG;
            default -> throw new ReportException("'" + choice.scale() + "' is no scale; write auto, linear or log");
        };
    }

    private List<Frame.Mark> marks() {
        return choice.marks().stream().map(Frame.Mark::parse).toList();
    }

    private List<Series> series(Measured measured, String metric) {
        List<String> others = others();
        Map<List<String>, List<Point>> lines = new LinkedHashMap<>();
        measured.estimates()
                .forEach((keys, estimate) -> lines.computeIfAbsent(group(keys, others), unknown -> new ArrayList<>())
                        .add(estimate.at(Quantity.of(value(keys, x)))));
        if (lines.isEmpty()) {
            throw new ReportException("no run has a value of " + metric);
        }
        if (lines.size() > MOST_LINES) {
            throw new ReportException(lines.size() + " lines are more than anybody can tell apart (" + MOST_LINES
                    + "); choose some with --where COLUMN=VALUE");
        }
        // Also of those that this metric lacks: a line looks the same in all pictures of a folder.
        Set<List<String>> groups = new LinkedHashSet<>();
        runs.forEach(run -> groups.add(group(run, others)));
        Styles styles = new Styles(groups.size() > MOST_LINES ? lines.keySet() : groups);
        List<Series> series = new ArrayList<>();
        lines.forEach((group, points) -> {
            points.sort(Comparator.comparingLong(point -> across.at(point.x(), Integer.MAX_VALUE)));
            series.add(new Series(String.join(", ", group), styles.color(group), styles.dash(group), points));
        });
        return series;
    }

    /** The columns beside the one across that have several values. */
    private List<String> others() {
        return columns().stream()
                .filter(column -> !column.equals(x) && quantities(column).size() > 1)
                .toList();
    }

    private static List<String> group(Map<String, String> run, List<String> columns) {
        return columns.stream().map(column -> value(run, column)).toList();
    }

    private static String value(Map<String, String> run, String column) {
        return Objects.requireNonNull(run.get(column));
    }

    /** Draws the shares of all causes of a book ({@code cores.time}). */
    public Picture shares(String book) {
        Map<String, Map<String, BigDecimal>> times = new LinkedHashMap<>();
        Set<String> causes = new LinkedHashSet<>();
        for (ResultTable.Number number :
                table.numbers(book, name -> name.endsWith("_ns") && !name.equals("total_ns"))) {
            causes.add(number.metric());
            times.computeIfAbsent(number.run(), unknown -> new LinkedHashMap<>())
                    .put(number.metric(), number.value());
        }
        if (causes.isEmpty()) {
            throw new ReportException(
                    "statistics.csv says nothing of '" + book + "'; where time went is told by cores.time");
        }
        List<String> others = others();
        String by = others.isEmpty() ? "" : ", by " + String.join(", ", others);
        Labels labels = new Labels(title("where the time went") + by, "", acrossTitle(), "share of the time (%)", "");
        // The dictionary goes up from memory to the core; a stack stands on what the core does itself.
        List<String> fromCore = new ArrayList<>(causes);
        Collections.reverse(fromCore);
        Shares shares = new Shares(fromCore);
        for (Map<String, String> run : runs) {
            Map<String, BigDecimal> ofRun = times.getOrDefault(value(run, "run"), Map.of());
            shares.add(String.join(", ", group(run, others)), Quantity.of(value(run, x)), ofRun);
        }
        return new StackedChart(labels, across, shares.causes(), shares.panels(across), marks()).draw();
    }

    private String title(String what) {
        List<String> machines = table.values("machine");
        return what + (machines.size() == 1 ? " on " + machines.get(0) : "");
    }

    /** What a point is, and of which runs. */
    private String note(Measured measured) {
        String where = conditions.stream()
                .map(each -> each.column() + " = " + each.value())
                .collect(Collectors.joining(", "));
        return measured.note(confidence) + (where.isEmpty() ? "" : "; where " + where);
    }

    private String acrossTitle() {
        List<Quantity> values = quantities(x);
        String unit = isNumber(values) ? values.get(0).kind().unit() : "";
        return x + (unit.isEmpty() ? "" : " (" + unit + ")");
    }
}
