package dev.ziggurat.experiment;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Setting;
import java.util.List;

/**
 * A path of the machine, or behind {@code workload.} of every workload, and the values that it takes in turn.
 *
 * @param path where the values go
 * @param origin where the path is written
 * @param values at least one, no two alike
 */
public record Axis(String path, Origin origin, List<Value> values) {
    /**
     * A value.
     *
     * @param node what stands in the file
     */
    public record Value(Node node) {
        /** Returns it as it is written; a map or a list in one line. */
        public String written() {
            return node.text();
        }
    }

    public Axis {
        values = List.copyOf(values);
    }

    /** Returns one of the values, to be laid over a machine or a workload. */
    Setting setting(Value value) {
        return Setting.swept(path, origin, value.node());
    }
}
