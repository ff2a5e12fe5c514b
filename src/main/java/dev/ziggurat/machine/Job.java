package dev.ziggurat.machine;

import dev.ziggurat.workload.ProgramSpec;

/**
 * One process of a run, ready to be placed.
 *
 * @param name its name in the statistics
 * @param core the core it is pinned to
 * @param program what it runs
 * @param references how many references it does after the warm-up, or {@link dev.ziggurat.os.Process#TO_THE_END}
 */
public record Job(String name, int core, ProgramSpec program, long references) {}
