package dev.ziggurat.storage;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;

/** A list of requests that arrive at given times at a bare device, and what became of each. */
public final class Load implements BlockRequester {
    /** One request. */
    public record Entry(long time, long block, int size, Direction direction) {}

    public final Simulation simulation = new Simulation(1);
    public final BlockDevice device;
    public final Statistics statistics = new Statistics();
    public final List<Entry> entries;
    public final long[] starts;
    public final long[] ends;
    private final List<BlockRequest> requests = new ArrayList<>();
    private int sent;
    private int answered;

    public Load(BlockDeviceSpec spec, List<Entry> entries) {
        this.entries = entries;
        device = spec.create(simulation, "storage.device");
        device.describe(statistics);
        simulation.engine().watch(device);
        starts = new long[entries.size()];
        ends = new long[entries.size()];
    }

    private final class Arrival extends Event {
        @Override
        protected void fire() {
            long now = simulation.engine().now();
            while (sent < entries.size() && entries.get(sent).time() == now) {
                BlockRequest request = new BlockRequest(Load.this, sent);
                Entry entry = entries.get(sent++);
                request.time = now;
                request.block = entry.block();
                request.size = entry.size();
                request.direction = entry.direction();
                request.marks.begin(now);
                requests.add(request);
                device.submit(request);
            }
            if (sent < entries.size()) {
                simulation.engine().schedule(this, entries.get(sent).time());
            }
        }
    }

    @Override
    public void completed(BlockRequest request, long time) {
        if (time != simulation.engine().now() || ends[request.slot] != 0) {
            throw new IllegalStateException("completed twice or at another time: " + request);
        }
        request.marks.close(time);
        starts[request.slot] = request.started;
        ends[request.slot] = time;
        answered++;
    }

    /** Runs until all is served and the device has nothing left to do; checks the laws. */
    public Load run() {
        if (!entries.isEmpty()) {
            simulation.engine().schedule(new Arrival(), entries.get(0).time());
        }
        simulation.engine().run();
        if (answered != entries.size()) {
            throw new IllegalStateException(answered + " of " + entries.size() + " requests were answered");
        }
        statistics.snapshot(simulation.engine().now());
        statistics.checkLaws();
        return this;
    }

    /** Returns the mean from arrival to end, in picoseconds. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < ends.length; i++) {
            sum += ends[i] - entries.get(i).time();
        }
        return sum / ends.length;
    }
}
