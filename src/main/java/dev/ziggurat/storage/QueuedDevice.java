package dev.ziggurat.storage;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import org.jspecify.annotations.Nullable;

/** What disks and drives have in common: a queue, the books of what was served, and the one event on which the device sleeps. */
public abstract class QueuedDevice implements BlockDevice {
    /** What waits to be taken. */
    protected final DeviceQueue queue;

    private final Engine engine;
    private final String path;
    private final long sectors;
    private final DeviceCounts counts = new DeviceCounts();
    private final Wake wake = new Wake();

    /**
     * Makes a device with an empty queue.
     *
     * @param path its name in the statistics
     * @param sectors how many it has
     * @param depth among how many of the oldest waiting requests it chooses
     */
    protected QueuedDevice(Simulation simulation, String path, long sectors, int depth) {
        engine = simulation.engine();
        this.path = path;
        this.sectors = sectors;
        queue = new DeviceQueue(simulation, counts, depth);
    }

    private final class Wake extends Event {
        @Override
        protected void fire() {
            wake(engine.now());
        }
    }

    @Override
    public final void submit(BlockRequest request) {
        int size = request.size;
        if (size <= 0 || size % BlockRequest.SECTOR != 0) {
            throw new IllegalArgumentException("a request is one or more sectors of 512 B: " + request);
        }
        if (request.block < 0 || request.block > sectors - request.sectors()) {
            throw new IllegalArgumentException("beyond the " + sectors + " sectors of the device: " + request);
        }
        if (request.underWay || request.time != engine.now()) {
            throw new IllegalArgumentException(
                    (request.underWay ? "under way already: " : "submitted at " + engine.now() + " ps: ") + request);
        }
        queue.arrive(request);
        arrived(request.time);
    }

    /** A request has joined the queue; it is seen from the picosecond after {@code time} on, and the device must be awake then to take it. */
    protected abstract void arrived(long time);

    /** The device is awake: whatever ends now ends, and what can be taken is taken. */
    protected abstract void wake(long now);

    /** Has the device sleep until an instant, instead of any other. */
    protected final void sleepUntil(long time) {
        if (!(wake.scheduled() && wake.due() == time)) {
            engine.reschedule(wake, time);
        }
    }

    /** Has the device wake up at an instant, if it would sleep longer. */
    protected final void wakeBy(long time) {
        if (!wake.scheduled() || wake.due() > time) {
            engine.reschedule(wake, time);
        }
    }

    @Override
    public final long capacity() {
        return sectors * BlockRequest.SECTOR;
    }

    @Override
    public final void observe(RequestObserver observer) {
        queue.observe(observer);
    }

    @Override
    public final @Nullable String waitsFor() {
        if (counts.inService() == 0 && queue.isEmpty()) {
            return null;
        }
        return path + ": " + counts.inService() + " requests are in service, " + queue.waiting() + " wait";
    }

    @Override
    public final void describe(Statistics statistics) {
        Section section = statistics.section(path);
        counts.describe(statistics, section);
        describe(section, counts);
    }

    /** Describes what only this kind of device counts, behind what all do. */
    protected abstract void describe(Section section, DeviceCounts all);
}
