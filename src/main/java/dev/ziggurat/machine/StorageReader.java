package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigReader;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Schema;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.storage.StorageDevice;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads the files of storage devices. */
public final class StorageReader {
    /** The packed folder of the presets. */
    public static final String FOLDER = "configs/storage";

    private final ConfigReader<StorageDevice> reader;

    /** Makes a reader that knows these plug-ins. */
    public StorageReader(Registry registry) {
        reader = new ConfigReader<>(StorageDevice.class, registry, FOLDER);
    }

    /**
     * Reads and checks a device.
     *
     * @param device a file or the name of a preset
     * @param settings what is laid over it, such as {@code model.scheduler=c-look}
     * @throws dev.ziggurat.machine.yaml.ConfigException with everything that is wrong
     */
    public Config<StorageDevice> read(String device, List<Setting> settings) {
        return read(Source.named(device, FOLDER), settings);
    }

    /** Returns the JSON Schema of a storage device's file. */
    public String schema() {
        Schema schema = new Schema();
        return schema.text("a storage device", part(schema));
    }

    /** Writes the part of a schema that a storage device is. */
    public ObjectNode part(Schema schema) {
        return reader.schema(schema);
    }

    /** Reads and checks a device from a source. */
    public Config<StorageDevice> read(Source source, List<Setting> settings) {
        return reader.read(source, settings);
    }
}
