package dev.ziggurat.cache;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.Upper;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before a shared level, so that its requests arrive in time order: each request travels as its own event, and those that arrive
 * at one instant are served round robin, from the core after the last served.
 *
 * <p>Charged here: {@code latency} once, on the way down; in each direction a transfer that carries data takes bytes / width cycles and delays
 * only those behind it (the critical word goes first), so an idle link adds its latency and nothing else. With one core and no level that
 * needs time order the link answers inside the call.
 */
public final class Link {
    private final Engine engine;
    private final MemoryLevel below;
    private final LinkTiming timing;
    private final int cause;
    private final List<Port> ports = new ArrayList<>();
    private final Serving serving = new Serving();
    private final Lane up = new Lane();

    /** Until when the way down is busy. */
    private long downFree;

    private int lastCore;
    private int cores;
    private int queued;

    /**
     * What a link costs.
     *
     * @param latency what the way down adds, in picoseconds
     * @param width bytes a cycle and direction, 0 for unlimited
     * @param period the cycle, in picoseconds
     * @param events whether requests travel as events
     */
    public record LinkTiming(long latency, long width, long period, boolean events) {
        long duration(int bytes) {
            return width == 0 ? 0 : (bytes + width - 1) / width * period;
        }
    }

    public Link(Simulation simulation, String name, LinkTiming timing, MemoryLevel below) {
        engine = simulation.engine();
        this.below = below;
        this.timing = timing;
        cause = simulation.causes().of(name + " link");
    }

    /** Returns the entrance for what belongs to a core. */
    public MemoryLevel port(int core) {
        return port(core, below);
    }

    /** Returns the entrance for what belongs to a core, and leads to {@code own}, an entrance of the level below. */
    public MemoryLevel port(int core, MemoryLevel own) {
        Port port = new Port(core, own);
        ports.add(port);
        cores = Math.max(cores, core + 1);
        return port;
    }

    /** Returns a cache above, with its line in bytes, as it is seen from below the link: what a recall brings comes down it. */
    public Upper above(Upper cache, int lineBytes) {
        return new Above(cache, timing.duration(lineBytes));
    }

    /** One sender's entrance and exit. */
    private final class Port implements MemoryLevel, Requester, MemoryRequest.Station, Cancels {
        private final int core;
        private final MemoryLevel below;

        /** What has arrived and waits for its turn. */
        private final WaitingLine arrived = new WaitingLine();

        /** When the last data arrives that was sent. */
        private long dataArrives;

        Port(int core, MemoryLevel below) {
            this.core = core;
            this.below = below;
        }

        @Override
        public long access(MemoryRequest request) {
            if (timing.events) {
                request.arriveAt(this);
                engine.schedule(request, arrival(request));
                return PENDING;
            }
            return pass(this, request, request.time + timing.latency);
        }

        /** Senders do not always send in the order of time; but nothing overtakes data on the wire, which may be what it asks for. */
        private long arrival(MemoryRequest request) {
            long arrival = Math.max(request.time + timing.latency, dataArrives);
            if (request.type.bringsDataDown()) {
                dataArrives = arrival;
            }
            return arrival;
        }

        @Override
        public void arrive(MemoryRequest request) {
            if (cores == 1 && queued == 0 && downFree <= engine.now()) {
                serve(this, request);
                return;
            }
            arrived.addLast(request);
            queued++;
            if (!serving.scheduled()) {
                engine.schedule(serving, Math.max(engine.now(), downFree));
            }
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            request.requester(request.owner());
            request.owner().completed(request, bringUp(request, time, engine.now()));
        }

        @Override
        public boolean keeps(MemoryRequest request) {
            return request.scheduled() || arrived.contains(request);
        }

        @Override
        public boolean cancel(MemoryRequest request) {
            if (request.scheduled()) {
                engine.cancel(request);
                return true;
            }
            if (arrived.remove(request)) {
                queued--;
                return true;
            }
            return false;
        }
    }

    /** The answer to a recall pays the way down like a request; the data that it brings takes the wire as soon as it is free. */
    private final class Above implements Upper {
        private final Upper cache;
        private final long duration;

        Above(Upper cache, long duration) {
            this.cache = cache;
            this.duration = duration;
        }

        @Override
        public long recall(long line, Recall how, long time) {
            long answer = cache.recall(line, how, time);
            if (answer >= 0) {
                return answer + timing.latency;
            }
            long wait = Math.max(0, downFree - engine.now());
            downFree = engine.now() + wait + duration;
            return ~(~answer + timing.latency + wait);
        }

        @Override
        public boolean holds(long line) {
            return cache.holds(line);
        }
    }

    private final class Serving extends Event {
        @Override
        protected void fire() {
            while (queued > 0 && downFree <= engine.now()) {
                Port port = next();
                MemoryRequest request = port.arrived.takeFirst();
                if (request == null) {
                    throw new IllegalStateException("a link serves a port where nothing waits");
                }
                queued--;
                lastCore = port.core;
                serve(port, request);
            }
            if (queued > 0) {
                engine.schedule(serving, downFree);
            }
        }
    }

    /** The port whose first request arrived first; of those that arrived at one instant the core next in turn. */
    private Port next() {
        Port best = ports.get(0);
        long bestTime = Long.MAX_VALUE;
        int bestTurn = Integer.MAX_VALUE;
        for (int i = 0; i < ports.size(); i++) {
            Port port = ports.get(i);
            MemoryRequest request = port.arrived.first();
            if (request == null) {
                continue;
            }
            int turn = Math.floorMod(port.core - lastCore - 1, cores);
            if (request.time < bestTime || (request.time == bestTime && turn < bestTurn)) {
                best = port;
                bestTime = request.time;
                bestTurn = turn;
            }
        }
        return best;
    }

    private void serve(Port port, MemoryRequest request) {
        long time = pass(port, request, engine.now());
        if (time != MemoryLevel.PENDING) {
            request.owner().completed(request, time);
        }
    }

    /** Hands a request on, from {@code arrival} on or when the way down is free; the link stands as requester below. */
    private long pass(Port port, MemoryRequest request, long arrival) {
        long start = Math.max(arrival, downFree);
        if (request.type.bringsDataDown()) {
            downFree = start + timing.duration(request.size);
        }
        request.marks.spent(cause, start);
        request.time = start;
        request.requester(port);
        long time = port.below.access(request);
        if (time == MemoryLevel.PENDING) {
            return time;
        }
        request.requester(request.owner());
        return bringUp(request, time, start);
    }

    /** Brings an answer up; {@code since} is an instant before which no answer comes any more. */
    private long bringUp(MemoryRequest request, long time, long since) {
        if (timing.width == 0 || !request.type.bringsDataUp()) {
            return time;
        }
        long start = up.book(time, timing.duration(request.size), since);
        request.marks.spent(cause, start);
        return start;
    }
}
