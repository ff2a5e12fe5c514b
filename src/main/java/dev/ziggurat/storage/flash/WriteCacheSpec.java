package dev.ziggurat.storage.flash;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;

/**
 * DRAM that acknowledges writes.
 *
 * @param size how much, in whole pages of the flash
 * @param access before the data of each transfer
 * @param byteTime a byte in or out; one transfer after another
 */
public record WriteCacheSpec(ByteSize size, Latency access, Latency byteTime) {
    public WriteCacheSpec {
        SpecException.requirePresent("size", size, "256 MiB");
        FlashTimes.require("access", access);
        FlashTimes.require("byte-time", byteTime);
    }
}
