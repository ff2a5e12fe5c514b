package dev.ziggurat.machine.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shape whose values are maps. */
interface Keyed extends Shape {
    /** Returns the shape of a key's value; null if the key means nothing here. */
    @Nullable
    Shape child(Node.Mapping node, String key);

    /** Returns the keys that mean something here. */
    List<String> known(Node.Mapping node);

    /** Returns the map that a value of another form abbreviates, or the value itself. */
    default Node named(Spot spot, Loader loader) {
        return spot.node();
    }

    /** Whether an overlay takes the place of the whole map. */
    default boolean replaces(Node.Mapping base, Node.Mapping over) {
        return false;
    }

    @Override
    default Node expand(Spot spot, Loader loader) {
        if (!(named(spot, loader) instanceof Node.Mapping map)) {
            return spot.node();
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            Shape shape = child(map, key);
            Node value = shape == null ? entry.value() : shape.expand(spot.child(key, entry), loader);
            entries.put(key, new Node.Entry(entry.key(), value));
        });
        return new Node.Mapping(map.origin(), entries);
    }

    @Override
    default Node merge(Node base, Node over) {
        if (!(base instanceof Node.Mapping below && over instanceof Node.Mapping above) || replaces(below, above)) {
            return over;
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>(below.entries());
        above.entries()
                .forEach((key, entry) -> entries.merge(key, entry, (old, added) -> {
                    Shape shape = child(below, key);
                    Node value = shape == null ? added.value() : shape.merge(old.value(), added.value());
                    return new Node.Entry(added.key(), value);
                }));
        return new Node.Mapping(below.origin(), entries);
    }

    @Override
    default Node into(Spot spot, Setting setting, int step, Loader loader) {
        Node.Mapping map =
                spot.node() instanceof Node.Mapping here ? here : new Node.Mapping(setting.origin(), Map.of());
        String key = setting.steps().get(step);
        Shape shape = child(map, key);
        if (shape == null) {
            throw setting.refused(unknown(map, spot.path(), key));
        }
        Node.Entry entry = map.entries().get(key);
        Spot below = entry == null
                ? new Spot(Spot.join(spot.path(), key), setting.origin(), new Node.Scalar(setting.origin(), null))
                : spot.child(key, entry);
        Node value = shape.put(below, setting, step + 1, loader);
        return put(map, key, new Node.Entry(setting.origin(), value));
    }

    /** Puts a changed entry into a map that a setting leads through. */
    default Node put(Node.Mapping map, String key, Node.Entry entry) {
        return map.with(key, entry);
    }

    /** Says that a path names a key that means nothing here. */
    default String unknown(Node.Mapping map, String path, String key) {
        String where = path.isEmpty() ? "" : " in '" + path + "'";
        return "no such path: there is no '" + key + "'" + where + "; " + Words.hint(key, known(map));
    }

    /** Finds a value that is no map. */
    default boolean refusesOther(Spot spot, Problems problems) {
        if (spot.node() instanceof Node.Mapping) {
            return false;
        }
        problems.add(spot, "a map of keys stands here, for example " + example());
        return true;
    }

    /** Finds the keys that mean nothing here. */
    default void refuseUnknown(Spot spot, Node.Mapping map, Problems problems) {
        List<String> known = java.util.stream.Stream.concat(known(map).stream(), spot.beside().stream())
                .toList();
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String rule = "unknown key '" + key + "'; " + Words.hint(key, known);
                problems.add(
                        entry.key(), Spot.join(spot.path(), key), entry.value().text(), rule);
            }
        });
    }
}
