package dev.ziggurat.storage.flash;

import dev.ziggurat.units.Latency;

/**
 * The way between host and drive; both directions at once, each serving one transfer after another.
 *
 * @param overhead of a command: doorbell, fetching it, its completion
 * @param byteTime a byte of data
 */
public record HostLink(Latency overhead, Latency byteTime) {
    public HostLink {
        FlashTimes.require("overhead", overhead);
        FlashTimes.require("byte-time", byteTime);
    }
}
