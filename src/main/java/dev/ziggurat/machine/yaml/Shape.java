package dev.ziggurat.machine.yaml;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What may stand at a place of a file: a single value, a list, a map of names, a record, a plug-in. A shape knows how overlays of its
 * values meet and how a value becomes a Java object and a tree again.
 */
interface Shape {
    /** Returns a correct text, for messages. */
    String example();

    /** Writes what may stand here, for editors. */
    ObjectNode schema(Schema schema);

    /** Spells out what the file abbreviates: a plug-in's bare name, a preset's name, a list of one value. */
    Node expand(Spot spot, Loader loader);

    /** Lays one expanded value over another; lists and single values replace. */
    default Node merge(Node base, Node over) {
        return over;
    }

    /**
     * Returns the value with a setting applied.
     *
     * @param spot the value so far, maybe absent
     * @param setting the path and the new value
     * @param step how many keys of the path lead here
     */
    default Node put(Spot spot, Setting setting, int step, Loader loader) {
        if (step == setting.steps().size()) {
            return merge(spot.node(), expand(spot.with(setting.value()), loader));
        }
        return into(spot, setting, step, loader);
    }

    /** Applies a setting that leads further down than this value. */
    default Node into(Spot spot, Setting setting, int step, Loader loader) {
        throw setting.refused("the path ends at '" + spot.path() + "', which is a single value such as " + example());
    }

    /** Makes the Java value of a node that is not absent; null if something is wrong, which is then among the problems. */
    @Nullable
    Object bind(Spot spot, Problems problems);

    /**
     * Makes the tree of a Java value.
     *
     * @param given what the files say there; null where the value is a default
     */
    Node unbind(Object value, @Nullable Node given);
}
