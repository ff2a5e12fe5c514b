package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.ConfigReader;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Schema;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.machine.yaml.Words;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads machine files. */
public final class MachineReader {
    /** The packed folder of the presets. */
    public static final String FOLDER = "configs/machines";

    static final List<String> KEYS = Words.keys(MachineSpec.class);

    private final ConfigReader<MachineSpec> reader;

    /** Makes a reader that knows these plug-ins. */
    public MachineReader(Registry registry) {
        reader = new ConfigReader<>(MachineSpec.class, registry, FOLDER);
    }

    /**
     * Reads and checks a machine.
     *
     * @param machine a file or the name of a preset
     * @param settings what is laid over it; those that lead into the workload are left out
     * @throws ConfigException with everything that is wrong
     */
    public Config<MachineSpec> read(String machine, List<Setting> settings) {
        return read(Source.named(machine, FOLDER), settings);
    }

    /** Returns the JSON Schema of a machine's file. */
    public String schema() {
        Schema schema = new Schema();
        return schema.text("a machine", part(schema));
    }

    /** Writes the part of a schema that a machine is. */
    public ObjectNode part(Schema schema) {
        return reader.schema(schema);
    }

    /** Reads and checks a machine from a source. */
    public Config<MachineSpec> read(Source source, List<Setting> settings) {
        List<Setting> own =
                settings.stream().filter(setting -> !setting.inWorkload()).toList();
        refuseWithoutPrefix(own);
        Config<MachineSpec> config = reader.read(source, own);
        List<Problem> problems = MachineCheck.problems(config);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    /** A path that means something in a workload only lacks the word that leads there. */
    private static void refuseWithoutPrefix(List<Setting> settings) {
        List<Problem> problems = new ArrayList<>();
        for (Setting setting : settings) {
            String first = setting.path().split("\\.", 2)[0];
            if (WorkloadReader.KEYS.contains(first) && !KEYS.contains(first)) {
                String rule = "this path leads into the workload; write '" + Setting.WORKLOAD + setting.path() + "'";
                problems.add(Problem.at(
                        setting.origin(), setting.path(), setting.value().text(), rule));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** Returns what the files of a machine say without effect, sorted by place; empty if all of it counts. */
    public static List<Problem> notes(Config<MachineSpec> config) {
        return MachineNotes.of(config);
    }
}
