package dev.ziggurat.cpu;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A level that serves everything after the same time, inside the call or by an event, and remembers what came. */
final class FakeLevel implements MemoryLevel {
    /** What came. */
    record Came(AccessType type, long address, long time) {}

    /** When an answer is known. */
    enum Answer {
        AT_ONCE,
        LATER
    }

    final List<Came> came = new ArrayList<>();
    private final Simulation simulation;
    private final long latency;
    private final Answer answer;
    private final int cause;
    private Consumer<MemoryRequest> observer = request -> {};

    FakeLevel(Simulation simulation, long latency, Answer answer) {
        this.simulation = simulation;
        this.latency = latency;
        this.answer = answer;
        cause = simulation.causes().of("fake");
    }

    /** Has each request shown to somebody when it comes. */
    void observe(Consumer<MemoryRequest> by) {
        observer = by;
    }

    @Override
    public long access(MemoryRequest request) {
        observer.accept(request);
        came.add(new Came(request.type, request.physicalAddress, request.time));
        long time = request.time + latency;
        request.marks.spent(cause, time);
        if (answer == Answer.AT_ONCE) {
            return time;
        }
        simulation.engine().schedule(new Reply(request), time);
        return PENDING;
    }

    List<Long> times() {
        return came.stream().map(Came::time).toList();
    }

    private final class Reply extends Event {
        private final MemoryRequest request;

        Reply(MemoryRequest request) {
            this.request = request;
        }

        @Override
        protected void fire() {
            request.requester().completed(request, simulation.engine().now());
        }
    }
}
