package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problems;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a sweep file says of its points: the keys {@code variants}, {@code vary}, {@code zip} and {@code where}. */
public final class SpaceReader {
    private static final String VARY = "vary";
    private static final String ZIP = "zip";

    private final Problems problems;
    private final DesignSpec design;
    private final Variants variants;
    private final List<Factor> factors = new ArrayList<>();

    private SpaceReader(Problems problems, DesignSpec design, Variants variants) {
        this.problems = problems;
        this.design = design;
        this.variants = variants;
    }

    /**
     * Reads them; whether paths lead anywhere shows when the sweep is planned.
     *
     * @param file the whole sweep file
     * @param problems where everything goes that is wrong
     */
    public static Space read(Node.Mapping file, DesignSpec design, Problems problems) {
        SpaceReader reader = new SpaceReader(problems, design, Variants.read(file.value("variants"), problems));
        reader.vary(file.value(VARY));
        reader.zip(file.value(ZIP));
        reader.addVariants();
        reader.refuseOverlaps();
        return new Space(reader.factors, design, reader.where(file.value("where")));
    }

    private void vary(@Nullable Node vary) {
        if (vary instanceof Node.Mapping map && !map.entries().isEmpty()) {
            map.entries().forEach((path, entry) -> factors.add(new Factor(List.of(axis(VARY, path, entry)))));
        } else if (vary != null) {
            refuseShape(vary, VARY);
        }
    }

    private void refuseShape(Node node, String key) {
        problems.add(
                node.origin(),
                key,
                node.text(),
                "a map of paths stands here, for example 'caches.llc.size: [4 MiB, 8 MiB]'");
    }

    private void zip(@Nullable Node zip) {
        if (zip == null) {
            return;
        }
        if (items(zip).isEmpty()) {
            refuseShape(zip, ZIP);
        }
        for (Node group : items(zip)) {
            if (group instanceof Node.Mapping map && !map.entries().isEmpty()) {
                zipped(map);
            } else {
                refuseShape(group, ZIP);
            }
        }
    }

    private void zipped(Node.Mapping group) {
        List<Axis> axes = new ArrayList<>();
        group.entries().forEach((path, entry) -> axes.add(axis(ZIP, path, entry)));
        Axis first = axes.get(0);
        if (axes.size() == 1) {
            problems.add(
                    first.origin(),
                    ZIP + "." + first.path(),
                    "",
                    "changes with nothing else; let it stand under 'vary'");
        }
        for (Axis each : axes) {
            if (each.continuous() || each.values().size() != first.values().size()) {
                problems.add(
                        each.origin(),
                        ZIP + "." + each.path(),
                        "",
                        "has " + amount(each) + ", and '" + first.path() + "', which changes with it, " + amount(first)
                                + "; give both as many");
            }
        }
        factors.add(new Factor(axes));
    }

    private static String amount(Axis axis) {
        return axis.continuous() ? "a range without steps" : axis.values().size() + " values";
    }

    /** Variants that no axis names are an axis of their own, the first. */
    private void addVariants() {
        boolean named = factors.stream()
                .flatMap(factor -> factor.axes().stream())
                .anyMatch(axis -> axis.path().equals(Axis.VARIANT));
        if (!named && !variants.names().isEmpty()) {
            factors.add(0, new Factor(List.of(variants.axis())));
        }
    }

    private Axis axis(String key, String path, Node.Entry entry) {
        String where = key + "." + path;
        if (entry.value() instanceof Node.Mapping map) {
            return ranged(where, path, entry.key(), map);
        }
        List<Value> values = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Node item : entry.value().absent() ? List.<Node>of() : items(entry.value())) {
            if (!known.add(item.text()) && key.equals(VARY)) {
                problems.add(item.origin(), where, item.text(), "this value is given twice; take one away");
            }
            values.add(value(where, path, entry.key(), item));
        }
        if (values.isEmpty()) {
            problems.add(
                    entry.key(),
                    where,
                    "",
                    "an empty axis; give at least one value, for example '" + path + ": [...]'");
        }
        return new Axis(path, entry.key(), values);
    }

    private Value value(String where, String path, Origin origin, Node item) {
        if (!path.equals(Axis.VARIANT)) {
            return Value.of(path, origin, item);
        }
        Value variant = variants.find(item.text());
        if (variant == null) {
            problems.add(
                    item.origin(), where, item.text(), "is no variant; " + Words.hint(item.text(), variants.names()));
            return new Value(item, List.of());
        }
        return new Value(item, variant.settings());
    }

    private Axis ranged(String where, String path, Origin origin, Node.Mapping map) {
        try {
            Range range = Range.of(map);
            List<Value> values = range.steps().stream()
                    .map(step -> Value.of(path, origin, step))
                    .toList();
            if (values.isEmpty() && !design.draws()) {
                problems.add(
                        map.origin(),
                        where,
                        map.text(),
                        "has no steps; add step, factor or points, or have values drawn: design: {kind: latin-hypercube,"
                                + " points: 50}");
            }
            return new Axis(path, origin, values, range);
        } catch (IllegalArgumentException e) {
            problems.add(map.origin(), where, map.text(), String.valueOf(e.getMessage()));
            return new Axis(path, origin, List.of());
        }
    }

    /** Of two values for one place the second would silently win. */
    private void refuseOverlaps() {
        List<Axis> axes =
                factors.stream().flatMap(factor -> factor.axes().stream()).toList();
        Map<String, Axis> known = new HashMap<>();
        Space space = new Space(factors, design, List.of());
        for (Axis inner : axes) {
            if (known.putIfAbsent(inner.path(), inner) != null) {
                problems.add(inner.origin(), inner.path(), "", "the sweep varies this path twice; take one away");
            }
            Setting varied = variants.overlapping(inner.path());
            if (varied != null) {
                problems.add(
                        varied.origin(),
                        "variants",
                        varied.path(),
                        "the sweep varies '" + inner.path() + "' too; a variant sets what no axis varies");
            }
            for (Axis outer : axes) {
                if (inner.path().startsWith(outer.path() + ".")) {
                    problems.add(
                            inner.origin(),
                            space.place(inner),
                            "",
                            "this path lies inside '" + outer.path()
                                    + "', which the sweep varies too; vary one of them");
                }
            }
        }
    }

    private List<Constraint> where(@Nullable Node where) {
        List<Constraint> constraints = new ArrayList<>();
        for (Node each : where == null ? List.<Node>of() : items(where)) {
            try {
                constraints.add(Constraint.parse(each.origin(), each.text()));
            } catch (IllegalArgumentException e) {
                problems.add(each.origin(), "where", each.text(), String.valueOf(e.getMessage()));
            }
        }
        return constraints;
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence list ? list.items() : List.of(node);
    }
}
