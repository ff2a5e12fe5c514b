package dev.ziggurat.cache;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import java.util.SplittableRandom;

/** A memory that does not know when it will answer: loads of one line in their order, all else in any. */
final class LateMemory implements MemoryLevel {
    private final Simulation simulation;
    private final SplittableRandom random;
    private final int cause;
    private long lastLoad;

    LateMemory(Simulation simulation, long seed) {
        this.simulation = simulation;
        random = new SplittableRandom(~seed);
        cause = simulation.causes().of("memory");
    }

    @Override
    public long access(MemoryRequest request) {
        long at = request.time + random.nextLong(100_000);
        if (request.type == AccessType.LOAD) {
            at = Math.max(at, lastLoad);
            lastLoad = at;
        }
        new Answer(request, at, random.nextLong(2) * random.nextLong(20_000));
        return PENDING;
    }

    private final class Answer extends Event {
        private final MemoryRequest request;
        private final long later;

        Answer(MemoryRequest request, long time, long later) {
            this.request = request;
            this.later = request.type == AccessType.LOAD ? 0 : later;
            simulation.engine().schedule(this, time);
        }

        @Override
        protected void fire() {
            long time = due() + later;
            request.marks.spent(cause, time);
            request.requester().completed(request, time);
        }
    }
}
