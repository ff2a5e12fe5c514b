package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Words;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.storage.BlockDevice;
import java.util.LinkedHashMap;
import java.util.Map;

/** The storage devices of one machine by name, each on the machine's engine and under the eyes of its watchdog. */
final class Devices {
    /** The path below which their statistics stand. */
    static final String PATH = "storage";

    private final Map<String, BlockDevice> devices = new LinkedHashMap<>();

    Devices(Simulation simulation, Map<String, StorageSpec> specs) {
        specs.forEach((name, spec) -> {
            BlockDevice device = spec.device().model().create(simulation, PATH + "." + name);
            simulation.engine().watch(device);
            devices.put(name, device);
        });
    }

    /** Returns a device; throws {@link IllegalArgumentException} if the machine file names none like that. */
    BlockDevice named(String name) {
        BlockDevice device = devices.get(name);
        if (device == null) {
            throw new IllegalArgumentException(
                    "no storage device '" + name + "'; " + Words.hint(name, devices.keySet()));
        }
        return device;
    }

    void describe(Statistics statistics) {
        devices.values().forEach(device -> device.describe(statistics));
    }
}
