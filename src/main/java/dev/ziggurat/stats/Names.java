package dev.ziggurat.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and the small numbers that stand for them in the model: the causes of one simulation ({@code l1d}, {@code merge wait}), or the
 * outcomes of its references. Numbers count from 0 in the order of registration.
 */
public final class Names {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /** Returns the number of a name, a new one if it has none; called while components are made, never per reference. */
    public int of(String name) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known != null) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }

    /** Returns the name of a number. */
    public String name(int number) {
        return names.get(number);
    }

    /** Returns how many names there are. */
    public int size() {
        return names.size();
    }

    /** Returns the names by number. */
    public List<String> all() {
        return Collections.unmodifiableList(names);
    }
}
