package dev.ziggurat.machine.yaml;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Any value, kept as the file has it: the values of a sweep, which become overlays of other files. */
final class NodeShape implements Shape {
    @Override
    public String example() {
        return "any value";
    }

    @Override
    public ObjectNode schema(Schema schema) {
        return Schema.part();
    }

    @Override
    public Node expand(Spot spot, Loader loader) {
        return spot.node();
    }

    @Override
    public Node into(Spot spot, Setting setting, int step, Loader loader) {
        throw setting.refused("a path cannot lead into '" + spot.path() + "'; set it as a whole");
    }

    @Override
    public @Nullable Object bind(Spot spot, Problems problems) {
        return spot.node();
    }

    @Override
    public Node unbind(Object value, @Nullable Node given) {
        return (Node) value;
    }
}
