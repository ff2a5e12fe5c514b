package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One value for one path, laid over the files: {@code --set caches.llc.size=2 MiB}, or one value of a sweep.
 *
 * @param path the path as written; {@code workload.} leads into the workload, any other into the machine
 * @param origin where the path was written
 * @param value the new value
 */
public record Setting(String path, Origin origin, Node value) {
    /** What a path into the workloads begins with. */
    public static final String WORKLOAD = "workload.";

    public Setting {
        if (!path.matches("[^.\\s]+(\\.[^.\\s]+)*")) {
            String rule = "no path of keys; write for example 'caches.llc.size'";
            throw new ConfigException(Problem.at(origin, path, value.text(), rule));
        }
    }

    /** Reads an argument {@code path=value}; the value is YAML: a scalar, or a list or map in flow style. */
    public static Setting parse(String argument) {
        Origin origin = new Origin(Layer.SET, Source.argument("--set"), 0, 0);
        int sign = argument.indexOf('=');
        if (sign < 1) {
            String rule = "no path and value; write for example '--set \"caches.llc.size=2 MiB\"'";
            throw new ConfigException(Problem.at(origin, "", argument, rule));
        }
        String path = argument.substring(0, sign).strip();
        String written = argument.substring(sign + 1);
        Node nothing = new Node.Scalar(origin, null);
        Node value = written.isBlank() ? nothing : YamlParser.parse(origin.source(), Layer.SET, written);
        return new Setting(path, origin, value);
    }

    /** Returns a value of a sweep; {@code origin} is where the path was written. */
    public static Setting swept(String path, Origin origin, Node value) {
        return new Setting(path, inLayer(origin), inLayer(value));
    }

    private static Origin inLayer(Origin origin) {
        return new Origin(Layer.SWEEP, origin.source(), origin.line(), origin.column());
    }

    private static Node inLayer(Node node) {
        if (node instanceof Node.Sequence list) {
            return new Node.Sequence(
                    inLayer(list.origin()),
                    list.items().stream().map(Setting::inLayer).toList());
        }
        if (node instanceof Node.Mapping map) {
            Node.Mapping moved = new Node.Mapping(inLayer(map.origin()), java.util.Map.of());
            for (var entry : map.entries().entrySet()) {
                Node.Entry value = entry.getValue();
                moved = moved.with(entry.getKey(), new Node.Entry(inLayer(value.key()), inLayer(value.value())));
            }
            return moved;
        }
        return new Node.Scalar(inLayer(node.origin()), node.absent() ? null : node.text());
    }

    /** Whether it is meant for the workloads. */
    public boolean inWorkload() {
        return path.startsWith(WORKLOAD);
    }

    /** Returns the keys of the path inside its own file. */
    List<String> steps() {
        String inside = inWorkload() ? path.substring(WORKLOAD.length()) : path;
        return Arrays.asList(inside.split("\\."));
    }

    /** Returns what is wrong with it. */
    public ConfigException refused(String rule) {
        return new ConfigException(Problem.at(origin, path, value.text(), rule));
    }

    /**
     * Finds the settings that a sweep would overwrite: those of a swept path and of paths below one.
     *
     * @param settings the {@code --set} options
     * @param swept the paths that a sweep varies
     * @return a problem for each; empty if there is none
     */
    public static List<Problem> conflicts(List<Setting> settings, List<String> swept) {
        List<Problem> problems = new ArrayList<>();
        for (Setting setting : settings) {
            for (String axis : swept) {
                if (setting.path.equals(axis) || setting.path.startsWith(axis + ".")) {
                    String rule = "the sweep varies '" + axis + "'; leave --set out and write the values under 'vary',"
                            + " or take the path out of 'vary'";
                    Problem problem = Problem.at(setting.origin, setting.path, setting.value.text(), rule);
                    if (!problems.contains(problem)) {
                        problems.add(problem);
                    }
                }
            }
        }
        return problems;
    }
}
