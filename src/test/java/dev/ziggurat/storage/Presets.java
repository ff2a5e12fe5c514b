package dev.ziggurat.storage;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.StorageReader;
import dev.ziggurat.machine.yaml.Setting;
import java.util.Arrays;
import java.util.List;

/** The shipped devices, with settings laid over them. */
public final class Presets {
    private Presets() {}

    public static BlockDeviceSpec named(String name, String... settings) {
        List<Setting> laidOver = Arrays.stream(settings).map(Setting::parse).toList();
        return new StorageReader(Catalogs.standard())
                .read(name, laidOver)
                .spec()
                .model();
    }
}
