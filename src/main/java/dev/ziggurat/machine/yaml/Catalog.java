package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of one plug-in. A kind is a name, a record class that is both what a file says and the factory, and a sentence.
 *
 * @param <T> the interface that the records implement
 */
public final class Catalog<T> {
    private final String thing;
    private final Class<T> type;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private @Nullable String preselected;

    /**
     * One kind.
     *
     * @param name what a file writes
     * @param spec its record
     * @param description a sentence for lists
     */
    public record Kind(String name, Class<? extends Record> spec, String description) {}

    Catalog(String thing, Class<T> type) {
        this.thing = thing;
        this.type = type;
    }

    /** Adds a kind; names and records are unique. */
    public <S extends Record> Catalog<T> add(String name, Class<S> spec, String description) {
        if (!type.isAssignableFrom(spec)) {
            throw new IllegalArgumentException(spec.getName() + " is no " + type.getName());
        }
        boolean known = kinds.values().stream().anyMatch(kind -> kind.spec.equals(spec));
        if (known || kinds.putIfAbsent(name, new Kind(name, spec, description)) != null) {
            throw new IllegalArgumentException("twice in the catalog of " + thing + ": " + name);
        }
        return this;
    }

    /** Names the kind that a map without {@code kind} means. */
    public Catalog<T> preselect(String name) {
        if (!kinds.containsKey(name)) {
            throw new IllegalArgumentException(name + " is not in the catalog of " + thing);
        }
        preselected = name;
        return this;
    }

    /** Returns what the kinds are kinds of: {@code replacement}. */
    public String thing() {
        return thing;
    }

    /** Returns the interface of the specs. */
    public Class<T> type() {
        return type;
    }

    /** Returns the names in the order of the catalog. */
    public List<String> kinds() {
        return new ArrayList<>(kinds.keySet());
    }

    /** Returns all kinds in the order of the catalog. */
    public List<Kind> entries() {
        return List.copyOf(kinds.values());
    }

    /** Returns the kind that a map without {@code kind} means; null if it must be named. */
    public @Nullable String preselected() {
        return preselected;
    }

    @Nullable
    Class<? extends Record> spec(String name) {
        Kind kind = kinds.get(name);
        return kind == null ? null : kind.spec;
    }

    String kind(Class<?> spec) {
        for (Kind kind : kinds.values()) {
            if (kind.spec.equals(spec)) {
                return kind.name;
            }
        }
        throw new IllegalArgumentException(spec.getName() + " is not in the catalog of " + thing);
    }
}
