package dev.ziggurat.cli;

import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.export.Findings;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.Summaries;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.UnitException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which metrics of points are summed up, and how sure their intervals are. */
final class SummaryOptions {
    private static final String USUAL = "95 %";

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "A metric, any of statistics.csv; default those that the sweep asked for. May be repeated.")
    private List<String> metrics = List.of();

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "How sure the intervals are; default \"95 %%\".")
    private String confidence = USUAL;

    /** Reads the points of a folder with the metrics that are asked for. */
    Points points(Path folder) {
        return Points.read(folder, metrics);
    }

    /**
     * Returns the summaries of all points.
     *
     * @param relativeTo what they are compared with, each {@code PATH=VALUE}; none for what the sweep file says
     */
    List<PointSummary> rows(Points points, List<String> relativeTo) {
        return Summaries.of(points, points.relativeTo(baseline(relativeTo)), confidence());
    }

    /** Returns the summaries of all points of a folder by point and metric. */
    Findings findings(Path folder, List<String> relativeTo, List<String> where) {
        Points points = points(folder).show(where);
        return new Findings(points, points.relativeTo(baseline(relativeTo)), confidence());
    }

    /** Returns the confidence, between 0 and 1. */
    double confidence() {
        try {
            double part = (double) Share.parse(confidence, USUAL).billionths() / Share.WHOLE;
            if (part > 0 && part < 1) {
                return part;
            }
        } catch (UnitException e) {
            throw new ReportException("--confidence: " + e.getMessage(), e);
        }
        throw new ReportException(
                "--confidence lies between 0 % and 100 %, for example --confidence \"" + USUAL + "\"");
    }

    /**
     * Returns values by path.
     *
     * @param relativeTo each {@code PATH=VALUE}
     * @throws ReportException if one is not
     */
    static Map<String, String> baseline(List<String> relativeTo) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : relativeTo) {
            int sign = each.indexOf('=');
            if (sign < 1) {
                throw new ReportException("'" + each + "' is no value of a path; write for example --relative-to"
                        + " caches.llc.replacement=lru");
            }
            values.put(each.substring(0, sign).strip(), each.substring(sign + 1).strip());
        }
        return values;
    }
}
