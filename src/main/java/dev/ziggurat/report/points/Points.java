package dev.ziggurat.report.points;

import dev.ziggurat.report.Condition;
import dev.ziggurat.report.CsvFile;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Spelling;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The points of a results folder, with their values by metric and seed. Runs that failed have no value. */
public final class Points {
    static final String WORKLOAD = "workload";
    private static final String STATUS = "status";
    private static final String LIMIT = "limit";
    private static final String WARM_UP = "warm-up";
    private static final Set<String> USABLE = Set.of("ok", LIMIT);

    /** Far above what a simulation counts, and what the statistics take without an overflow of squares. */
    private static final double LARGEST = 1e150;

    private final Path folder;
    private final boolean chosen;
    private final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<Map<String, String>, Point> byKeys = new HashMap<>();
    private final Predicate<Map<String, String>> among;
    private final Set<Point> shown = new LinkedHashSet<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private final List<String> paths = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private final Map<String, RunOfPoint> runs = new HashMap<>();

    /** Where a run belongs, by its id. */
    private record RunOfPoint(Point point, long seed, String alone) {}

    private Points(Path folder, boolean chosen, Predicate<Map<String, String>> among) {
        this.folder = folder;
        this.chosen = chosen;
        this.among = among;
    }

    /**
     * Reads a folder.
     *
     * @param wanted the metrics; none for those that the sweep asked for
     * @throws ReportException if it holds no results, or none of a wanted metric
     */
    public static Points read(Path folder, List<String> wanted) {
        return read(folder, wanted, row -> true);
    }

    /**
     * Reads some runs of a folder, as if there were no others.
     *
     * @param among whether a row of {@code results.csv}, by the names of its columns, is one of them
     */
    public static Points read(Path folder, List<String> wanted, Predicate<Map<String, String>> among) {
        Points points = new Points(folder, !wanted.isEmpty(), among);
        Set<String> measured = new LinkedHashSet<>();
        CsvFile.forEach(folder.resolve("statistics.csv"), fields -> measured.add(fields.get(1) + "." + fields.get(2)));
        points.readRuns(measured, wanted);
        points.readValues();
        return points;
    }

    private void readRuns(Set<String> measured, List<String> wanted) {
        Path file = folder.resolve("results.csv");
        List<String> header = new ArrayList<>();
        CsvFile.forEach(file, fields -> {
            if (header.isEmpty()) {
                header.addAll(fields);
                CsvFile.requireRuns(file, header);
                tellColumnsApart(header, measured, wanted);
            } else {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i), fields.get(i));
                }
                add(file, row);
            }
        });
        if (points.isEmpty()) {
            throw new ReportException(folder + " holds no run that ended well; there is nothing to compare");
        }
    }

    private void tellColumnsApart(List<String> header, Set<String> measured, List<String> wanted) {
        for (String column : header.subList(header.indexOf(STATUS) + 1, header.size())) {
            if (!measured.contains(column) && !column.equals(MixMetrics.ALONE)) {
                paths.add(column);
            } else if (wanted.isEmpty() && measured.contains(column) && !isWord(column)) {
                metrics.add(column);
            }
        }
        for (String metric : wanted) {
            if (!measured.contains(metric) && !MixMetrics.isOne(metric)) {
                throw new ReportException(
                        "'" + metric + "' is in no run of " + folder + "; " + Spelling.question(metric, measured)
                                + "its statistics.csv lists what is, as component and metric");
            }
            metrics.add(metric);
        }
    }

    /** How a process ended is the one metric of words, which have no mean. */
    private static boolean isWord(String metric) {
        return metric.endsWith("." + MixMetrics.END);
    }

    /** Whether a metric is computed of the processes of a mix, and stands in no file. */
    public static boolean isOfMix(String metric) {
        return MixMetrics.isOne(metric);
    }

    private void add(Path file, Map<String, String> row) {
        if (!USABLE.contains(row.getOrDefault(STATUS, "")) || !among.test(row)) {
            return;
        }
        String number = Objects.requireNonNull(row.get("point"));
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(WORKLOAD, Objects.requireNonNull(row.get(WORKLOAD)));
        paths.forEach(path -> keys.put(path, Objects.requireNonNull(row.get(path))));
        Point point = points.computeIfAbsent(number, unknown -> new Point(number, keys));
        byKeys.put(keys, point);
        long seed = Long.parseLong(Objects.requireNonNull(row.get("seed")));
        String run = Objects.requireNonNull(row.get("run"));
        String alone = row.getOrDefault(MixMetrics.ALONE, "");
        if (runs.put(run, new RunOfPoint(point, seed, alone)) != null) {
            throw CsvFile.twice(file, run);
        }
        if (alone.isEmpty()) {
            String input = row.getOrDefault("version", "") + " " + row.getOrDefault("workload_digest", "");
            point.ran(input, LIMIT.equals(row.get(STATUS)));
        }
    }

    private void readValues() {
        MixMetrics mixes = new MixMetrics();
        CsvFile.forEach(folder.resolve("statistics.csv"), fields -> {
            RunOfPoint run = runs.get(fields.get(0));
            if (run == null || fields.get(4).isEmpty()) {
                return;
            }
            String name = fields.get(1) + "." + fields.get(2);
            if (MixMetrics.isWanted(fields)) {
                mixes.add(run.point(), run.seed(), run.alone(), fields);
            }
            if (run.alone().isEmpty() && metrics.contains(name)) {
                units.put(name, fields.get(3));
                run.point().put(name, run.seed(), number(name, fields.get(4)));
            }
        });
        mixes.compute().forEach(name -> {
            units.put(name, "");
            if (!chosen) {
                metrics.add(name);
            }
        });
    }

    /** As in the file: neither NaN nor Infinity nor a number of Java's own notations, all of which a double would take. */
    static double number(String name, String value) {
        try {
            double number = new BigDecimal(value).doubleValue();
            if (Math.abs(number) <= LARGEST) {
                return number;
            }
            throw new ReportException(
                    name + " is " + value + ", larger than any number of a run; there is no mean of it");
        } catch (NumberFormatException e) {
            throw new ReportException(name + " is '" + value + "', which is no number and has no mean", e);
        }
    }

    /** Returns the columns that tell points apart: the workload and the swept paths. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(WORKLOAD));
        keys.addAll(paths);
        return keys;
    }

    /** Returns the metrics, those of mixes last. */
    public List<String> metrics() {
        return Collections.unmodifiableList(metrics);
    }

    /** Returns the unit of a metric, maybe empty. */
    public String unit(String metric) {
        return units.getOrDefault(metric, "");
    }

    /** Returns a metric with its unit, as the title of an axis; a unit that ends the name is said once. */
    public String title(String metric) {
        String unit = unit(metric);
        String ending = "_" + unit;
        if (unit.isEmpty()) {
            return metric;
        }
        String name = metric.endsWith(ending) ? metric.substring(0, metric.length() - ending.length()) : metric;
        return name + " (" + unit + ")";
    }

    /** Returns the points in the order of the plan, those that are shown if only some are. */
    public List<Point> points() {
        return shown.isEmpty() ? all() : List.copyOf(shown);
    }

    /** Returns all points in the order of the plan, shown or not. */
    List<Point> all() {
        return List.copyOf(points.values());
    }

    boolean isShown(Point point) {
        return shown.isEmpty() || shown.contains(point);
    }

    /**
     * Shows only points that fulfil all conditions; they may still be compared with others.
     *
     * @param conditions each {@code COLUMN=VALUE}
     * @throws ReportException if a condition is none, or leaves no point
     */
    public Points show(List<String> conditions) {
        List<Condition> all = Condition.read(
                conditions, keys(), points.values().stream().map(Point::keys).toList());
        shown.clear();
        points.values().stream()
                .filter(point -> all.stream().allMatch(each -> each.holds(point.keys())))
                .forEach(shown::add);
        return this;
    }

    /** Whether any point, shown or not, has a value of a path. */
    public boolean have(String path, String value) {
        return values(path).contains(value);
    }

    /** Returns a value of a path as the table spells it; itself if the table has neither. */
    private String spelled(String path, String typed) {
        return keys().contains(path) ? Quantity.spelled(typed, values(path)) : typed;
    }

    private List<String> values(String column) {
        return points.values().stream()
                .map(point -> point.keys().get(column))
                .distinct()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Returns the point with these keys, null if there is none. */
    @Nullable
    Point find(Map<String, String> keys) {
        return byKeys.get(keys);
    }

    /**
     * Returns what the points are compared with, as asked for or else as {@code resolved.yaml} says: values by path; empty if with nothing.
     *
     * @param asked values by path; empty if nothing is asked for
     * @throws ReportException if {@code resolved.yaml} cannot be read
     */
    public Map<String, String> relativeTo(Map<String, String> asked) {
        if (asked.isEmpty()) {
            return relativeTo();
        }
        Map<String, String> values = new LinkedHashMap<>(asked);
        values.replaceAll(this::spelled);
        return values;
    }

    /**
     * Returns what {@code resolved.yaml} says the points are compared with: values by path; empty if nothing.
     *
     * @throws ReportException if it cannot be read
     */
    public Map<String, String> relativeTo() {
        Map<String, String> values = new LinkedHashMap<>();
        resolved()
                .path("relative-to")
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().asString("")));
        return values;
    }

    /**
     * Returns from where on and how far the runs were measured, as {@code resolved.yaml} says: its keys {@code warm-up} and {@code limit}; empty if there is
     * no such file.
     *
     * @throws ReportException if it cannot be read
     */
    Map<String, String> bounds() {
        JsonNode root = resolved();
        if (!root.has(WARM_UP)) {
            return Map.of();
        }
        String limit =
                root.has(LIMIT) ? Latency.parse(root.path(LIMIT).asString("")).toString() : "none";
        return Map.of(WARM_UP, root.path(WARM_UP).asString(""), LIMIT, limit);
    }

    /** The sweep file that does the same again; without keys if there is none. */
    private JsonNode resolved() {
        Path file = folder.resolve("resolved.yaml");
        YAMLMapper yaml = YAMLMapper.builder().build();
        if (!Files.exists(file)) {
            return yaml.createObjectNode();
        }
        try {
            return yaml.readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new ReportException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
