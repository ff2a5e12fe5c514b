package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Problems;
import dev.ziggurat.machine.yaml.Words;
import dev.ziggurat.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the points of a sweep are compared with, each with that which has these values and is otherwise the same.
 *
 * @param values by the path of their axis, as they are written there; none if nothing is compared
 */
public record Baseline(Map<String, String> values) {
    /** Nothing is compared. */
    public static final Baseline NONE = new Baseline(Map.of());

    private static final String KEY = "relative-to";

    public Baseline {
        values = new LinkedHashMap<>(values);
    }

    /**
     * Reads one.
     *
     * @param node a map from paths of axes to one of their values each
     * @param space where the axes are
     * @param problems where everything goes that is wrong
     */
    public static Baseline read(Node node, Space space, Problems problems) {
        Map<String, String> values = new LinkedHashMap<>();
        if (node instanceof Node.Mapping map && !map.entries().isEmpty()) {
            map.entries().forEach((path, entry) -> {
                values.put(path, value(path, entry, space, problems));
            });
        } else {
            problems.add(
                    node.origin(),
                    KEY,
                    node.text(),
                    "a map of axes stands here, for example 'caches.llc.replacement: lru' or 'variant: baseline'");
        }
        return new Baseline(values);
    }

    /** Returns the value as it is written at its axis. */
    private static String value(String path, Node.Entry entry, Space space, Problems problems) {
        String typed = entry.value().text();
        String place = KEY + "." + path;
        if (!space.paths().contains(path)) {
            problems.add(entry.key(), place, "", "is no axis of the sweep; " + Words.hint(path, space.paths()));
            return typed;
        }
        Axis axis = space.axes().get(space.paths().indexOf(path));
        List<String> written =
                axis.values().stream().map(Value::written).distinct().toList();
        String value = Quantity.spelled(typed, written);
        if (axis.continuous()) {
            problems.add(
                    entry.key(), place, value, "values are drawn from a range without steps; give the range a 'step'");
        } else if (!written.contains(value)) {
            problems.add(
                    entry.value().origin(), place, value, "is no value of this axis; " + Words.hint(value, written));
        }
        return value;
    }

    /** Whether anything is compared. */
    public boolean given() {
        return !values.isEmpty();
    }

    /**
     * Returns the values of the point that another is compared with.
     *
     * @param paths of all axes
     * @param point the values of the other
     */
    public List<String> of(List<String> paths, List<String> point) {
        List<String> base = new ArrayList<>(point);
        values.forEach((path, value) -> base.set(paths.indexOf(path), value));
        return base;
    }
}
