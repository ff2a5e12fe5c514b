package dev.ziggurat.report.export;

import dev.ziggurat.analysis.GeometricMean;
import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.points.Point;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Related;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code macros.tex}: the headline numbers as commands, {@code \zg} METRIC WORKLOAD [VALUES] WHAT, so that a paper never holds a number by hand. The names come
 * from names and values only, not from positions: a sweep that grows keeps them.
 */
final class Macros {
    private static final String WORKLOAD = "workload";

    private final Findings findings;
    private final List<String> settings;
    private final Map<String, List<Command>> commands = new LinkedHashMap<>();

    /** What a name may stand for; of a single point, whose number is not empty, or of several. */
    private record Command(String value, String point) {}

    Macros(Findings findings) {
        this.findings = findings;
        settings =
                findings.varying().stream().filter(key -> !key.equals(WORKLOAD)).toList();
    }

    String text() {
        for (String metric : findings.metrics()) {
            findings.of(metric).forEach(this::addPoint);
            for (String workload : workloads()) {
                addExtremes(metric, workload);
            }
            addMeansOverWorkloads(metric);
        }
        StringBuilder text = new StringBuilder("% \\zg METRIC WORKLOAD [VALUES] WHAT\n");
        commands.forEach((name, meanings) -> define(text, name, meanings));
        return text.toString();
    }

    /** A name that could mean two things means neither, whichever comes first: points get their numbers, so that a paper that has the name does not compile. */
    private static void define(StringBuilder text, String name, List<Command> meanings) {
        for (Command each : meanings) {
            if (meanings.size() == 1) {
                text.append("\\newcommand{\\" + name + "}{" + each.value() + "}\n");
            } else if (each.point().isEmpty()) {
                text.append("% \\" + name + " would mean " + meanings.size() + " things\n");
            } else {
                text.append(
                        "\\newcommand{\\" + name + "Point" + Tex.command(each.point()) + "}{" + each.value() + "}\n");
            }
        }
    }

    private List<String> workloads() {
        return findings.points().points().stream()
                .map(Macros::workload)
                .distinct()
                .toList();
    }

    private static String workload(Point point) {
        return Objects.requireNonNull(point.keys().get(WORKLOAD));
    }

    private void addPoint(PointSummary row) {
        String name = name(row.metric(), workload(row.point()), values(row.point()));
        Interval mean = row.interval();
        double half = mean.halfWidth();
        String point = row.point().number();
        add(name + "Mean", Rounded.value(mean.estimate(), half), point);
        if (Rounded.isJustified(half)) {
            add(name + "HalfWidth", Rounded.by(half).text(half), point);
        }
        Interval ratio = ratio(row);
        if (ratio != null) {
            add(name + "Ratio", rounded(ratio), point);
            add(name + "Percent", percent(ratio), point);
        }
    }

    /** Which of the two is the best depends on the metric, of which files say nothing; so they are called highest and lowest. A single point is neither. */
    private void addExtremes(String metric, String workload) {
        List<PointSummary> compared = findings.of(metric).stream()
                .filter(row -> workload(row.point()).equals(workload) && ratio(row) != null)
                .sorted(Comparator.comparingDouble(
                        row -> Objects.requireNonNull(ratio(row)).estimate()))
                .toList();
        if (compared.isEmpty()) {
            return;
        }
        String name = name(metric, workload, "");
        if (compared.size() > 1) {
            addExtreme(name + "Lowest", compared.get(0));
            addExtreme(name + "Highest", compared.get(compared.size() - 1));
        }
        addGeomean(name, compared);
    }

    private void addExtreme(String name, PointSummary row) {
        Interval ratio = Objects.requireNonNull(ratio(row));
        add(name + "Ratio", rounded(ratio), "");
        add(name + "Percent", percent(ratio), "");
        add(name + "At", Tex.text(values(row.point())), "");
    }

    /** The usual headline: what a setting does to all workloads together. Only settings that every workload has. */
    private void addMeansOverWorkloads(String metric) {
        if (workloads().size() < 2) {
            return;
        }
        Map<String, List<PointSummary>> bySetting = new LinkedHashMap<>();
        findings.of(metric).stream()
                .filter(row -> ratio(row) != null)
                .forEach(row -> bySetting
                        .computeIfAbsent(values(row.point()), unknown -> new ArrayList<>())
                        .add(row));
        bySetting.forEach((values, rows) -> {
            if (rows.size() == workloads().size()) {
                addGeomean(name(metric, "", values), rows);
            }
        });
    }

    /** Each seed that all have gives a geometric mean; how far these lie apart says how many digits their own mean has. Not of points without a common seed. */
    private void addGeomean(String name, List<PointSummary> rows) {
        Set<Long> seeds = new TreeSet<>(quotients(rows.get(0)).keySet());
        rows.forEach(row -> seeds.retainAll(quotients(row).keySet()));
        if (!seeds.isEmpty()) {
            double[] means = seeds.stream()
                    .mapToDouble(seed -> GeometricMean.of(rows.stream()
                            .mapToDouble(
                                    row -> Objects.requireNonNull(quotients(row).get(seed)))
                            .toArray()))
                    .toArray();
            add(name + "GeomeanRatio", rounded(GeometricMean.interval(means, findings.confidence())), "");
        }
    }

    private static Map<Long, Double> quotients(PointSummary row) {
        return Objects.requireNonNull(row.related()).quotients();
    }

    private static @Nullable Interval ratio(PointSummary row) {
        Related related = row.related();
        return related == null ? null : related.ratio();
    }

    private static String rounded(Interval ratio) {
        return Rounded.value(ratio.estimate(), ratio.halfWidth());
    }

    /** By how many percent more or less than the baseline. */
    private static String percent(Interval ratio) {
        return Rounded.value((ratio.estimate() - 1) * 100, ratio.halfWidth() * 100);
    }

    private String values(Point point) {
        return Axes.name(point.keys(), settings);
    }

    private static String name(String metric, String workload, String values) {
        return "zg" + Tex.command(metric) + Tex.command(workload) + Tex.command(values);
    }

    private void add(String name, String value, String point) {
        commands.computeIfAbsent(name, unknown -> new ArrayList<>()).add(new Command(value, point));
    }
}
