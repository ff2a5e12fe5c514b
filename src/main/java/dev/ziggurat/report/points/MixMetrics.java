package dev.ziggurat.report.points;

import dev.ziggurat.analysis.Mix;
import dev.ziggurat.report.ReportException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the processes of a mix fare together, each against itself alone with the same seed: of the times that both take for the same references. They are metrics
 * like any other, with a value a seed.
 */
final class MixMetrics {
    /** The column of results files that says which process is alone. */
    static final String ALONE = "alone";

    private static final String PROCESS = "process.";
    private static final String TIME = "time_ns";
    private static final String SLOWDOWN = ".slowdown";
    private static final List<String> OF_ALL = List.of(
            "mix.weighted_speedup", "mix.harmonic_speedup", "mix.mean_slowdown", "mix.max_slowdown", "mix.unfairness");

    private final Map<Point, TreeMap<Long, Times>> times = new LinkedHashMap<>();

    /** Of a mix with one seed the time of each process, in it and alone. */
    private record Times(Map<String, Double> together, Map<String, Double> alone) {}

    /** Whether a metric is one of mixes. */
    static boolean isOne(String metric) {
        return OF_ALL.contains(metric) || (metric.startsWith(PROCESS) && metric.endsWith(SLOWDOWN));
    }

    /** Whether a statistic is the time of a process. */
    static boolean isTime(String name) {
        return name.startsWith(PROCESS)
                && name.endsWith("." + TIME)
                && name.indexOf('.', PROCESS.length()) == name.length() - TIME.length() - 1;
    }

    /** Takes the time of a process, a record of {@code statistics.csv}. */
    void add(Point point, long seed, String alone, List<String> fields) {
        String process = fields.get(1).substring(PROCESS.length());
        Times both = times.computeIfAbsent(point, unknown -> new TreeMap<>())
                .computeIfAbsent(seed, unknown -> new Times(new LinkedHashMap<>(), new LinkedHashMap<>()));
        (alone.isEmpty() ? both.together() : both.alone()).put(process, Double.valueOf(fields.get(4)));
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

    /** The rate of a process is one over the time of its references; null if not every process has both times. */
    private static @Nullable Mix mix(Times both) {
        if (both.alone().isEmpty()
                || !both.alone().keySet().containsAll(both.together().keySet())) {
            return null;
        }
        double[] together = new double[both.together().size()];
        double[] alone = new double[together.length];
        int i = 0;
        for (Map.Entry<String, Double> each : both.together().entrySet()) {
            together[i] = 1 / each.getValue();
            alone[i++] = 1 / Objects.requireNonNull(both.alone().get(each.getKey()));
        }
        try {
            return Mix.of(together, alone);
        } catch (IllegalArgumentException e) {
            throw new ReportException("a process of a mix took no time: " + e.getMessage(), e);
        }
    }
}
