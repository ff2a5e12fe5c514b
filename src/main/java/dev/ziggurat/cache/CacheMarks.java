package dev.ziggurat.cache;

import dev.ziggurat.memory.Simulation;

/** The numbers of one cache's causes and outcomes. */
record CacheMarks(int look, int mshr, int buffer, int set, int merge, int fill, int answered, int merged) {
    static CacheMarks of(Simulation simulation, String name) {
        return new CacheMarks(
                simulation.causes().of(name),
                simulation.causes().of(name + " mshr"),
                simulation.causes().of(name + " write buffer"),
                simulation.causes().of(name + " set"),
                simulation.causes().of("merge wait"),
                simulation.causes().of(name + " fill"),
                simulation.outcomes().of(name),
                simulation.outcomes().of(name + " merged"));
    }
}
