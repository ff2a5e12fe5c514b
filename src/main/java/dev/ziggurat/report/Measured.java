package dev.ziggurat.report;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.Summaries;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Share;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured at the points of a figure.
 *
 * @param title of its axis
 * @param estimates what the seeds of a point say together, by its workload and swept values, in the order of the plan
 */
record Measured(String title, Map<Map<String, String>, Estimate> estimates) {
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
        return new Measured(points.title(metric), estimates);
    }

    /** Returns in words what a point is. */
    String note(double confidence) {
        IntSummaryStatistics seeds =
                estimates.values().stream().mapToInt(Estimate::seeds).summaryStatistics();
        if (seeds.getMax() == 1) {
            return "one run";
        }
        String count = seeds.getMin() == seeds.getMax() ? "" : seeds.getMin() + " to ";
        return "mean of " + count + seeds.getMax() + " seeds, " + new Share(Math.round(confidence * Share.WHOLE))
                + " confidence interval (Student's t)";
    }
}
