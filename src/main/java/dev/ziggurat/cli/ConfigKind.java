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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a YAML file describes. */
enum ConfigKind {
    MACHINE("machine", SourceFolders.MACHINES),
    WORKLOAD("workload", SourceFolders.WORKLOADS),
    SWEEP("sweep", SourceFolders.SWEEPS),
    STORAGE_DEVICE("model", SourceFolders.STORAGE_DEVICES),
    DRAM_DEVICE("standard", SourceFolders.DRAM_DEVICES);

    private static final String EXTENDS = "extends";
    private static final String WORKLOADS = "workloads";

    private final String key;
    private final String folder;

    ConfigKind(String key, String folder) {
        this.key = key;
        this.folder = folder;
    }

    /** Returns what one is called. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("dram", "DRAM");
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

    /** Returns the source of an argument; refuses one that describes something else, as when two stand in the wrong order. */
    Source required(String argument) {
        Source source = Source.named(argument, folder);
        Node root = YamlParser.parse(source, Layer.FILE);
        ConfigKind found = found(root);
        if (found != null
                && found != this
                && root instanceof Node.Mapping map
                && !map.entries().containsKey(EXTENDS)) {
            String rule = "this file describes a " + found.title() + ", and here a " + title() + " is wanted";
            throw new ConfigException(Problem.at(map.origin(), "", "", rule));
        }
        return source;
    }

    /** Returns what a source describes: the key that names it tells. */
    static ConfigKind of(Source source) {
        ConfigKind found = found(YamlParser.parse(source, Layer.FILE));
        if (found != null) {
            return found;
        }
        throw new ConfigException(new Problem(
                source.name(),
                1,
                1,
                "",
                "",
                "has none of the keys 'machine', 'workload', 'sweep', 'model' (of a storage device) and 'standard' (of a"
                        + " DRAM device), so it is none"));
    }

    /** A sweep names its machine too, so it is looked for first. */
    private static @Nullable ConfigKind found(Node root) {
        if (root instanceof Node.Mapping map) {
            if (map.entries().containsKey(WORKLOADS)) {
                return SWEEP;
            }
            for (ConfigKind kind : List.of(SWEEP, WORKLOAD, MACHINE, STORAGE_DEVICE, DRAM_DEVICE)) {
                if (map.entries().containsKey(kind.key)) {
                    return kind;
                }
            }
            Node.Entry base = map.entries().get(EXTENDS);
            return base != null && base.value() instanceof Node.Scalar name ? whatExtends(name.written()) : null;
        }
        return null;
    }

    /** A file that names nothing and extends what ships is of that kind. */
    private static @Nullable ConfigKind whatExtends(@Nullable String base) {
        for (ConfigKind kind : values()) {
            if (base != null && Packed.names(kind.folder).contains(base)) {
                return kind;
            }
        }
        return null;
    }
}
