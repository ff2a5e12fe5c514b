package dev.ziggurat.dram;

import dev.ziggurat.memory.Simulation;
import java.util.Map;

/** The main memory of a machine as a file describes it; the spec is the factory. */
public interface MemorySpec {
    /** Makes the memory of a simulation; {@code path} is its name in the statistics ({@code memory}). */
    Memory create(Simulation simulation, String path);

    /** Returns the capacity in bytes; addresses are taken modulo it. */
    long capacity();

    /** Returns the peak of all data buses together in bytes per second; 0 if nothing limits it. */
    default long peakBandwidth() {
        return 0;
    }

    /** Returns the unloaded read latencies in picoseconds by what they depend on ({@code row open}), in the order to print. */
    default Map<String, Long> idleLatencies() {
        return Map.of();
    }
}
