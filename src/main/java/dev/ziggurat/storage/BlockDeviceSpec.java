package dev.ziggurat.storage;

import dev.ziggurat.memory.Simulation;
import java.util.Map;

/** A block device as a file describes it; the spec is the factory. */
public interface BlockDeviceSpec {
    /** Makes the device of a simulation; {@code path} is its name in the statistics ({@code storage.nvme0}). */
    BlockDevice create(Simulation simulation, String path);

    /** Returns the capacity in bytes. */
    long capacity();

    /**
     * Returns what a read of 4 KiB takes, in picoseconds, when nothing else is under way, from the arrival: by what it depends on ({@code mapping
     * cached}), in the order to print. The picosecond for which a request is not yet seen is left out.
     */
    Map<String, Long> idleReads();
}
