package dev.ziggurat.report.points;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.analysis.StudentT;
import dev.ziggurat.analysis.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What the seeds of a point say of a metric.
 *
 * @param point where
 * @param metric of what
 * @param unit of the values, maybe empty
 * @param summary the values
 * @param interval Student's, of their mean
 * @param related to the point that it is compared with; null if there is none
 */
public record PointSummary(
        Point point,
        String metric,
        String unit,
        Summary summary,
        Interval interval,
        @Nullable Related related) {
    /** Describes a metric at a point; null if it was not measured there. */
    static @Nullable PointSummary of(Points points, Point point, String metric, double confidence) {
        double[] values = point.values(metric);
        return values.length == 0
                ? null
                : new PointSummary(
                        point,
                        metric,
                        points.unit(metric),
                        Summary.of(values),
                        StudentT.interval(values, confidence),
                        null);
    }

    PointSummary related(@Nullable Related to) {
        return new PointSummary(point, metric, unit, summary, interval, to);
    }
}
