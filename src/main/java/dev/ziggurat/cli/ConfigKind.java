package dev.ziggurat.cli;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Layer;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.machine.yaml.YamlParser;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a YAML file describes. */
enum ConfigKind {
    MACHINE("machine", SourceFolders.MACHINES),
    WORKLOAD("workload", SourceFolders.WORKLOADS),
    SWEEP("sweep", SourceFolders.SWEEPS);

    private final String key;
    private final String folder;

    ConfigKind(String key, String folder) {
        this.key = key;
        this.folder = folder;
    }

    /** Returns the packed folder of those that ship. */
    String folder() {
        return folder;
    }

    /** Returns the source of an argument: a file, or the name of whatever ships under it. */
    static Source source(String argument) {
        boolean path = argument.matches(".*(/|\\\\|\\.ya?ml$).*") || Files.isRegularFile(Path.of(argument));
        if (!path) {
            for (ConfigKind kind : values()) {
                if (Packed.names(kind.folder).contains(argument)) {
                    return Source.named(argument, kind.folder);
                }
            }
            throw new ConfigException(new Problem(
                    argument,
                    0,
                    0,
                    "",
                    "",
                    "no such file, and nothing of this name ships; `ziggurat list` prints what does"));
        }
        return Source.file(Path.of(argument));
    }

    /** Returns what a source describes: the key that names it tells. */
    static ConfigKind of(Source source) {
        Node root = YamlParser.parse(source, Layer.FILE);
        if (root instanceof Node.Mapping map) {
            for (ConfigKind kind : new ConfigKind[] {SWEEP, WORKLOAD, MACHINE}) {
                // A sweep names its machine too, so it is looked for first.
                if (map.entries().containsKey(kind.key)) {
                    return kind;
                }
            }
        }
        throw new ConfigException(new Problem(
                source.name(),
                1,
                1,
                "",
                "",
                "begins with none of the keys 'machine', 'workload' and 'sweep', so it is none"));
    }
}
