package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Setting;
import java.util.List;

/**
 * One value of an axis.
 *
 * @param node what stands in the file
 * @param settings what it lays over the machine and the workloads
 */
public record Value(Node node, List<Setting> settings) {
    public Value {
        settings = List.copyOf(settings);
    }

    /** Returns a value of a path. */
    public static Value of(String path, Origin origin, Node node) {
        return new Value(node, List.of(Setting.swept(path, origin, node)));
    }

    /** Returns it as it is written; a map or a list in one line. */
    public String written() {
        return node.text();
    }
}
