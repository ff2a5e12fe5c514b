package dev.ziggurat.dram;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import org.jspecify.annotations.Nullable;

/** A memory that serves every access after the same time, whatever else is under way: it has no queue and no state. */
public final class FixedMemory implements Memory {
    private final String path;
    private final long latency;
    private final long capacity;
    private final int cause;
    private final int outcome;

    private boolean wrapped;
    private long reads;
    private long writes;

    FixedMemory(Simulation simulation, String path, long latency, long capacity) {
        this.path = path;
        this.latency = latency;
        this.capacity = capacity;
        cause = simulation.causes().of(path);
        outcome = simulation.outcomes().of(path);
    }

    @Override
    public long access(MemoryRequest request) {
        wrapped |= Long.compareUnsigned(request.physicalAddress, capacity) >= 0;
        if (request.type.bringsDataDown() || request.type == AccessType.STORE) {
            writes++;
        } else {
            reads++;
        }
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
        return capacity;
    }

    @Override
    public int queued() {
        return 0;
    }

    @Override
    public boolean wrapped() {
        return wrapped;
    }

    @Override
    public void observe(CommandObserver observer) {
        // There are no commands.
    }

    @Override
    public @Nullable String waitsFor() {
        return null;
    }

    @Override
    public void describe(Statistics statistics) {
        Section section = statistics.section(path);
        section.counter("reads", "requests", "reads that arrived", () -> reads);
        section.counter("writes", "requests", "writes that arrived", () -> writes);
    }
}
