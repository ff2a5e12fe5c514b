package dev.ziggurat.report.points;

import dev.ziggurat.analysis.Mix;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the processes of a mix fare together, each against itself alone with the same seed: of the times that both take for the same work. They are metrics
 * like any other, with a value a seed. A seed has none if a process was cut short, or ended in another way than alone: then the two times are of different
 * work, and their quotient says nothing of the company.
 */
final class MixMetrics {
    /** The column of results files that says which process is alone. */
    static final String ALONE = "alone";

    private static final String PROCESS = "process.";
    private static final String TIME = "time_ns";
    static final String END = "end";
    private static final String CUT_SHORT = "running";
    private static final String SLOWDOWN = ".slowdown";
    private static final List<String> OF_ALL = List.of(
            "mix.weighted_speedup", "mix.harmonic_speedup", "mix.mean_slowdown", "mix.max_slowdown", "mix.unfairness");

    private final Map<Point, TreeMap<Long, Times>> times = new LinkedHashMap<>();

    /** Of a mix with one seed the time of each process, in it and alone, and how it ended. */
    private record Times(
            Map<String, Double> together,
            Map<String, Double> alone,
            Map<String, String> endTogether,
            Map<String, String> endAlone) {
        Times() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        boolean areOfTheSameWork() {
            return endTogether.entrySet().stream()
                    .noneMatch(end ->
                            end.getValue().equals(CUT_SHORT) || !end.getValue().equals(endAlone.get(end.getKey())));
        }
    }

    /** Whether a metric is one of mixes. */
    static boolean isOne(String metric) {
        return OF_ALL.contains(metric) || (metric.startsWith(PROCESS) && metric.endsWith(SLOWDOWN));
    }

    /** Whether a record of {@code statistics.csv} is the time or the end of a whole process, not of a part of it. */
    static boolean isWanted(List<String> fields) {
        return fields.get(1).startsWith(PROCESS)
                && fields.get(1).indexOf('.', PROCESS.length()) < 0
                && (fields.get(2).equals(TIME) || fields.get(2).equals(END));
    }

    /** Takes the time or the end of a process, a record of {@code statistics.csv}. */
    void add(Point point, long seed, String alone, List<String> fields) {
        String process = fields.get(1).substring(PROCESS.length());
        String value = fields.get(4);
        Times both =
                times.computeIfAbsent(point, unknown -> new TreeMap<>()).computeIfAbsent(seed, unknown -> new Times());
        if (fields.get(2).equals(END)) {
            (alone.isEmpty() ? both.endTogether() : both.endAlone()).put(process, value);
        } else {
            (alone.isEmpty() ? both.together() : both.alone())
                    .put(process, Points.number(fields.get(1) + "." + TIME, value));
        }
    }

    /** Gives the points what can be computed; returns the names of it. */
    Set<String> compute() {
        Set<String> names = new LinkedHashSet<>();
        times.forEach((point, seeds) -> seeds.forEach((seed, both) -> {
            Mix mix = mix(both);
            if (mix != null) {
                names.addAll(OF_ALL);
                point.put(OF_ALL.get(0), seed, mix.weightedSpeedUp());
                point.put(OF_ALL.get(1), seed, mix.harmonicSpeedUp());
                point.put(OF_ALL.get(2), seed, mix.meanSlowdown());
                point.put(OF_ALL.get(3), seed, mix.maximumSlowdown());
                point.put(OF_ALL.get(4), seed, mix.unfairness());
                both.together().forEach((process, time) -> {
                    String name = PROCESS + process + SLOWDOWN;
                    names.add(name);
                    point.put(
                            name,
                            seed,
                            time / Objects.requireNonNull(both.alone().get(process)));
                });
            }
        }));
        return names;
    }

    /** The rate of a process is one over the time of its work; null if not every process has both times, of the same work and above 0. */
    private static @Nullable Mix mix(Times both) {
        if (both.together().isEmpty()
                || !both.alone().keySet().containsAll(both.together().keySet())
                || both.together().containsValue(0.0)
                || both.alone().containsValue(0.0)
                || !both.areOfTheSameWork()) {
            return null;
        }
        double[] together = new double[both.together().size()];
        double[] alone = new double[together.length];
        int i = 0;
        for (Map.Entry<String, Double> each : both.together().entrySet()) {
            together[i] = 1 / each.getValue();
            alone[i++] = 1 / Objects.requireNonNull(both.alone().get(each.getKey()));
        }
        return Mix.of(together, alone);
    }
}
