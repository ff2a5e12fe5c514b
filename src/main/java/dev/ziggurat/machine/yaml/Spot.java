package dev.ziggurat.machine.yaml;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node with its path and with the place of its key.
 *
 * @param path the path of keys from the root of the file
 * @param key where the key was written; for the root, the node itself
 * @param node the value
 * @param written the value as messages show it
 * @param beside keys of the same map that somebody else reads, for messages about unknown keys
 */
record Spot(String path, Origin key, Node node, Node written, List<String> beside) {
    Spot(String path, Origin key, Node node) {
        this(path, key, node, node, List.of());
    }

    /** Returns the root of a tree. */
    static Spot root(Node node) {
        return new Spot("", node.origin(), node);
    }

    /** Returns the spot of an entry of this map. */
    Spot child(String name, Node.Entry entry) {
        return new Spot(join(path, name), entry.key(), entry.value());
    }

    /** Returns the spot of an entry of this map, or of an element of this list by its name; null if there is none. */
    @Nullable
    Spot below(String name) {
        if (node instanceof Node.Sequence list) {
            return ListShape.element(this, list, name);
        }
        Node.Entry entry = node instanceof Node.Mapping map ? map.entries().get(name) : null;
        return entry == null ? null : child(name, entry);
    }

    /** Returns this spot with another node in its place. */
    Spot with(Node other) {
        return new Spot(path, key, other, other, beside);
    }

    /** Returns this spot without keys that somebody else reads. */
    Spot without(List<String> keys) {
        if (!(node instanceof Node.Mapping map)) {
            return this;
        }
        List<String> others = Stream.concat(beside.stream(), keys.stream()).toList();
        return new Spot(path, key, map.without(keys), written, others);
    }

    /** Returns the value in one line. */
    String text() {
        return written.text();
    }

    /** Returns a path with one more key. */
    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
