package dev.ziggurat.machine.yaml;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was read, with the places of its values.
 *
 * @param <T> the record that it is bound to
 */
public final class Config<T> {
    private final T spec;
    private final Node given;
    private final Node complete;

    /** Asked for by each run of a point and each of its rows. */
    private volatile @Nullable String digest;

    Config(T spec, Node given, Node complete) {
        this.spec = spec;
        this.given = given;
        this.complete = complete;
    }

    /** Returns the record. */
    public T spec() {
        return spec;
    }

    /** Returns what the files and settings say, without defaults. */
    public Node given() {
        return given;
    }

    /** Whether a file or a setting says something at a path ({@code caches.llc.link}). */
    public boolean says(String path) {
        return spot(path).path().equals(path);
    }

    /** Returns a problem at a path, or at the nearest key above it that is given. */
    public Problem problem(String path, String rule) {
        Spot spot = spot(path);
        boolean here = spot.path().equals(path);
        boolean single = here && !(spot.node() instanceof Node.Mapping);
        Origin origin = single ? spot.node().origin() : spot.key();
        return Problem.at(origin, path, here ? spot.node().text() : "", rule);
    }

    /** Returns the value at a path, a default if no file says it; null if there is none, or none that is written as one word or number. */
    public @Nullable String value(String path) {
        Spot spot = spot(complete, path);
        return spot.path().equals(path) && spot.node() instanceof Node.Scalar
                ? spot.node().text()
                : null;
    }

    /**
     * Returns the same with one element of a list alone.
     *
     * @param list the key of the list, at the top
     * @param name of the element
     * @param narrowed the record that says so
     */
    public Config<T> only(String list, String name, T narrowed) {
        return new Config<>(narrowed, only(given, list, name), only(complete, list, name));
    }

    private static Node only(Node tree, String list, String name) {
        Node.Mapping top = (Node.Mapping) tree;
        Node.Entry entry = Objects.requireNonNull(top.entries().get(list));
        List<Node> items = ((Node.Sequence) entry.value()).items();
        List<Node> kept = items.stream().filter(item -> name.equals(name(item))).toList();
        Node.Sequence narrow = new Node.Sequence(entry.value().origin(), kept);
        return top.with(list, new Node.Entry(entry.key(), narrow));
    }

    private static @Nullable String name(Node item) {
        Node name = item instanceof Node.Mapping map ? map.value("name") : null;
        return name == null ? null : name.text();
    }

    private Spot spot(String path) {
        return spot(given, path);
    }

    /** Returns the spot of a path, or the last one on the way to it that is given. */
    private static Spot spot(Node tree, String path) {
        Spot spot = Spot.root(tree);
        for (String key : List.of(path.split("\\.", -1))) {
            Spot below = spot.below(key);
            if (below == null || below.node().absent()) {
                return spot;
            }
            spot = below;
        }
        return spot;
    }

    /** Returns {@code resolved.yaml}: every key with its default, in the order of the records, and where each value came from. */
    public String resolved() {
        return resolved(Path.of(""));
    }

    /** Returns the same for a file in a folder, from which the relative names of files count. */
    public String resolved(Path folder) {
        return YamlPrinter.resolved(complete, folder);
    }

    /**
     * Returns the same without defaults that are others in similar configurations.
     *
     * @param others read of the same files, with other values laid over them
     */
    public String resolved(Path folder, List<Config<T>> others) {
        List<Node> trees = others.stream().map(other -> other.complete).toList();
        return YamlPrinter.resolved(SteadyDefaults.of(complete, trees), folder);
    }

    /** Returns the same without comments, and without folders of files: equal for equal specs, however they were written. */
    public String canonical() {
        return YamlPrinter.canonical(complete);
    }

    /** Returns the canonical text of what stands at a path. */
    public String canonical(String path) {
        return YamlPrinter.canonical(spot(complete, path).node());
    }

    /** Returns the SHA-256 of the canonical text in hexadecimal. */
    public String digest() {
        String known = digest;
        if (known == null) {
            known = sha256(canonical());
            digest = known;
        }
        return known;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
