package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problems;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named sets of values: a map from names to maps from paths to values, laid over the machine and the workloads together. One may
 * {@code extends:} another that stands before it.
 */
final class Variants {
    private static final String KEY = "variants";
    private static final String EXTENDS = "extends";

    private final Map<String, Value> byName = new LinkedHashMap<>();
    private final Problems problems;
    private Origin origin = Origin.ofDefault();

    private Variants(Problems problems) {
        this.problems = problems;
    }

    static Variants read(@Nullable Node node, Problems problems) {
        Variants variants = new Variants(problems);
        if (node instanceof Node.Mapping map && !map.entries().isEmpty()) {
            variants.origin = map.origin();
            map.entries().forEach(variants::add);
        } else if (node != null) {
            problems.add(
                    node.origin(),
                    KEY,
                    node.text(),
                    "a map of names stands here, for example 'large: {caches.llc.size: 16 MiB}'");
        }
        return variants;
    }

    private void add(String name, Node.Entry entry) {
        String where = KEY + "." + name;
        Map<String, Setting> settings = new LinkedHashMap<>();
        if (entry.value() instanceof Node.Mapping map) {
            Node.Entry base = map.entries().get(EXTENDS);
            if (base != null) {
                base(where, base.value()).forEach(each -> settings.put(each.path(), each));
            }
            map.without(List.of(EXTENDS)).entries().forEach((path, value) -> {
                try {
                    settings.put(path, setting(path, value));
                } catch (ConfigException e) {
                    problems.add(e);
                }
            });
        } else if (!entry.value().absent()) {
            problems.add(
                    entry.value().origin(),
                    where,
                    entry.value().text(),
                    "a map of paths stands here, for example '{caches.llc.size: 16 MiB}'; {} changes nothing");
        }
        byName.put(name, new Value(new Node.Scalar(entry.key(), name), List.copyOf(settings.values())));
    }

    private static Setting setting(String path, Node.Entry entry) {
        return Setting.swept(path, entry.key(), entry.value());
    }

    private List<Setting> base(String where, Node name) {
        Value base = byName.get(name.text());
        if (base == null) {
            problems.add(
                    name.origin(),
                    where + "." + EXTENDS,
                    name.text(),
                    "is no variant that stands before this one; " + Words.hint(name.text(), names()));
            return List.of();
        }
        return base.settings();
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    @Nullable
    Value find(String name) {
        return byName.get(name);
    }

    /** Returns where a path is set that lies at, inside or above another, null if it is nowhere. */
    @Nullable
    Setting overlapping(String path) {
        for (Value each : byName.values()) {
            for (Setting setting : each.settings()) {
                if (setting.path().equals(path)
                        || setting.path().startsWith(path + ".")
                        || path.startsWith(setting.path() + ".")) {
                    return setting;
                }
            }
        }
        return null;
    }

    /** Returns the axis of all of them. */
    Axis axis() {
        return new Axis(Axis.VARIANT, origin, List.copyOf(byName.values()));
    }
}
