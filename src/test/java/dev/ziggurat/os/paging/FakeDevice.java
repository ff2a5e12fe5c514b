package dev.ziggurat.os.paging;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.RequestObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A device that serves one request after the other: a read takes 10 ns, a write 20 ns. */
final class FakeDevice extends Event implements BlockDevice {
    static final long READ_TIME = 10_000;
    static final long WRITE_TIME = 20_000;

    final List<String> served = new ArrayList<>();
    private final Simulation simulation;
    private final Contents contents;
    private final Queue<BlockRequest> queue = new ArrayDeque<>();
    private long started;
    private final int queueCause;
    private final int deviceCause;

    FakeDevice(Simulation simulation, Contents contents) {
        this.simulation = simulation;
        this.contents = contents;
        queueCause = simulation.causes().of("swap queue");
        deviceCause = simulation.causes().of("swap device");
    }

    @Override
    public void submit(BlockRequest request) {
        if (request.direction == Direction.WRITE) {
            contents.toSlot(request.requester(), request.block / 8);
        }
        queue.add(request);
        if (queue.size() == 1) {
            begin();
        }
    }

    private void begin() {
        BlockRequest first = queue.element();
        started = simulation.engine().now();
        simulation.engine().schedule(this, started + (first.direction == Direction.READ ? READ_TIME : WRITE_TIME));
    }

    @Override
    protected void fire() {
        BlockRequest request = queue.remove();
        long now = simulation.engine().now();
        request.marks.spent(queueCause, started);
        request.marks.spent(deviceCause, now);
        served.add(request.direction + " " + request.block / 8 + " from " + request.time + " to " + now);
        if (request.direction == Direction.READ) {
            contents.fromSlot(request.requester(), request.block / 8);
        }
        if (!queue.isEmpty()) {
            begin();
        }
        request.requester().completed(request, now);
    }

    @Override
    public long capacity() {
        return 1 << 20;
    }

    @Override
    public void observe(RequestObserver observer) {
        throw new UnsupportedOperationException("it is asked for transfers, and for no numbers");
    }

    @Override
    public void describe(Statistics statistics) {
        throw new UnsupportedOperationException("it is asked for transfers, and for no numbers");
    }

    @Override
    public @Nullable String waitsFor() {
        return queue.isEmpty() ? null : "device: " + queue.size();
    }
}
