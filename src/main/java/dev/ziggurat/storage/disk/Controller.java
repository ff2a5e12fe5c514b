package dev.ziggurat.storage.disk;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.units.Latency;

/**
 * What the electronics of a disk add.
 *
 * @param readOverhead before the arm moves for a read
 * @param hitOverhead before the bus carries a read that is in the buffer
 * @param writeOverhead before the bus carries a write
 * @param busSector what the bus takes for a sector, at most 100 ms
 */
public record Controller(Latency readOverhead, Latency hitOverhead, Latency writeOverhead, Latency busSector) {
    private static final Latency SLOWEST_BUS = Latency.parse("100 ms");

    public Controller {
        BlockDeviceSpec.requireTime("read-overhead", readOverhead);
        BlockDeviceSpec.requireTime("hit-overhead", hitOverhead);
        BlockDeviceSpec.requireTime("write-overhead", writeOverhead);
        BlockDeviceSpec.requireTime("bus-sector", busSector, SLOWEST_BUS);
    }
}
