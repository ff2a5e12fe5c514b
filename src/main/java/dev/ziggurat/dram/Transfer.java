package dev.ziggurat.dram;

import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.stats.MarkList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is longer than a burst, or lies across two: one request for each burst, all arriving at once, perhaps at several channels.
 * It is served with the last of them, whose marks say where the time went.
 */
final class Transfer implements Requester {
    private final Dram memory;
    private final List<MemoryRequest> parts = new ArrayList<>();
    private @Nullable MemoryRequest whole;
    private @Nullable MemoryRequest last;
    private int pending;
    private long end;

    Transfer(Dram memory) {
        this.memory = memory;
    }

    /** Sends the parts of a request; returns when it is served if that is already known. */
    long send(MemoryRequest request, int line) {
        whole = request;
        last = null;
        end = 0;
        long from = request.physicalAddress;
        long until = from + request.size;
        int count = (int) ((until - 1) / line - from / line) + 1;
        pending = count;
        for (int part = 0; part < count; part++) {
            long next = Math.min(until, (from / line + 1) * line);
            sendPart(part(part), request, from, (int) (next - from));
            from = next;
        }
        return pending == 0 ? finish(request) : MemoryLevel.PENDING;
    }

    private MemoryRequest part(int number) {
        while (parts.size() <= number) {
            parts.add(new MemoryRequest(this, parts.size()));
        }
        return parts.get(number);
    }

    private void sendPart(MemoryRequest part, MemoryRequest of, long address, int size) {
        part.physicalAddress = address;
        part.size = size;
        part.virtualAddress = of.virtualAddress;
        part.pc = of.pc;
        part.time = of.time;
        part.type = of.type;
        part.thread = of.thread;
        part.marks.begin(of.time);
        long time = memory.burst(part);
        if (time != MemoryLevel.PENDING) {
            served(part, time);
        }
    }

    @Override
    public void completed(MemoryRequest part, long time) {
        served(part, time);
        MemoryRequest request = whole;
        if (pending == 0 && request != null) {
            request.requester().completed(request, finish(request));
        }
    }

    private void served(MemoryRequest part, long time) {
        pending--;
        if (last == null || time > end) {
            last = part;
            end = time;
        }
    }

    /** The parts' lists begin where that of the whole ends, so nothing lies between. */
    private long finish(MemoryRequest request) {
        if (last != null) {
            request.marks.follow(last.marks, MarkList.UNANSWERED);
        }
        whole = null;
        memory.free(this);
        return end;
    }
}
