package dev.ziggurat.report.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A metric of all runs.
 *
 * @param name component and metric, {@code llc.mpki}
 * @param unit as {@code statistics.csv} has it, or as its name tells; empty if neither does
 * @param asked whether it is a column of {@code results.csv}
 * @param values a row each; null where it has none
 */
record Metric(String name, String unit, boolean asked, List<@Nullable BigDecimal> values) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private static final Map<String, String> UNITS_OF_ENDINGS = Map.of("_ns", "ns", "_gbps", "GB/s", "_pj", "pJ");

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Returns the metric of a column of {@code results.csv}; words, such as how a process ended, have no value. */
    static Metric asked(String name, String unit, List<String> written) {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        written.forEach(text -> values.add(isNumber(text) ? new BigDecimal(text) : null));
        return new Metric(name, unit, true, values);
    }

    /** Returns the unit that a name ends in; empty if it tells none. */
    static String unitOf(String name) {
        return UNITS_OF_ENDINGS.entrySet().stream()
                .filter(ending -> name.endsWith(ending.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Returns it for the page; a number that is the same in all runs is said once. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("unit", unit);
        if (asked) {
            json.put("asked", true);
        }
        BigDecimal first = values.get(0);
        if (first != null && Collections.frequency(values, first) == values.size()) {
            json.put("same", Objects.requireNonNull(first));
        } else {
            json.put("values", values);
        }
        return json;
    }
}
