package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One of several kinds of a thing: a map with {@code kind} and the keys of that kind, or the kind's bare name. */
final class PlugShape implements Keyed {
    private static final String KIND = "kind";

    private final Catalog<?> catalog;
    private final Shapes shapes;
    private final Shape kindShape;

    PlugShape(Catalog<?> catalog, Shapes shapes) {
        this.catalog = catalog;
        this.shapes = shapes;
        kindShape = shapes.of(String.class, KIND);
    }

    @Override
    public String example() {
        return catalog.kinds().isEmpty()
                ? "{kind: name}"
                : "{kind: " + catalog.kinds().get(0) + "}";
    }

    @Override
    public ObjectNode schema(Schema schema) {
        return schema.reference(catalog.thing(), catalog.type(), () -> {
            List<ObjectNode> forms = new ArrayList<>(List.of(names()));
            catalog.entries()
                    .forEach(kind -> forms.add(schema.reference(
                            catalog.thing() + "." + kind.name(),
                            kind.spec(),
                            () -> keys(schema, kind, Schema.part()))));
            return Schema.anyOf(forms);
        });
    }

    /** Returns the parts of a bare name and of a map for each kind, with the keys of the record that this plug-in's stand among. */
    List<ObjectNode> among(Schema schema, ObjectNode own) {
        List<ObjectNode> forms = new ArrayList<>(List.of(names()));
        catalog.entries().forEach(kind -> forms.add(keys(schema, kind, own.deepCopy())));
        return forms;
    }

    private ObjectNode names() {
        Map<String, String> names = new LinkedHashMap<>();
        catalog.entries().forEach(kind -> names.put(kind.name(), kind.description()));
        return Schema.oneOf(names);
    }

    private ObjectNode keys(Schema schema, Catalog.Kind kind, ObjectNode keys) {
        ObjectNode name = keys.putObject(KIND);
        name.put("const", kind.name()).put("description", kind.description());
        shapes.record(kind.spec()).keys(schema, keys);
        return RecordShape.map(keys, kind.description());
    }

    @Override
    public Node named(Spot spot, Loader loader) {
        if (spot.node() instanceof Node.Scalar name && !name.absent()) {
            Node.Entry kind = new Node.Entry(name.origin(), name);
            return new Node.Mapping(name.origin(), Map.of(KIND, kind));
        }
        return spot.node();
    }

    @Override
    public @Nullable Shape child(Node.Mapping node, String key) {
        if (KIND.equals(key)) {
            return kindShape;
        }
        RecordShape record = record(kindOf(node));
        return record == null ? null : record.child(node, key);
    }

    @Override
    public List<String> known(Node.Mapping node) {
        List<String> known = new ArrayList<>(List.of(KIND));
        RecordShape record = record(kindOf(node));
        if (record != null) {
            known.addAll(record.known(node));
        }
        return known;
    }

    @Override
    public boolean replaces(Node.Mapping base, Node.Mapping over) {
        return over.value(KIND) != null && !String.valueOf(kindOf(over)).equals(kindOf(base));
    }

    private @Nullable String kindOf(Node.Mapping node) {
        Node kind = node.value(KIND);
        return kind == null ? catalog.preselected() : kind.text();
    }

    private @Nullable RecordShape record(@Nullable String kind) {
        Class<?> spec = kind == null ? null : catalog.spec(kind);
        return spec == null ? null : shapes.record(spec);
    }

    @Override
    public Node into(Spot spot, Setting setting, int step, Loader loader) {
        if (spot.node().absent()
                && catalog.preselected() == null
                && !KIND.equals(setting.steps().get(step))) {
            throw setting.refused("'" + spot.path() + "' is not given, so its kind is not known; set '" + spot.path()
                    + "' first, for example to " + example());
        }
        return Keyed.super.into(spot, setting, step, loader);
    }

    @Override
    public Node put(Node.Mapping map, String key, Node.Entry entry) {
        return KIND.equals(key) ? merge(map, new Node.Mapping(entry.key(), Map.of(KIND, entry))) : map.with(key, entry);
    }

    @Override
    public @Nullable Object bind(Spot spot, Problems problems) {
        if (refusesOther(spot, problems) || !(spot.node() instanceof Node.Mapping map)) {
            return null;
        }
        String kind = kindOf(map);
        RecordShape record = record(kind);
        if (kind == null) {
            String rule = "'kind' is missing; " + Words.hint("", catalog.kinds());
            problems.add(spot.key(), spot.path(), spot.text(), rule);
            return null;
        }
        if (record == null) {
            Node.Entry entry = map.entries().get(KIND);
            Origin origin = entry == null ? spot.key() : entry.value().origin();
            String rule = "no " + catalog.thing() + " of this kind; " + Words.hint(kind, catalog.kinds());
            problems.add(origin, Spot.join(spot.path(), KIND), kind, rule);
            return null;
        }
        return record.bind(spot.without(List.of(KIND)), problems);
    }

    @Override
    public Node unbind(Object value, @Nullable Node given) {
        String kind = catalog.kind(value.getClass());
        Node.Mapping rest = shapes.record(value.getClass()).unbind(value, given);
        Node written = given instanceof Node.Mapping map ? map.value(KIND) : null;
        Node.Scalar name = new Node.Scalar(written == null ? rest.origin() : written.origin(), kind);
        if (written == null) {
            name = new Node.Scalar(Origin.ofDefault(), kind);
        }
        if (rest.entries().isEmpty()) {
            return name;
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        entries.put(KIND, new Node.Entry(name.origin(), name));
        entries.putAll(rest.entries());
        return new Node.Mapping(rest.origin(), entries);
    }
}
