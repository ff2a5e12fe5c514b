package dev.ziggurat.machine;

import dev.ziggurat.dram.Memory;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import org.jspecify.annotations.Nullable;

/** A memory that answers after 80 ns, and at once if asked to in no time. */
record FixedDouble(long latency) implements MemorySpec {
    @Override
    public long capacity() {
        return 1L << 40;
    }

    @Override
    public Memory create(Simulation simulation, String path) {
        int cause = simulation.causes().of(path);
        int outcome = simulation.outcomes().of(path);
        return new Memory() {
            @Override
            public long access(MemoryRequest request) {
                long time = request.time + latency;
                request.marks.spent(cause, time);
                request.marks.answered(outcome);
                return time;
            }

            @Override
            public boolean shared() {
                return false;
            }

            @Override
            public long capacity() {
                return 1L << 40;
            }

            @Override
            public int queued() {
                return 0;
            }

            @Override
            public boolean wrapped() {
                return false;
            }

            @Override
            public void describe(Statistics statistics) {}

            @Override
            public @Nullable String waitsFor() {
                return null;
            }
        };
    }
}
