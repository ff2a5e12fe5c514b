package dev.ziggurat.machine;

import dev.ziggurat.dram.DramDevice;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigReader;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Schema;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads the files of DRAM devices. */
public final class DramReader {
    /** The packed folder of the presets. */
    public static final String FOLDER = "configs/dram";

    private final ConfigReader<DramDevice> reader;

    /** Makes a reader that knows these plug-ins. */
    public DramReader(Registry registry) {
        reader = new ConfigReader<>(DramDevice.class, registry, FOLDER);
    }

    /**
     * Reads and checks a device from a source.
     *
     * @param settings what is laid over it, such as {@code standard.nRCD=17}
     * @throws dev.ziggurat.machine.yaml.ConfigException with everything that is wrong
     */
    public Config<DramDevice> read(Source source, List<Setting> settings) {
        return reader.read(source, settings);
    }

    /** Returns the JSON Schema of a DRAM device's file. */
    public String schema() {
        Schema schema = new Schema();
        return schema.text("a DRAM device", part(schema));
    }

    /** Writes the part of a schema that a DRAM device is. */
    public ObjectNode part(Schema schema) {
        return reader.schema(schema);
    }
}
