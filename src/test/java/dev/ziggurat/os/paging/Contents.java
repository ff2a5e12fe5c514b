package dev.ziggurat.os.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pages hold, in frames, in slots and on the way: one number for each. It is the entrance of devices too, and moves what they move when
 * they move it: 40 ps for a line that is read, 30 ps for one that is written.
 */
final class Contents implements MemoryLevel {
    static final long READ_TIME = 40;
    static final long WRITE_TIME = 30;

    final List<String> came = new ArrayList<>();
    boolean keepCame = true;
    private final Simulation simulation;
    private final Map<Long, Long> frames = new HashMap<>();
    private final Map<Long, Long> slots = new HashMap<>();
    private final Map<Object, Long> underWay = new IdentityHashMap<>();

    Contents(Simulation simulation) {
        this.simulation = simulation;
    }

    long frame(long physical) {
        return frames.getOrDefault(physical >>> 12, -1L);
    }

    void write(long physical, long content) {
        frames.put(physical >>> 12, content);
    }

    /** The device takes what the transfer has read from memory. */
    void toSlot(Object transfer, long slot) {
        slots.put(slot, underWay.get(transfer));
    }

    /** The device has read for a transfer. */
    void fromSlot(Object transfer, long slot) {
        assertThat(slots).as("slots written").containsKey(slot);
        underWay.put(transfer, slots.get(slot));
    }

    @Override
    public long access(MemoryRequest request) {
        assertThat(request.time).isGreaterThanOrEqualTo(simulation.engine().now());
        if (keepCame) {
            came.add(request.type + " " + Long.toHexString(request.physicalAddress) + " at " + request.time);
        }
        long takes = request.type == AccessType.DMA_READ ? READ_TIME : WRITE_TIME;
        simulation.engine().schedule(new Reply(request), request.time + takes);
        return PENDING;
    }

    private void move(MemoryRequest request) {
        Requester transfer = request.requester();
        if (request.type == AccessType.DMA_READ) {
            underWay.put(transfer, frame(request.physicalAddress));
        } else {
            write(request.physicalAddress, underWay.get(transfer));
        }
    }

    private final class Reply extends Event {
        private final MemoryRequest request;

        Reply(MemoryRequest request) {
            this.request = request;
        }

        @Override
        protected void fire() {
            move(request);
            request.requester().completed(request, simulation.engine().now());
        }
    }
}
