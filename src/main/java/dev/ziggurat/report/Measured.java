package dev.ziggurat.report;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.Related;
import dev.ziggurat.report.points.Summaries;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was measured at the points of a figure.
 *
 * @param name what it is
 * @param title of its axis, with the unit
 * @param kind what a number of it is
 * @param estimates what the seeds of a point say together, by its workload and swept values, in the order of the plan
 */
record Measured(String name, String title, Kind kind, Map<Map<String, String>, Estimate> estimates) {
    /** Behind the name of a metric it means the ratio to the baseline, as the column of {@code summary.csv} is called. */
    private static final String RATIO = ".ratio";

    /** What a number is: of one seed, of several, and how its interval is made. */
    enum Kind {
        MEAN("each point is one run", "mean of ", "Student's t"),
        RATIO(
                "each point is one run over another",
                "geometric mean of the ratios of ",
                "Student's t of the logarithms");

        private final String ofOne;
        private final String ofSeveral;
        private final String interval;

        Kind(String ofOne, String ofSeveral, String interval) {
            this.ofOne = ofOne;
            this.ofSeveral = ofSeveral;
            this.interval = interval;
        }
    }

    /**
     * What several seeds say, or one.
     *
     * @param seeds how many they are
     * @param interval around what they say; that of one seed excludes nothing
     */
    record Estimate(int seeds, Interval interval) {
        LineChart.Point at(Quantity x) {
            return new LineChart.Point(x, interval.estimate(), seeds > 1 ? interval : null);
        }
    }

    /** Returns of which metric a name is: {@code cores.ipc} of that itself and of {@code cores.ipc.ratio}. */
    static String metric(String name) {
        return name.endsWith(RATIO) ? name.substring(0, name.length() - RATIO.length()) : name;
    }

    /** Returns the names of metrics, and of their ratios. */
    static List<String> names(Collection<String> metrics) {
        List<String> names = new ArrayList<>(metrics);
        metrics.forEach(metric -> names.add(metric + RATIO));
        return names;
    }

    /**
     * Returns the mean of a metric at all points that are shown.
     *
     * @param points that were read with the metric
     * @param confidence of the intervals, between 0 and 1
     */
    static Measured means(Points points, String metric, double confidence) {
        Map<Map<String, String>, Estimate> estimates = new LinkedHashMap<>();
        for (PointSummary row : Summaries.of(points, Map.of(), confidence)) {
            estimates.put(row.point().keys(), new Estimate(row.summary().count(), row.interval()));
        }
        return new Measured(metric, points.title(metric), Kind.MEAN, estimates);
    }

    /**
     * Returns the ratio of a metric to that of the baseline at all points that are shown and have one.
     *
     * @param points that were read with the metric
     * @param relativeTo values by path that the baseline of a point has
     * @param confidence of the intervals, between 0 and 1
     * @throws ReportException if nothing can be compared so
     */
    static Measured ratios(Points points, String metric, Map<String, String> relativeTo, double confidence) {
        if (relativeTo.isEmpty()) {
            throw new ReportException("the sweep does not say to what " + metric + RATIO
                    + " is relative; write --relative-to PATH=VALUE");
        }
        Map<Map<String, String>, Estimate> estimates = new LinkedHashMap<>();
        for (PointSummary row : Summaries.of(points, relativeTo, confidence)) {
            Related related = row.related();
            Interval ratio = related == null ? null : related.ratio();
            if (related != null && ratio != null) {
                estimates.put(row.point().keys(), new Estimate(related.paired().pairs(), ratio));
            }
        }
        String baseline = relativeTo.entrySet().stream()
                .map(each -> each.getKey() + " = " + each.getValue())
                .collect(Collectors.joining(", "));
        return new Measured(
                metric + " relative to that with " + baseline, "ratio to the baseline", Kind.RATIO, estimates);
    }

    /** Returns in words what a point is. */
    String note(double confidence) {
        IntSummaryStatistics seeds =
                estimates.values().stream().mapToInt(Estimate::seeds).summaryStatistics();
        if (seeds.getMax() == 1) {
            return kind.ofOne;
        }
        String least = seeds.getMin() == seeds.getMax() ? "" : seeds.getMin() + " to ";
        Share sure = new Share(Math.round(confidence * Share.WHOLE));
        return kind.ofSeveral + least + seeds.getMax() + " seeds, " + sure + " confidence interval (" + kind.interval
                + ")";
    }
}
