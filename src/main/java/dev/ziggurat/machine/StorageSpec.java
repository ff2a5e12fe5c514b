package dev.ziggurat.machine;

import dev.ziggurat.storage.StorageDevice;
import dev.ziggurat.units.SpecException;

/**
 * One of {@code storage:} of a machine file.
 *
 * @param device a preset of {@code configs/storage}, a file, or the keys of one
 */
public record StorageSpec(StorageDevice device) {
    public StorageSpec {
        SpecException.requirePresent("device", device, "nvme-mlc");
    }
}
