package dev.ziggurat.storage;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.storage.scheduling.WaitingRequests;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The requests that have arrived at a device and wait to be taken, in order of arrival, and the books of those taken.
 *
 * <p>Charged here, and nowhere else: {@code swap queue} from the arrival until the device takes the request, {@code swap device} from there
 * until it is served. A request is seen from the picosecond after its arrival on: whatever happens at one instant has then happened.
 */
public final class DeviceQueue implements WaitingRequests {
    private final DeviceCounts counts;
    private final int depth;
    private final int queueCause;
    private final int deviceCause;
    private @Nullable RequestObserver observer;

    private @Nullable BlockRequest[] entries = new @Nullable BlockRequest[16];
    private int count;
    private int seen;

    /**
     * Makes the queue of a device.
     *
     * @param depth among how many of the oldest the device chooses
     */
    DeviceQueue(Simulation simulation, DeviceCounts counts, int depth) {
        this.counts = counts;
        this.depth = depth;
        queueCause = simulation.causes().of("swap queue");
        deviceCause = simulation.causes().of("swap device");
    }

    /** Has every request shown to an observer. */
    void observe(RequestObserver newObserver) {
        observer = newObserver;
    }

    /** Takes a request in. */
    void arrive(BlockRequest request) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        entries[count++] = request;
        request.underWay = true;
        counts.arrived(request);
        if (observer != null) {
            observer.arrived(request);
        }
    }

    /** Looks at what has arrived before an instant; returns whether there is anything. */
    public boolean look(long now) {
        int most = Math.min(count, depth);
        seen = 0;
        while (seen < most && entry(seen).time < now) {
            seen++;
        }
        return seen > 0;
    }

    /** Whether nothing waits, seen or not. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns how many wait, seen or not. */
    int waiting() {
        return count;
    }

    @Override
    public int size() {
        return seen;
    }

    @Override
    public long block(int index) {
        return entry(index).block;
    }

    private BlockRequest entry(int index) {
        return Objects.requireNonNull(entries[index]);
    }

    /** Takes one of those seen into service. */
    public BlockRequest take(int index, long now) {
        BlockRequest request = entry(index);
        count--;
        seen--;
        System.arraycopy(entries, index + 1, entries, index, count - index);
        entries[count] = null;
        request.started = now;
        counts.taken(request, now);
        return request;
    }

    /** A request is served now; its requester is told. */
    public void complete(BlockRequest request, long now) {
        request.marks.spent(queueCause, request.started);
        request.marks.spent(deviceCause, now);
        counts.served(request, now);
        request.underWay = false;
        if (observer != null) {
            observer.served(request, request.started, now);
        }
        request.requester().completed(request, now);
    }
}
