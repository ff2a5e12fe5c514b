package dev.ziggurat.cache;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A test bench: one requester above, one recorded level below, and the simulation around them. */
final class Bench implements Requester {
    final Simulation simulation = new Simulation(1);
    final Below below = new Below();
    private final Map<MemoryRequest, Long> ends = new HashMap<>();
    private final List<MemoryRequest> completed = new ArrayList<>();
    private int slots;

    /** What the level below saw. */
    record Seen(AccessType type, long address, int size, long time) {}

    /** Sends a request that arrives at an instant. */
    MemoryRequest send(MemoryLevel level, AccessType type, long address, int size, long time) {
        MemoryRequest request = new MemoryRequest(this, slots++);
        request.type = type;
        request.physicalAddress = address;
        request.virtualAddress = address;
        request.size = size;
        request.time = time;
        request.marks.begin(time);
        long end = level.access(request);
        if (end != MemoryLevel.PENDING) {
            ends.put(request, end);
        }
        return request;
    }

    MemoryRequest load(MemoryLevel level, long address, long time) {
        return send(level, AccessType.LOAD, address, 8, time);
    }

    MemoryRequest store(MemoryLevel level, long address, long time) {
        return send(level, AccessType.STORE, address, 8, time);
    }

    /** Returns when a request is served, -1 if that is not known. */
    long end(MemoryRequest request) {
        return ends.getOrDefault(request, -1L);
    }

    /** Returns the marks of a request in words: {@code l1 until 15}. */
    List<String> causes(MemoryRequest request) {
        List<String> causes = new ArrayList<>();
        MarkList marks = request.marks;
        for (int mark = 0; mark < marks.size(); mark++) {
            causes.add(simulation.causes().name(marks.cause(mark)) + " until " + marks.until(mark));
        }
        return causes;
    }

    /** Returns the requests that were answered by a call, in that order. */
    List<MemoryRequest> completed() {
        return completed;
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        if (ends.put(request, time) != null) {
            throw new AssertionError("served twice: " + request);
        }
        completed.add(request);
    }

    /** Has something done at an instant of the simulation. */
    void at(long time, Runnable action) {
        simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {
                                action.run();
                            }
                        },
                        time);
    }

    void run() {
        simulation.engine().run();
    }

    /** Returns a counter of a cache. */
    static long count(Cache cache, String metric) {
        return count(cache, Booking.HARDWARE, metric);
    }

    static long count(Cache cache, Booking booking, String metric) {
        Statistics statistics = new Statistics();
        cache.describe(statistics, "cache", booking, List.of());
        Snapshot values = statistics.snapshot(0);
        return values.counter(new Term(statistics.entries().get(0).component(), metric));
    }

    /** Answers after a fixed time, or holds requests until told. */
    final class Below implements MemoryLevel {
        final List<Seen> seen = new ArrayList<>();
        final List<MemoryRequest> held = new ArrayList<>();
        long latency = 1_000;
        boolean holds;

        @Override
        public long access(MemoryRequest request) {
            seen.add(new Seen(request.type, request.physicalAddress, request.size, request.time));
            if (holds) {
                held.add(request);
                return PENDING;
            }
            request.marks.spent(simulation.causes().of("memory"), request.time + latency);
            request.marks.answered(simulation.outcomes().of("memory"));
            return request.time + latency;
        }

        /** Answers the oldest request held, at an instant. */
        void answer(long time) {
            MemoryRequest request = held.remove(0);
            request.marks.spent(simulation.causes().of("memory"), time);
            request.requester().completed(request, time);
        }

        List<AccessType> types() {
            return seen.stream().map(Seen::type).toList();
        }
    }
}
