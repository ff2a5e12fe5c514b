package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be told at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem at an origin. */
    public void add(Origin origin, String path, String value, String rule) {
        found.add(Problem.at(origin, path, value, rule));
    }

    /** Adds a problem with the value that stands at a spot, or with its key if the value is missing or long. */
    public void add(Spot spot, String rule) {
        found.add(Problem.at(spot.node().origin(), spot.path(), spot.text(), rule));
    }

    /** Adds all problems of a failure. */
    public void add(ConfigException failure) {
        found.addAll(failure.problems());
    }

    /** Whether nothing was found. */
    public boolean none() {
        return found.isEmpty();
    }

    /** Returns what was found, in the order of finding. */
    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Ends the reading if anything was found. */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
    }
}
