package dev.ziggurat.machine.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A map from names that the file chooses to values of one shape, in the order of the file. */
final class MapShape implements Keyed {
    private final Shape element;

    MapShape(Shape element) {
        this.element = element;
    }

    @Override
    public String example() {
        return "{name: " + element.example() + "}";
    }

    @Override
    public ObjectNode schema(Schema schema) {
        ObjectNode map = Schema.typed("object");
        map.set("additionalProperties", element.schema(schema));
        return map;
    }

    @Override
    public Shape child(Node.Mapping node, String key) {
        return element;
    }

    @Override
    public List<String> known(Node.Mapping node) {
        return List.copyOf(node.entries().keySet());
    }

    @Override
    public Node into(Spot spot, Setting setting, int step, Loader loader) {
        String key = setting.steps().get(step);
        boolean last = step + 1 == setting.steps().size();
        Node.Mapping map =
                spot.node() instanceof Node.Mapping here ? here : new Node.Mapping(setting.origin(), Map.of());
        // A whole new element may be set; a path through one that is not there is a slip.
        boolean isNew = last && setting.value() instanceof Node.Mapping;
        if (map.value(key) == null && !isNew) {
            throw setting.refused(unknown(map, spot.path(), key));
        }
        return Keyed.super.into(spot, setting, step, loader);
    }

    @Override
    public @Nullable Object bind(Spot spot, Problems problems) {
        if (refusesOther(spot, problems) || !(spot.node() instanceof Node.Mapping map)) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        boolean whole = true;
        for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
            if (entry.getValue().value().absent()) {
                continue;
            }
            Object value = element.bind(spot.child(entry.getKey(), entry.getValue()), problems);
            whole &= value != null;
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        }
        return whole ? Collections.unmodifiableMap(values) : null;
    }

    @Override
    public Node unbind(Object value, @Nullable Node given) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, element) -> {
            String key = String.valueOf(name);
            Node below = given instanceof Node.Mapping map ? map.value(key) : null;
            Node node = this.element.unbind(element, below);
            entries.put(key, new Node.Entry(node.origin(), node));
        });
        return new Node.Mapping(given == null ? Origin.ofDefault() : given.origin(), entries);
    }
}
