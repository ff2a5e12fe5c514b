package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.units.Latency;

/**
 * The way between host and drive; both directions at once, each serving one transfer after another.
 *
 * @param overhead of a command: doorbell, fetching it, its completion
 * @param byteTime a byte of data, at most 1 ms
 */
public record HostLink(Latency overhead, Latency byteTime) {
    public HostLink {
        BlockDeviceSpec.requireTime("overhead", overhead);
        BlockDeviceSpec.requireTime("byte-time", byteTime, FlashTimes.SLOWEST_BYTE);
    }
}
