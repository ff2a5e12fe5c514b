package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a tree those defaults that are others in similar trees: they follow from values that differ there. Who reads the tree again and lays such values
 * over it gets the defaults that belong to them.
 */
final class SteadyDefaults {
    private SteadyDefaults() {}

    /** Returns what is left of a tree. */
    static Node of(Node tree, List<Node> others) {
        if (tree instanceof Node.Mapping map) {
            return mapping(map, others);
        }
        return tree instanceof Node.Sequence list ? sequence(list, others) : tree;
    }

    private static Node mapping(Node.Mapping map, List<Node> others) {
        Map<String, Node.Entry> kept = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            List<@Nullable Node> alike = new ArrayList<>();
            others.forEach(other -> alike.add(other instanceof Node.Mapping same ? value(same, key) : null));
            boolean byDefault = entry.value().origin().layer() == Layer.DEFAULT;
            if (!byDefault || alike.stream().allMatch(other -> isSame(entry.value(), other))) {
                kept.put(key, new Node.Entry(entry.key(), of(entry.value(), present(alike))));
            }
        });
        return new Node.Mapping(map.origin(), kept);
    }

    /** Elements are told apart by their places: no value that is laid over changes their number. */
    private static Node sequence(Node.Sequence list, List<Node> others) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            List<@Nullable Node> alike = new ArrayList<>();
            for (Node other : others) {
                boolean there =
                        other instanceof Node.Sequence same && i < same.items().size();
                alike.add(there ? ((Node.Sequence) other).items().get(i) : null);
            }
            items.add(of(list.items().get(i), present(alike)));
        }
        return new Node.Sequence(list.origin(), items);
    }

    private static @Nullable Node value(Node.Mapping map, String key) {
        Node.Entry entry = map.entries().get(key);
        return entry == null ? null : entry.value();
    }

    private static boolean isSame(Node one, @Nullable Node other) {
        return other != null && one.text().equals(other.text());
    }

    private static List<Node> present(List<@Nullable Node> nodes) {
        List<Node> present = new ArrayList<>();
        for (Node each : nodes) {
            if (each != null) {
                present.add(each);
            }
        }
        return present;
    }
}
