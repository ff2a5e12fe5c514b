package dev.ziggurat.dram;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import java.util.Arrays;

/**
 * Drives a memory with a stream as the simulators of the published comparison were driven: at most one request enters in a cycle, in order,
 * not before its cycle (paced) or as soon as the controller holds fewer than its queues (saturated).
 */
final class Driver implements Requester {
    private final Simulation simulation;
    private final Dram memory;
    private final RequestStream stream;
    private final long period;
    private final boolean saturated;
    private final MemoryRequest[] free;
    private int freeSlots;
    private final Send send = new Send();
    private int sent;

    /** Of each request: when it was sent and when it is served, in picoseconds. */
    final long[] arrivals;

    final long[] served;
    private final int[] numbers;
    private boolean waiting;

    private Driver(Simulation simulation, DramSpec spec, RequestStream stream, int slots, boolean saturated) {
        this.simulation = simulation;
        memory = (Dram) spec.create(simulation, "memory");
        this.stream = stream;
        this.saturated = saturated;
        period = spec.device().standard().clock();
        free = new MemoryRequest[slots];
        numbers = new int[slots];
        for (int slot = 0; slot < slots; slot++) {
            free[slot] = new MemoryRequest(this, slot);
        }
        freeSlots = slots;
        arrivals = new long[stream.length()];
        served = new long[stream.length()];
        Arrays.fill(served, -1);
    }

    static Driver paced(DramSpec spec, RequestStream stream) {
        return new Driver(new Simulation(1), spec, stream, 20_000, false);
    }

    static Driver saturated(DramSpec spec, RequestStream stream) {
        return new Driver(new Simulation(1), spec, stream, spec.readQueue() + spec.writeQueue(), true);
    }

    Driver observedBy(CommandObserver observer) {
        memory.observe(observer);
        return this;
    }

    Driver run() {
        schedule(0);
        simulation.engine().run();
        return this;
    }

    Dram memory() {
        return memory;
    }

    Simulation simulation() {
        return simulation;
    }

    /** Returns the cycle in which the last data arrived. */
    long lastCycle() {
        return Arrays.stream(served).max().orElse(0) / period;
    }

    ChannelCounts counts() {
        return memory.channel(0).counts();
    }

    private void schedule(long cycle) {
        long from = saturated ? cycle : Math.max(cycle, stream.cycles[sent]);
        simulation.engine().schedule(send, from * period);
    }

    private final class Send extends Event {
        @Override
        protected void fire() {
            if (freeSlots == 0) {
                waiting = true;
                return;
            }
            MemoryRequest request = free[--freeSlots];
            int number = sent++;
            numbers[request.slot] = number;
            request.physicalAddress = stream.addresses[number];
            request.size = 64;
            request.type = stream.writes[number] ? AccessType.WRITE_BACK : AccessType.LOAD;
            request.time = simulation.engine().now();
            request.marks.begin(request.time);
            arrivals[number] = request.time;
            long time = memory.access(request);
            if (time != MemoryLevel.PENDING) {
                completed(request, time);
            }
            if (sent < stream.length()) {
                schedule(simulation.engine().now() / period + 1);
            }
        }
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        served[numbers[request.slot]] = time;
        request.marks.close(time);
        free[freeSlots++] = request;
        if (waiting) {
            waiting = false;
            schedule(simulation.engine().now() / period + 1);
        }
    }
}
