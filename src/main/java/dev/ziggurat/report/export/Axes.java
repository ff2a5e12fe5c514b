package dev.ziggurat.report.export;

import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.points.Point;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Quantity.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One key of the points lies across; the others that vary make the series, each a combination of their values. */
final class Axes {
    private final String across;
    private final List<String> others;
    private final List<Quantity> quantities;
    private final Map<List<String>, Map<String, Point>> bySeries = new LinkedHashMap<>();

    private Axes(Findings findings, String across, List<String> others) {
        this.across = across;
        this.others = others;
        quantities = quantities(findings, across);
        for (Point point : findings.points().points()) {
            bySeries.computeIfAbsent(seriesOf(point), unknown -> new HashMap<>())
                    .putIfAbsent(value(point, across), point);
        }
    }

    /**
     * Lays points out.
     *
     * @param across the key that lies across; null for the first that varies in numbers, or else in words
     * @throws ReportException if it is no key
     */
    static Axes of(Findings findings, @Nullable String across) {
        String chosen = across == null ? first(findings) : across;
        return new Axes(findings, chosen, others(findings, require(findings, chosen, "--x")));
    }

    /**
     * Lays points out over two keys; others that vary come behind the second.
     *
     * @param down the first key of the series; null for the order of the plan
     * @throws ReportException if they are no keys, or equal
     */
    static Axes of(Findings findings, @Nullable String across, @Nullable String down) {
        Axes axes = of(findings, across);
        if (down == null) {
            return axes;
        }
        require(findings, down, "--by");
        if (down.equals(axes.across)) {
            throw new ReportException("'" + down + "' cannot lie across and down; give --x and --by different paths");
        }
        // The rest stands behind it, so that no cell ever holds two points.
        List<String> others = new ArrayList<>(List.of(down));
        axes.others.stream().filter(other -> !other.equals(down)).forEach(others::add);
        return new Axes(findings, axes.across, others);
    }

    private static String require(Findings findings, String key, String option) {
        List<String> keys = findings.points().keys();
        if (!keys.contains(key)) {
            throw new ReportException(
                    "'" + key + "' is not swept here; " + option + " takes one of " + String.join(", ", keys));
        }
        return key;
    }

    private static String first(Findings findings) {
        List<String> varying = findings.varying();
        return varying.stream()
                .filter(key -> isNumber(quantities(findings, key)))
                .findFirst()
                .or(() -> varying.stream()
                        .filter(key -> !key.equals(findings.points().keys().get(0)))
                        .findFirst())
                .orElse(varying.get(0));
    }

    private static List<String> others(Findings findings, String across) {
        return findings.varying().stream().filter(key -> !key.equals(across)).toList();
    }

    private static List<Quantity> quantities(Findings findings, String key) {
        return new LinkedHashSet<>(findings.points().points().stream()
                        .map(point -> value(point, key))
                        .toList())
                .stream().map(Quantity::of).toList();
    }

    private static boolean isNumber(List<Quantity> values) {
        return values.stream()
                .allMatch(value -> value.kind() != Kind.WORD
                        && value.kind() == values.get(0).kind());
    }

    private static String value(Point point, String key) {
        return Objects.requireNonNull(point.keys().get(key));
    }

    String across() {
        return across;
    }

    /** Returns the keys of the series. */
    List<String> others() {
        return List.copyOf(others);
    }

    /** Returns the values across, rising if they are numbers, else in the order of the plan. */
    List<Quantity> values() {
        return hasNumbers()
                ? quantities.stream()
                        .sorted(Comparator.comparing(Quantity::amount))
                        .toList()
                : quantities;
    }

    /** Whether the values across are numbers of one kind. */
    boolean hasNumbers() {
        return isNumber(quantities);
    }

    /** Returns the series in the order of the plan, each a value for each of {@link #others}. */
    List<List<String>> series() {
        return List.copyOf(bySeries.keySet());
    }

    private List<String> seriesOf(Point point) {
        return others.stream().map(key -> value(point, key)).toList();
    }

    /** Returns the point of a series at a value across, null if there is none. */
    @Nullable
    Point at(List<String> series, Quantity value) {
        return bySeries.getOrDefault(series, Map.of()).get(value.written());
    }

    /** Returns what a point is called among others that differ in these keys. */
    static String name(Map<String, String> keys, List<String> varying) {
        return String.join(
                ", ",
                varying.stream()
                        .map(key -> Objects.requireNonNull(keys.get(key)))
                        .toList());
    }
}
