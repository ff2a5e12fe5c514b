package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.ConfigReader;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.List;

/** Reads workload files. */
public final class WorkloadReader {
    /** The packed folder of the workloads that ship. */
    public static final String FOLDER = "workloads";

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

    /** Reads a workload from a source. */
    public Config<WorkloadSpec> read(Source source, List<Setting> settings) {
        return reader.read(source, settings.stream().filter(Setting::inWorkload).toList());
    }
}
