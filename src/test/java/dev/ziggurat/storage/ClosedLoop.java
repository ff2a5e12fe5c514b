package dev.ziggurat.storage;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Keeps a number of requests of one size outstanding at a bare device: a new one is sent when one is answered. */
public final class ClosedLoop implements BlockRequester {
    public final Simulation simulation = new Simulation(1);
    public final BlockDevice device;
    public final Statistics statistics = new Statistics();
    private final Direction direction;
    private final LongSupplier blocks;
    private final int size;
    private final long[] latencies;
    private int sent;
    private int answered;

    public ClosedLoop(BlockDeviceSpec spec, Direction direction, int size, int count, LongSupplier blocks) {
        this.direction = direction;
        this.blocks = blocks;
        this.size = size;
        latencies = new long[count];
        device = spec.create(simulation, "storage.device");
        device.describe(statistics);
        simulation.engine().watch(device);
    }

    private void send(BlockRequest request, long time) {
        if (sent < latencies.length) {
            sent++;
            request.block = blocks.getAsLong();
            request.size = size;
            request.direction = direction;
            request.time = time;
            request.marks.begin(time);
            device.submit(request);
        }
    }

    @Override
    public void completed(BlockRequest request, long time) {
        request.marks.close(time);
        latencies[answered++] = time - request.time;
        send(request, time);
    }

    /** Runs with a number of requests outstanding, until all are served and the device has nothing left to do; checks the laws. */
    public ClosedLoop run(int depth) {
        simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {
                                for (int slot = 0; slot < depth; slot++) {
                                    send(
                                            new BlockRequest(ClosedLoop.this, slot),
                                            simulation.engine().now());
                                }
                            }
                        },
                        0);
        simulation.engine().run();
        if (answered != latencies.length) {
            throw new IllegalStateException(answered + " of " + latencies.length + " requests were answered");
        }
        statistics.snapshot(simulation.engine().now());
        statistics.checkLaws();
        return this;
    }

    /** Returns the mean latency in microseconds. */
    public double mean() {
        return Arrays.stream(latencies).average().orElseThrow() / 1e6;
    }

    /** Returns the nearest rank of a percentile, in microseconds. */
    public double percentile(int percent) {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length * percent + 99) / 100 - 1] / 1e6;
    }
}
