package dev.ziggurat.report.points;

import dev.ziggurat.analysis.Holm;
import dev.ziggurat.report.ReportException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Summaries of all points, metric by metric, each related to its baseline if there is one. */
public final class Summaries {
    /** The confidence of intervals for which none is asked, as is usual. */
    public static final double USUAL_CONFIDENCE = 0.95;

    private Summaries() {}

    /**
     * Makes them.
     *
     * @param relativeTo values by path that the baseline of a point has, which otherwise equals it; empty for no comparison
     * @param confidence of the intervals, between 0 and 1
     * @return first all points of the first metric that are shown, in the order of the plan, then those of the next. Their p values are adjusted for all
     *     points, shown or not: what is shown may have been chosen by how it looks
     * @throws ReportException if a path of {@code relativeTo} was not swept, or no point is a baseline
     */
    public static List<PointSummary> of(Points points, Map<String, String> relativeTo, double confidence) {
        check(points, relativeTo);
        Function<Point, @Nullable Point> baseline =
                point -> relativeTo.isEmpty() ? null : baseline(points, point, relativeTo);
        return related(points, baseline, confidence);
    }

    /** Relates each point to the one that a function gives, null for none. */
    static List<PointSummary> related(Points points, Function<Point, @Nullable Point> baseline, double confidence) {
        List<PointSummary> all = new ArrayList<>();
        for (String metric : points.metrics()) {
            List<PointSummary> rows = new ArrayList<>();
            for (Point point : points.all()) {
                PointSummary row = PointSummary.of(points, point, metric, confidence);
                if (row != null) {
                    Point base = baseline.apply(point);
                    rows.add(row.related(base == null ? null : Related.of(metric, point, base, confidence)));
                }
            }
            adjusted(rows).stream().filter(row -> points.isShown(row.point())).forEach(all::add);
        }
        return all;
    }

    private static void check(Points points, Map<String, String> relativeTo) {
        relativeTo.forEach((path, value) -> {
            if (!points.keys().contains(path)) {
                throw new ReportException("'" + path + "' is not swept here; points are told apart by "
                        + String.join(", ", points.keys()));
            }
            if (!points.have(path, value)) {
                throw new ReportException("no point that ended well has " + path + ": " + value
                        + ", with which the others are to be compared");
            }
        });
    }

    private static @Nullable Point baseline(Points points, Point point, Map<String, String> relativeTo) {
        Map<String, String> keys = new LinkedHashMap<>(point.keys());
        keys.putAll(relativeTo);
        return keys.equals(point.keys()) ? null : points.find(keys);
    }

    private static List<PointSummary> adjusted(List<PointSummary> rows) {
        double[] p = rows.stream()
                .map(PointSummary::related)
                .filter(Summaries::isTested)
                .mapToDouble(related -> Objects.requireNonNull(related).paired().p())
                .toArray();
        double[] adjusted = Holm.adjusted(p);
        List<PointSummary> done = new ArrayList<>();
        int next = 0;
        for (PointSummary row : rows) {
            Related related = row.related();
            done.add(related != null && isTested(related) ? row.related(related.adjusted(adjusted[next++])) : row);
        }
        return done;
    }

    private static boolean isTested(@Nullable Related related) {
        return related != null && related.hasP();
    }
}
