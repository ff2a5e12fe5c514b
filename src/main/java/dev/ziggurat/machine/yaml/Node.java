package dev.ziggurat.machine.yaml;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file with the place where it was written. Immutable, so aliases share their anchor's node. */
public sealed interface Node {
    /** Returns where it was written. */
    Origin origin();

    /** Returns the value in flow style, {@code {kind: fixed, latency: 80 ns}}. */
    String text();

    /** Returns how many nodes there are when every alias is written out. */
    long count();

    /** Whether this is {@code null}, {@code ~} or nothing: the same as if the key were not there. */
    default boolean absent() {
        return false;
    }

    /**
     * One value.
     *
     * @param origin where it was written
     * @param written the text; null for {@code null}
     * @param file the file that the text names, absolute; null if it names none, or nobody has asked yet
     */
    record Scalar(
            Origin origin,
            @Nullable String written,
            @Nullable Path file) implements Node {
        public Scalar(Origin origin, @Nullable String written) {
            this(origin, written, null);
        }

        @Override
        public String text() {
            return written == null ? "null" : written;
        }

        @Override
        public long count() {
            return 1;
        }

        @Override
        public boolean absent() {
            return written == null;
        }
    }

    /**
     * A list.
     *
     * @param origin where it was written
     * @param items its elements
     * @param count the elements and all below them, and itself
     */
    record Sequence(Origin origin, List<Node> items, long count) implements Node {
        public Sequence(Origin origin, List<Node> items) {
            this(origin, List.copyOf(items), total(items));
        }

        @Override
        public String text() {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            items.forEach(item -> text.add(item.text()));
            return text.toString();
        }
    }

    /**
     * A map in the order of the file.
     *
     * @param origin where it was written
     * @param entries the keys and their values
     * @param count the values and all below them, and itself
     */
    record Mapping(Origin origin, Map<String, Entry> entries, long count) implements Node {
        public Mapping(Origin origin, Map<String, Entry> entries) {
            this(
                    origin,
                    Collections.unmodifiableMap(new LinkedHashMap<>(entries)),
                    total(entries.values().stream().map(Entry::value).toList()));
        }

        /** Returns the value of a key; null if the key is not there or its value is {@code null}. */
        public @Nullable Node value(String key) {
            Entry entry = entries.get(key);
            return entry == null || entry.value().absent() ? null : entry.value();
        }

        /** Returns this map with one entry added or replaced. */
        public Mapping with(String key, Entry entry) {
            Map<String, Entry> more = new LinkedHashMap<>(entries);
            more.put(key, entry);
            return new Mapping(origin, more);
        }

        /** Returns this map without some keys. */
        public Mapping without(List<String> keys) {
            Map<String, Entry> fewer = new LinkedHashMap<>(entries);
            fewer.keySet().removeAll(keys);
            return new Mapping(origin, fewer);
        }

        @Override
        public String text() {
            StringJoiner text = new StringJoiner(", ", "{", "}");
            entries.forEach((key, entry) -> text.add(key + ": " + entry.value().text()));
            return text.toString();
        }
    }

    /**
     * A key of a map and its value.
     *
     * @param key where the key was written
     * @param value the value
     */
    record Entry(Origin key, Node value) {}

    private static long total(List<Node> nodes) {
        long total = 1;
        for (Node node : nodes) {
            total += node.count();
        }
        return total;
    }
}
