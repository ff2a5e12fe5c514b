package dev.ziggurat.mmu;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import java.util.ArrayList;
import java.util.List;

/** A level that serves everything after the same time, and remembers what came. When its answer is known is set for each test. */
final class FakeMemory implements MemoryLevel {
    /** When an answer is known. */
    enum Answer {
        AT_ONCE,
        /** By a call at the instant itself. */
        THEN,
        /** By a call half the time before. */
        BEFORE
    }

    final List<String> came = new ArrayList<>();
    final List<AccessType> types = new ArrayList<>();
    long latency = 100;
    long updateLatency = 4;
    Answer answer = Answer.AT_ONCE;
    private final Simulation simulation;
    private final int cause;

    FakeMemory(Simulation simulation) {
        this.simulation = simulation;
        cause = simulation.causes().of("memory");
    }

    @Override
    public long access(MemoryRequest request) {
        came.add(Bench.seen(request.type, request.physicalAddress, request.time));
        types.add(request.type);
        long taken = request.type == AccessType.WALK ? latency : updateLatency;
        long time = request.time + taken;
        if (answer == Answer.AT_ONCE) {
            request.marks.spent(cause, time);
            return time;
        }
        simulation.engine().schedule(new Reply(request, time), answer == Answer.THEN ? time : time - taken / 2);
        return PENDING;
    }

    private final class Reply extends Event {
        private final MemoryRequest request;
        private final long time;

        Reply(MemoryRequest request, long time) {
            this.request = request;
            this.time = time;
        }

        @Override
        protected void fire() {
            request.marks.spent(cause, time);
            request.requester().completed(request, time);
        }
    }
}
