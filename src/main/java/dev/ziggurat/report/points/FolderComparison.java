package dev.ziggurat.report.points;

import dev.ziggurat.report.ReportException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        if (!Set.copyOf(baseline.keys()).equals(Set.copyOf(candidate.keys()))) {
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

    /** Returns what else than the machine tells the common points apart, in sentences; a difference may come of it. */
    public List<String> cautions() {
        int cut = 0;
        Set<String> others = new LinkedHashSet<>();
        for (Point point : candidate.points()) {
            Point base = baseline.find(point.keys());
            if (base != null) {
                cut += point.isCutShort() == base.isCutShort() ? 0 : 1;
                if (version(point).equals(version(base)) && !point.inputs().equals(base.inputs())) {
                    others.add(point.keys().get(Points.WORKLOAD));
                }
            }
        }
        List<String> cautions = new ArrayList<>(otherBounds());
        if (cut > 0) {
            cautions.add(
                    "of " + cut + " points one folder has runs that were cut short at their limit, the other has not;"
                            + " they are not of the same work");
        }
        if (!others.isEmpty()) {
            cautions.add("a workload of the same name is another in the other folder, by its digest: "
                    + String.join(", ", others));
        }
        return cautions;
    }

    /** A warm-up that is longer leaves out more of the same references, and a limit that is shorter too. */
    private List<String> otherBounds() {
        Map<String, String> theirs = candidate.bounds();
        return new TreeMap<>(baseline.bounds())
                .entrySet().stream()
                        .filter(each -> theirs.containsKey(each.getKey())
                                && !each.getValue().equals(theirs.get(each.getKey())))
                        .map(each -> "the " + each.getKey() + " is " + each.getValue() + " in the first folder and "
                                + theirs.get(each.getKey()) + " in the other; they may not be of the same work")
                        .toList();
    }

    /** Another version may describe the same workload in other words. */
    private static Set<String> version(Point point) {
        return point.inputs().stream()
                .map(input -> input.substring(0, input.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    private static int unmatched(Points ours, Points others) {
        return (int) ours.points().stream()
                .filter(point -> others.find(point.keys()) == null)
                .count();
    }
}
