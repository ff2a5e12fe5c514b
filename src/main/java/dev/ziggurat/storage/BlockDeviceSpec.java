package dev.ziggurat.storage;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import java.util.Map;

/** A block device as a file describes it; the spec is the factory. */
public interface BlockDeviceSpec {
    /** Makes the device of a simulation; {@code path} is its name in the statistics ({@code storage.nvme0}). */
    BlockDevice create(Simulation simulation, String path);

    /** Returns the capacity in bytes. */
    long capacity();

    /**
     * Returns what a read of 4 KiB takes, in picoseconds, when nothing else is under way, from the arrival: by what it depends on ({@code mapping
     * cached}), in the order to print. The picosecond for which a request is not yet seen is left out. Empty if no closed form is known.
     */
    Map<String, Long> idleReads();

    /** Returns what a reader of the file wants to know and does not see in its keys: capacity, latencies, rates. */
    List<Figure> figures();

    /** Returns every time that a request may have to wait for once, by its key ({@code controller.read-overhead}). */
    Map<String, Latency> times();

    /** Refuses a time of a device that is missing or in cycles. */
    static void requireTime(String key, Latency time) {
        SpecException.requirePresent(key, time, "0.1 ms");
        if (time.inCycles()) {
            throw new SpecException(key, "a device has no clock; write for example '0.1 ms'");
        }
    }

    /** Refuses such a time also if it is longer than what is multiplied by it allows: sums of times stay below 2^63 ps. */
    static void requireTime(String key, Latency time, Latency longest) {
        requireTime(key, time);
        if (time.amount() > longest.amount()) {
            throw new SpecException(key, time + " is out of range; " + key + " is at most " + longest);
        }
    }
}
