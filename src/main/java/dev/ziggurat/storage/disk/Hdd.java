package dev.ziggurat.storage.disk;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Section;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.DeviceCounts;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.QueuedDevice;
import dev.ziggurat.storage.scheduling.IoScheduler;
import org.jspecify.annotations.Nullable;

/**
 * A disk. It serves one request at a time: overhead, seek, rotation, transfer, and the bus, which carries sectors as they come off the platter. A
 * write ends when the buffer has it. All parts of a service are known when it begins, so that the device sleeps until its end.
 */
final class Hdd extends QueuedDevice {
    private final Controller controller;
    private final long sectors;
    private final long bus;

    private final HddCounts parts = new HddCounts();
    private final IoScheduler scheduler;
    private final Mechanism mechanism;
    private final DiskBuffer buffer;

    private @Nullable BlockRequest serving;
    private long position;

    Hdd(Simulation simulation, String path, HddSpec spec) {
        super(simulation, path, spec.platters().blocks(), spec.queueDepth());
        controller = spec.controller();
        sectors = spec.platters().blocks();
        bus = controller.busSector().amount();
        scheduler = spec.scheduler().create();
        mechanism = new Mechanism(spec);
        buffer = new DiskBuffer(mechanism, spec.buffer(), parts);
    }

    @Override
    protected void arrived(long time) {
        if (serving == null) {
            wakeBy(time + 1);
        }
    }

    @Override
    protected void wake(long now) {
        BlockRequest done = serving;
        if (done != null) {
            serving = null;
            queue.complete(done, now);
        }
        if (queue.look(now)) {
            BlockRequest request = queue.take(scheduler.next(queue, position), now);
            serving = request;
            position = request.block;
            sleepUntil(serve(request, now));
        } else {
            idle(now);
        }
    }

    /** Nothing can be taken now: the arm writes what is in the buffer, whether or not something has arrived that is not seen yet. */
    private void idle(long now) {
        if (buffer.dirty()) {
            sleepUntil(mechanism.free() > now ? mechanism.free() : buffer.write(now));
        }
        if (!queue.isEmpty()) {
            sleepUntil(now + 1);
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
        parts.written(mechanism);
        return Math.max(end, ready + count * bus);
    }

    /** Returns what it has counted of reads from the platter, for tests. */
    HddCounts parts() {
        return parts;
    }

    @Override
    protected void describe(Section section, DeviceCounts all) {
        parts.describe(section);
        section.law(
                "reads = buffer hits + media reads - reads in service",
                all::reads,
                () -> parts.bufferHits() + parts.mediaReads() - readsInService());
    }

    private long readsInService() {
        return serving != null && serving.direction == Direction.READ ? 1 : 0;
    }
}
