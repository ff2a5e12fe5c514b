package dev.ziggurat.report;

import dev.ziggurat.report.StackedChart.Causes;
import dev.ziggurat.report.StackedChart.Column;
import dev.ziggurat.report.StackedChart.Panel;
import dev.ziggurat.units.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects times by panel, value and cause; seeds add up. Causes that are small everywhere are lumped into one. */
final class Shares {
    /** A cause has a colour of its own if it takes at least a hundredth of the time somewhere, and is among the largest. */
    private static final int LEAST_HUNDREDTHS = 1;

    private final List<String> metrics;
    private final Map<String, Map<Quantity, Map<String, BigDecimal>>> panels = new LinkedHashMap<>();

    /** Starts with the metrics of all causes in the order of the dictionary. */
    Shares(List<String> metrics) {
        this.metrics = metrics;
    }

    void add(String panel, Quantity x, Map<String, BigDecimal> times) {
        Map<String, BigDecimal> sums = panels.computeIfAbsent(panel, unknown -> new LinkedHashMap<>())
                .computeIfAbsent(x, unknown -> new LinkedHashMap<>());
        times.forEach((metric, time) -> sums.merge(metric, time, BigDecimal::add));
    }

    /** Returns the names of the causes as they are drawn. */
    Causes causes() {
        List<String> shown = shown();
        List<String> names = new ArrayList<>();
        shown.forEach(metric -> names.add(name(metric)));
        int lumped = (int) lumped(shown).stream().filter(this::occurs).count();
        if (lumped == 1) {
            names.add(
                    name(lumped(shown).stream().filter(this::occurs).findFirst().orElseThrow()));
        } else if (lumped > 1) {
            names.add("other (" + lumped + " causes)");
        }
        return new Causes(names, lumped);
    }

    /** Returns the panels with their columns along the axis. */
    List<Panel> panels(Scale across) {
        List<String> shown = shown();
        List<String> lumped = lumped(shown);
        boolean other = lumped.stream().anyMatch(this::occurs);
        List<Panel> drawn = new ArrayList<>();
        panels.forEach((name, columns) -> {
            List<Column> ordered = new ArrayList<>();
            columns.forEach((x, times) -> {
                List<BigDecimal> stack = new ArrayList<>();
                shown.forEach(metric -> stack.add(times.getOrDefault(metric, BigDecimal.ZERO)));
                if (other) {
                    stack.add(lumped.stream()
                            .map(metric -> times.getOrDefault(metric, BigDecimal.ZERO))
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
                }
                ordered.add(new Column(x, stack));
            });
            ordered.sort(Comparator.comparingLong(column -> across.at(column.x(), Integer.MAX_VALUE)));
            drawn.add(new Panel(name, ordered));
        });
        return drawn;
    }

    /** The largest causes that are not too small, in the order of the dictionary. */
    private List<String> shown() {
        List<String> largest = metrics.stream()
                .filter(metric -> peak(metric).compareTo(BigDecimal.valueOf(LEAST_HUNDREDTHS, 2)) >= 0)
                .sorted(Comparator.comparing((String metric) -> peak(metric)).reversed())
                .limit(Palette.AREAS.size())
                .toList();
        return metrics.stream().filter(largest::contains).toList();
    }

    private List<String> lumped(List<String> shown) {
        return metrics.stream().filter(metric -> !shown.contains(metric)).toList();
    }

    private boolean occurs(String metric) {
        return peak(metric).signum() > 0;
    }

    /** The largest share that a cause has anywhere, of 1. */
    private BigDecimal peak(String metric) {
        BigDecimal peak = BigDecimal.ZERO;
        for (Map<Quantity, Map<String, BigDecimal>> columns : panels.values()) {
            for (Map<String, BigDecimal> times : columns.values()) {
                BigDecimal total = times.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                if (total.signum() > 0) {
                    BigDecimal share =
                            times.getOrDefault(metric, BigDecimal.ZERO).divide(total, MathContext.DECIMAL64);
                    peak = peak.max(share);
                }
            }
        }
        return peak;
    }

    /** {@code write_buffer_ns} is shown as {@code write buffer}. */
    private static String name(String metric) {
        return metric.substring(0, metric.length() - "_ns".length()).replace('_', ' ');
    }
}
