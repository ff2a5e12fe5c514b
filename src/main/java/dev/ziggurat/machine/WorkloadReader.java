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
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads workload files. */
public final class WorkloadReader {
    /** The packed folder of the workloads that ship. */
    public static final String FOLDER = "workloads";

    static final List<String> KEYS = Words.keys(WorkloadSpec.class);

    private final ConfigReader<WorkloadSpec> reader;

    /** Makes a reader that knows these plug-ins. */
    public WorkloadReader(Registry registry) {
        reader = new ConfigReader<>(WorkloadSpec.class, registry, FOLDER);
    }

    /**
     * Reads a workload.
     *
     * @param workload a file or the name of a preset
     * @param settings what is laid over it; only those that lead into the workload count
     * @throws ConfigException with everything that is wrong
     */
    public Config<WorkloadSpec> read(String workload, List<Setting> settings) {
        return read(Source.named(workload, FOLDER), settings);
    }

    /** Returns the JSON Schema of a workload's file. */
    public String schema() {
        Schema schema = new Schema();
        return schema.text("a workload", part(schema));
    }

    /** Writes the part of a schema that a workload is. */
    public ObjectNode part(Schema schema) {
        return reader.schema(schema);
    }

    /** Reads a workload from a source. */
    public Config<WorkloadSpec> read(Source source, List<Setting> settings) {
        List<Setting> own = settings.stream().filter(Setting::inWorkload).toList();
        refuseMachinePaths(own);
        return reader.read(source, own);
    }

    /** A path that means something in a machine only has one word too many. */
    private static void refuseMachinePaths(List<Setting> settings) {
        List<Problem> problems = new ArrayList<>();
        for (Setting setting : settings) {
            String inside = setting.path().substring(Setting.WORKLOAD.length());
            String first = inside.split("\\.", 2)[0];
            if (MachineReader.KEYS.contains(first) && !KEYS.contains(first)) {
                String rule = "this path leads into the machine; write '" + inside + "'";
                problems.add(Problem.at(
                        setting.origin(), setting.path(), setting.value().text(), rule));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
