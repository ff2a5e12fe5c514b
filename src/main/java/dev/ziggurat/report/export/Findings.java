package dev.ziggurat.report.export;

import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.points.Point;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.Summaries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a folder says of its points, by point and metric. */
public final class Findings {
    private final Points points;
    private final Map<String, String> relativeTo;
    private final double confidence;
    private final List<PointSummary> rows;
    private final Map<String, Map<Point, PointSummary>> cells = new LinkedHashMap<>();

    /**
     * Sums up the points of a folder.
     *
     * @param relativeTo values by path of what the points are compared with; empty for no comparison
     * @param confidence of the intervals, between 0 and 1
     * @throws ReportException if nothing can be compared so
     */
    public Findings(Points points, Map<String, String> relativeTo, double confidence) {
        this.points = points;
        this.relativeTo = new LinkedHashMap<>(relativeTo);
        this.confidence = confidence;
        rows = Summaries.of(points, relativeTo, confidence);
        rows.forEach(row -> cells.computeIfAbsent(row.metric(), unknown -> new LinkedHashMap<>())
                .put(row.point(), row));
    }

    Points points() {
        return points;
    }

    /** Returns values by path of what the points are compared with; empty if they are not. */
    Map<String, String> relativeTo() {
        return new LinkedHashMap<>(relativeTo);
    }

    double confidence() {
        return confidence;
    }

    /** Returns all summaries, metric by metric. */
    List<PointSummary> rows() {
        return List.copyOf(rows);
    }

    /**
     * Returns the metrics that have a value at some point.
     *
     * @throws ReportException if there is none
     */
    List<String> metrics() {
        if (cells.isEmpty()) {
            throw new ReportException(
                    "no run here has a value of a metric that was asked for; name another with --metric,"
                            + " for example --metric cores.ipc");
        }
        return List.copyOf(cells.keySet());
    }

    /** Returns what is known of a metric at a point, null if nothing. */
    @Nullable
    PointSummary at(Point point, String metric) {
        return Objects.requireNonNull(cells.get(metric)).get(point);
    }

    /** Returns the summaries of a metric in the order of the plan. */
    List<PointSummary> of(String metric) {
        return List.copyOf(Objects.requireNonNull(cells.get(metric)).values());
    }

    /** Returns the keys that tell points apart, and the workload if none does. */
    List<String> varying() {
        List<String> varying = points.keys().stream()
                .filter(key -> points.points().stream()
                                .map(point -> point.keys().get(key))
                                .distinct()
                                .count()
                        > 1)
                .toList();
        return varying.isEmpty() ? points.keys().subList(0, 1) : varying;
    }

    /** Whether a difference is shown: its adjusted p value is at most one minus the confidence. */
    boolean isShown(PointSummary row) {
        return row.related() != null && row.related().hasP() && row.related().adjusted() <= 1 - confidence;
    }
}
