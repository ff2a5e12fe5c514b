package dev.ziggurat.dram;

import dev.ziggurat.memory.Simulation;

/** The main memory of a machine as a file describes it; the spec is the factory. */
public interface MemorySpec {
    /** Makes the memory of a simulation; {@code path} is its name in the statistics ({@code memory}). */
    Memory create(Simulation simulation, String path);

    /** Returns the capacity in bytes; addresses are taken modulo it. */
    long capacity();
}
