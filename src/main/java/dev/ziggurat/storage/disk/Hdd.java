package dev.ziggurat.storage.disk;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.DeviceCounts;
import dev.ziggurat.storage.DeviceQueue;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.RequestObserver;
import dev.ziggurat.storage.scheduling.IoScheduler;
import org.jspecify.annotations.Nullable;

/**
 * A disk. It serves one request at a time: overhead, seek, rotation, transfer, and the bus, which carries sectors as they come off the platter. A
 * write ends when the buffer has it. All parts of a service are known when it begins, so that the device sleeps until its end.
 */
final class Hdd implements BlockDevice {
    private final Engine engine;
    private final String path;
    private final Controller controller;
    private final long sectors;
    private final long bus;

    private final DeviceCounts counts = new DeviceCounts();
    private final HddCounts parts = new HddCounts();
    private final DeviceQueue queue;
    private final IoScheduler scheduler;
    private final Mechanism mechanism;
    private final DiskBuffer buffer;
    private final Wake wake = new Wake();

    private @Nullable BlockRequest serving;
    private long position;

    Hdd(Simulation simulation, String path, HddSpec spec) {
        this.path = path;
        engine = simulation.engine();
        controller = spec.controller();
        sectors = spec.platters().blocks();
        bus = controller.busSector().amount();
        queue = new DeviceQueue(simulation, counts, spec.queueDepth());
        scheduler = spec.scheduler().create();
        mechanism = new Mechanism(spec);
        buffer = new DiskBuffer(mechanism, spec.buffer(), parts);
    }

    private final class Wake extends Event {
        @Override
        protected void fire() {
            wake(engine.now());
        }
    }

    @Override
    public void submit(BlockRequest request) {
        queue.arrive(request, sectors);
        if (serving == null && !(wake.scheduled() && wake.due() <= request.time + 1)) {
            engine.reschedule(wake, request.time + 1);
        }
    }

    private void wake(long now) {
        BlockRequest done = serving;
        if (done != null) {
            serving = null;
            queue.complete(done, now);
        }
        if (queue.look(now)) {
            BlockRequest request = queue.take(scheduler.next(queue, position), now);
            serving = request;
            position = request.block;
            engine.reschedule(wake, serve(request, now));
        } else {
            idle(now);
        }
    }

    /** Nothing can be taken now: the arm writes what is in the buffer, whether or not something has arrived that is not seen yet. */
    private void idle(long now) {
        if (buffer.dirty()) {
            engine.reschedule(wake, mechanism.free() > now ? mechanism.free() : buffer.write(now));
        }
        if (!queue.isEmpty()) {
            engine.reschedule(wake, now + 1);
        }
    }

    /** Returns when a request that is taken now is served. */
    private long serve(BlockRequest request, long now) {
        return request.direction == Direction.READ ? read(request, now) : write(request, now);
    }

    private long read(BlockRequest request, long now) {
        long block = request.block;
        int count = request.sectors();
        if (buffer.holds(block, count, now)) {
            parts.hit();
            buffer.used(block + count, sectors, now);
            return now + controller.hitOverhead().amount() + count * bus;
        }
        long ready = now + controller.readOverhead().amount();
        buffer.clean(block, count, ready);
        buffer.endStream(ready);
        long end = mechanism.access(block, count, Direction.READ, ready, bus);
        parts.read(mechanism);
        buffer.follow(block, count, end, sectors);
        return mechanism.sent;
    }

    private long write(BlockRequest request, long now) {
        int count = request.sectors();
        long ready = now + controller.writeOverhead().amount();
        if (buffer.takes(count)) {
            return buffer.keep(request.block, count, ready) + count * bus;
        }
        // The platter takes sectors as the bus brings them; it begins when the first is there.
        buffer.clean(request.block, count, ready);
        buffer.endStream(ready);
        buffer.forgetStream(request.block, count);
        long end = mechanism.access(request.block, count, Direction.WRITE, ready + bus, 0);
        parts.destaged(mechanism);
        return Math.max(end, ready + count * bus);
    }

    @Override
    public long capacity() {
        return sectors * BlockRequest.SECTOR;
    }

    @Override
    public void observe(RequestObserver observer) {
        queue.observe(observer);
    }

    /** Returns what it has counted of reads from the platter, for tests. */
    HddCounts parts() {
        return parts;
    }

    /** Returns what it has counted, for tests. */
    DeviceCounts counts() {
        return counts;
    }

    @Override
    public @Nullable String waitsFor() {
        if (serving != null) {
            return path + ": " + serving + " is in service";
        }
        return queue.isEmpty() ? null : path + ": " + queue.waiting() + " requests wait";
    }

    @Override
    public void describe(Statistics statistics) {
        Section section = statistics.section(path);
        counts.describe(statistics, section);
        parts.describe(section);
        section.law(
                "reads = buffer hits + media reads - reads in service",
                counts::reads,
                () -> parts.bufferHits() + parts.mediaReads() - readsInService());
    }

    private long readsInService() {
        return serving != null && serving.direction == Direction.READ ? 1 : 0;
    }
}
