package dev.ziggurat.report.html;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.points.Point;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.Related;
import dev.ziggurat.report.points.Summaries;
import dev.ziggurat.report.points.SummaryCsv;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What no file of the folder holds and {@code summary.csv} has too: how the processes of mixes fare, and how points compare with their baseline. */
final class PointNumbers {
    /** Pairs, ratio, the ends of its interval, and p. */
    private static final int NUMBERS_OF_A_RATIO = 5;

    private final RunTable runs;
    private final @Nullable Points points;

    private PointNumbers(RunTable runs, @Nullable Points points) {
        this.runs = runs;
        this.points = points;
    }

    /**
     * Reads the points if they have anything to say.
     *
     * @param isCompared whether the sweep says with what
     */
    static PointNumbers of(Path folder, RunTable runs, boolean isCompared) {
        boolean isAnything = runs.hasUsableRun()
                && (isCompared || runs.hasRunsOfSingleProcesses())
                && Files.exists(folder.resolve("statistics.csv"));
        return new PointNumbers(runs, isAnything ? Points.read(folder, List.of()) : null);
    }

    /** Returns the metrics of mixes, each with its value in every run of a mix. */
    List<Metric> mixes() {
        if (points == null) {
            return List.of();
        }
        Map<String, Point> byNumber = new HashMap<>();
        points.points().forEach(point -> byNumber.put(point.number(), point));
        List<String> numbers = runs.column("point");
        List<String> seeds = runs.column("seed");
        List<Metric> mixes = new ArrayList<>();
        for (String name : points.metrics().stream().filter(Points::isOfMix).toList()) {
            @Nullable BigDecimal[] values = new BigDecimal[runs.size()];
            for (int row = 0; row < values.length; row++) {
                Point point = byNumber.get(numbers.get(row));
                Double value = point == null ? null : point.value(name, Long.parseLong(seeds.get(row)));
                values[row] = value == null ? null : number(value);
            }
            mixes.add(new Metric(name, "", true, Arrays.asList(values)));
        }
        return mixes;
    }

    /** Returns the ratios to the baseline by metric and point for the page; null if there are none. */
    @Nullable
    Map<String, Object> comparison() {
        Map<String, String> relativeTo = points == null ? Map.of() : points.relativeTo();
        if (points == null || relativeTo.isEmpty() || !isPossible(points, relativeTo)) {
            return null;
        }
        int room = Statistics.MOST_CELLS / NUMBERS_OF_A_RATIO / points.points().size();
        Map<String, Map<String, List<@Nullable BigDecimal>>> metrics = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>();
        for (PointSummary row : Summaries.of(points, relativeTo, Summaries.USUAL_CONFIDENCE)) {
            Related related = row.related();
            Interval ratio = related == null ? null : related.ratio();
            if (related != null && ratio != null) {
                all.add(row.metric());
                if (all.size() <= room) {
                    metrics.computeIfAbsent(row.metric(), unknown -> new LinkedHashMap<>())
                            .put(row.point().number(), numbers(related, ratio));
                }
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("to", relativeTo);
        json.put("of", all.size());
        json.put("metrics", metrics);
        return metrics.isEmpty() ? null : json;
    }

    /** A sweep that has not come so far, or whose baseline failed, is still worth a page. */
    private static boolean isPossible(Points points, Map<String, String> relativeTo) {
        return relativeTo.entrySet().stream()
                .allMatch(each -> points.keys().contains(each.getKey()) && points.have(each.getKey(), each.getValue()));
    }

    private static List<@Nullable BigDecimal> numbers(Related related, Interval ratio) {
        return Arrays.asList(
                BigDecimal.valueOf(related.paired().pairs()),
                number(ratio.estimate()),
                related.hasP() ? number(ratio.low()) : null,
                related.hasP() ? number(ratio.high()) : null,
                number(related.adjusted()));
    }

    private static @Nullable BigDecimal number(double value) {
        String text = SummaryCsv.number(value);
        return text.isEmpty() ? null : new BigDecimal(text);
    }
}
