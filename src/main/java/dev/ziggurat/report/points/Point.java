package dev.ziggurat.report.points;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** A combination of a workload and swept values, and what was measured there with each seed. */
public final class Point {
    private final String number;
    private final Map<String, String> keys;
    private final Map<String, SortedMap<Long, Double>> values = new LinkedHashMap<>();

    Point(String number, Map<String, String> keys) {
        this.number = number;
        this.keys = new LinkedHashMap<>(keys);
    }

    /** Returns its number in the plan. */
    public String number() {
        return number;
    }

    /** Returns the workload and the swept values by their columns, in the order of the columns. */
    public Map<String, String> keys() {
        return new LinkedHashMap<>(keys);
    }

    void put(String metric, long seed, double value) {
        values.computeIfAbsent(metric, unknown -> new TreeMap<>()).put(seed, value);
    }

    /** Returns the values of a metric in the order of the seeds; none if it was not measured here. */
    public double[] values(String metric) {
        return array(bySeed(metric).values());
    }

    private SortedMap<Long, Double> bySeed(String metric) {
        return values.getOrDefault(metric, new TreeMap<>());
    }

    /**
     * Returns the values of a metric with the seeds that another point has too.
     *
     * @return first those of this point, then those of the other, in the order of the seeds
     */
    double[][] pairs(String metric, Point other) {
        List<Double> ours = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        SortedMap<Long, Double> theirs = other.bySeed(metric);
        bySeed(metric).forEach((seed, value) -> {
            if (theirs.containsKey(seed)) {
                ours.add(value);
                others.add(Objects.requireNonNull(theirs.get(seed)));
            }
        });
        return new double[][] {array(ours), array(others)};
    }

    private static double[] array(Iterable<Double> values) {
        List<Double> list = new ArrayList<>();
        values.forEach(list::add);
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
