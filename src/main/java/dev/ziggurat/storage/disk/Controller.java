package dev.ziggurat.storage.disk;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;

/**
 * What the electronics of a disk add.
 *
 * @param readOverhead before the arm moves for a read
 * @param hitOverhead before the bus carries a read that is in the buffer
 * @param writeOverhead before the bus carries a write
 * @param busSector what the bus takes for a sector
 */
public record Controller(Latency readOverhead, Latency hitOverhead, Latency writeOverhead, Latency busSector) {
    public Controller {
        require("read-overhead", readOverhead);
        require("hit-overhead", hitOverhead);
        require("write-overhead", writeOverhead);
        require("bus-sector", busSector);
    }

    private static void require(String key, Latency time) {
        SpecException.requirePresent(key, time, "0.1 ms");
        if (time.inCycles()) {
            throw new SpecException(key, "a disk has no clock; write for example '0.1 ms'");
        }
    }
}
