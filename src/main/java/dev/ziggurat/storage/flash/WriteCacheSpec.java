package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;

/**
 * DRAM that acknowledges writes.
 *
 * @param size how much, in whole pages of the flash, from 1 to 2<sup>28</sup>
 * @param access before the data of each transfer
 * @param byteTime a byte in or out, at most 1 ms; one transfer after another
 */
public record WriteCacheSpec(ByteSize size, Latency access, Latency byteTime) {
    public WriteCacheSpec {
        SpecException.requirePresent("size", size, "256 MiB");
        BlockDeviceSpec.requireTime("access", access);
        BlockDeviceSpec.requireTime("byte-time", byteTime, FlashTimes.SLOWEST_BYTE);
    }
}
