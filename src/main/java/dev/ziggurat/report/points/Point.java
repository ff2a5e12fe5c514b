package dev.ziggurat.report.points;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A combination of a workload and swept values, and what was measured there with each seed. */
public final class Point {
    private final String number;
    private final Map<String, String> keys;
    private final Map<String, SortedMap<Long, Double>> values = new LinkedHashMap<>();
    private final Set<String> inputs = new HashSet<>();
    private boolean cutShort;

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

    /**
     * Notes what a run of all processes was given.
     *
     * @param input the version and the digest of the workload; equal ones are of the same references
     * @param atLimit whether it was cut short
     */
    void ran(String input, boolean atLimit) {
        inputs.add(input);
        cutShort |= atLimit;
    }

    Set<String> inputs() {
        return Set.copyOf(inputs);
    }

    boolean isCutShort() {
        return cutShort;
    }

    void put(String metric, long seed, double value) {
        values.computeIfAbsent(metric, unknown -> new TreeMap<>()).put(seed, value);
    }

    /** Returns the values of a metric in the order of the seeds; none if it was not measured here. */
    public double[] values(String metric) {
        return array(bySeed(metric).values());
    }

    /** Returns the value of a metric with a seed; null if it was not measured. */
    public @Nullable Double value(String metric, long seed) {
        return bySeed(metric).get(seed);
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

    /** Returns the values of a metric over those of another point, by the seeds that both have. */
    SortedMap<Long, Double> quotients(String metric, Point other) {
        SortedMap<Long, Double> theirs = other.bySeed(metric);
        SortedMap<Long, Double> quotients = new TreeMap<>();
        bySeed(metric).forEach((seed, value) -> {
            if (theirs.containsKey(seed)) {
                quotients.put(seed, value / Objects.requireNonNull(theirs.get(seed)));
            }
        });
        return quotients;
    }

    private static double[] array(Iterable<Double> values) {
        List<Double> list = new ArrayList<>();
        values.forEach(list::add);
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
