package dev.ziggurat.report.html;

import dev.ziggurat.units.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which paths take which values in the runs, by an axis or by a variant, so that the machine can be drawn with what was varied. */
final class Swept {
    /** More would not fit into a part of the diagram. */
    private static final int LONGEST = 26;

    /** The column of the variants' names. */
    private static final String VARIANT = "variant";

    /** What a variant has that leaves a path alone which the machine's file does not set either. */
    private static final String DEFAULT = "default";

    private final Map<String, Set<String>> taken = new LinkedHashMap<>();
    private final JsonNode machine;

    /**
     * Gathers the values.
     *
     * @param paths the columns of the runs that are swept paths
     * @param sweep {@code resolved.yaml}, which tells what the variants are and what a path has where a variant leaves it alone
     */
    Swept(RunTable runs, List<String> paths, JsonNode sweep) {
        machine = sweep.path("machine");
        paths.forEach(path -> taken.put(path, new LinkedHashSet<>(runs.column(path))));
        if (taken.containsKey(VARIANT)) {
            List<JsonNode> variants = taken.get(VARIANT).stream()
                    .map(sweep.path("variants")::path)
                    .toList();
            variants.forEach(variant -> variant.propertyNames()
                    .forEach(path -> taken.computeIfAbsent(path, unknown -> valuesOf(path, variants))));
        }
    }

    /** Returns the values of a path, each once however it is spelled. */
    private Set<String> valuesOf(String path, List<JsonNode> variants) {
        JsonNode standing = machine;
        for (String key : path.split("\\.", -1)) {
            standing = standing.path(key);
        }
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode variant : variants) {
            JsonNode value = variant.has(path) ? variant.path(path) : standing;
            String text = value.isMissingNode() ? DEFAULT : Memory.readable(value.asString(value.toString()));
            values.add(Quantity.spelled(text, values));
        }
        return values;
    }

    /** Returns the machine with what all runs have in common: of what they do not use, the operating system without translation, nothing. */
    JsonNode machine() {
        JsonNode common = machine.deepCopy();
        taken.forEach((path, values) -> {
            if (values.size() == 1) {
                set(common, path, values.iterator().next());
            }
        });
        boolean translated = isVaried("translation")
                || !common.path("translation").path("format").asString("none").equals("none");
        boolean driven = common.path("cores").path("kind").asString("").equals("open-loop");
        if (common instanceof ObjectNode object && (driven || !translated)) {
            object.remove(List.of("os", "storage"));
        }
        return common;
    }

    private static void set(JsonNode node, String path, String value) {
        String[] keys = path.split("\\.", -1);
        JsonNode parent = node;
        for (int i = 0; i < keys.length - 1; i++) {
            parent = parent.path(keys[i]);
        }
        if (parent instanceof ObjectNode object) {
            object.put(keys[keys.length - 1], value);
        }
    }

    private boolean isVaried(String part) {
        return taken.entrySet().stream()
                .anyMatch(each -> each.getValue().size() > 1
                        && (each.getKey().equals(part) || each.getKey().startsWith(part + ".")));
    }

    /**
     * A property of a part of the machine.
     *
     * @param name its key in the machine file
     * @param text its value, or in short the values that it takes
     * @param varied all values that it takes; empty if it has one
     */
    record Property(String name, String text, List<String> varied) {
        boolean isVaried() {
            return !varied.isEmpty();
        }
    }

    /** Returns a property with the value that all runs have, or with the several that they have. */
    Property property(String part, String name, String common) {
        List<String> values = List.copyOf(taken.getOrDefault(part + "." + name, Set.of()));
        return values.size() > 1 ? new Property(name, inShort(values), values) : new Property(name, common, List.of());
    }

    /** Returns what else was varied inside a part, beside the named properties. */
    List<Property> others(String part, List<String> named) {
        List<Property> others = new ArrayList<>();
        taken.forEach((path, values) -> {
            boolean inside = path.startsWith(part + ".") && !named.contains(path.substring(part.length() + 1));
            if (values.size() > 1 && (inside || path.equals(part))) {
                String name = inside ? path.substring(part.length() + 1) : "";
                List<String> varied = List.copyOf(values);
                others.add(new Property(name, inShort(varied), varied));
            }
        });
        return others;
    }

    private static String inShort(List<String> varied) {
        List<Quantity> quantities = varied.stream().map(Quantity::of).toList();
        boolean numbers = quantities.stream().noneMatch(each -> each.kind() == Quantity.Kind.WORD);
        String all = String.join(", ", varied);
        if (numbers && varied.size() > 2) {
            Comparator<Quantity> byAmount = Comparator.comparing(Quantity::amount);
            return quantities.stream().min(byAmount).orElseThrow().written() + " … "
                    + quantities.stream().max(byAmount).orElseThrow().written();
        }
        return all.length() <= LONGEST ? all : varied.size() + " values";
    }
}
