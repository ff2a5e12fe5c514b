package dev.ziggurat.dram;

import dev.ziggurat.memory.Simulation;

/** The numbers of the causes and outcomes of main memory. */
record DramMarks(
        int controller,
        int align,
        int queue,
        int bank,
        int refresh,
        int transfer,
        int hit,
        int miss,
        int conflict,
        int forwarded) {
    static DramMarks of(Simulation simulation) {
        return new DramMarks(
                simulation.causes().of("dram controller"),
                simulation.causes().of("dram align"),
                simulation.causes().of("dram queue"),
                simulation.causes().of("dram bank"),
                simulation.causes().of("refresh"),
                simulation.causes().of("dram transfer"),
                simulation.outcomes().of("dram row hit"),
                simulation.outcomes().of("dram row miss"),
                simulation.outcomes().of("dram row conflict"),
                simulation.outcomes().of("dram write queue"));
    }

    /** Returns the outcome that belongs to what an entry's first command found. */
    int outcome(byte found) {
        return found == Queue.HIT ? hit : found == Queue.MISS ? miss : conflict;
    }
}
