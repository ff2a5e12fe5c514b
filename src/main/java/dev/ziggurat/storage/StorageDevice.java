package dev.ziggurat.storage;

import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * A storage device as a file in {@code configs/storage} describes it.
 *
 * @param description a sentence for readers
 * @param model what it is
 */
public record StorageDevice(@Nullable String description, BlockDeviceSpec model) {
    public StorageDevice {
        SpecException.requirePresent("model", model, "{kind: ssd, ...}");
    }
}
