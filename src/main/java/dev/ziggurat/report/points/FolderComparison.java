package dev.ziggurat.report.points;

import dev.ziggurat.report.ReportException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The points of one folder beside those of another that have the same workload and values, seed by seed. */
public final class FolderComparison {
    private final Points baseline;
    private final Points candidate;

    /**
     * Compares two folders.
     *
     * @param baseline the one to which the other is related
     * @throws ReportException if they are not swept alike, or have no point in common
     */
    public FolderComparison(Points baseline, Points candidate) {
        if (!baseline.keys().equals(candidate.keys())) {
            throw new ReportException("the folders vary different things: " + String.join(", ", baseline.keys())
                    + " and " + String.join(", ", candidate.keys()));
        }
        this.baseline = baseline;
        this.candidate = candidate;
        if (candidate.points().stream().noneMatch(point -> baseline.find(point.keys()) != null)) {
            throw new ReportException("the folders have no point in common; the first one's first is "
                    + baseline.points().get(0).keys() + ", the other's "
                    + candidate.points().get(0).keys());
        }
    }

    /** Returns the points of the candidate that the baseline has too, metric by metric, each with its comparison where there is a common seed. */
    public List<PointSummary> rows(double confidence) {
        return Summaries.related(candidate, point -> baseline.find(point.keys()), confidence).stream()
                .filter(row -> row.related() != null)
                .toList();
    }

    /** Returns what the baseline has at a point. */
    public PointSummary baselineOf(PointSummary row, double confidence) {
        Map<String, String> keys = row.point().keys();
        Point point = Objects.requireNonNull(baseline.find(keys));
        return Objects.requireNonNull(PointSummary.of(baseline, point, row.metric(), confidence));
    }

    /** Returns how many points of the candidate and of the baseline the other folder does not have. */
    public int unmatched() {
        return unmatched(candidate, baseline) + unmatched(baseline, candidate);
    }

    private static int unmatched(Points ours, Points others) {
        return (int) ours.points().stream()
                .filter(point -> others.find(point.keys()) == null)
                .count();
    }
}
