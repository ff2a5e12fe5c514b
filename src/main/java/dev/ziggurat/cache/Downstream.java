package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;

/** What a cache sends to the level below: fetches of its MSHRs, write-backs and passed-on stores of its write buffer. */
final class Downstream {
    private final MshrFile mshrs;
    private final WriteBuffer buffer;
    private final CacheCounts counts;
    private final int lineShift;
    private final int lineBytes;
    private final long fillLatency;
    private final int fillCause;
    private MemoryLevel below = request -> {
        throw new IllegalStateException("a cache that is not connected sent " + request);
    };

    Downstream(Geometry geometry, CacheMarks marks, Tables tables, CacheCounts counts) {
        mshrs = tables.mshrs();
        buffer = tables.buffer();
        this.counts = counts;
        lineShift = geometry.lineShift();
        lineBytes = 1 << lineShift;
        fillLatency = geometry.fillLatency();
        fillCause = marks.fill();
    }

    void connect(MemoryLevel level) {
        below = level;
    }

    /** Fetches the line of a request's address into a free MSHR. */
    void fetch(MemoryRequest request, int entry, AccessType type, long at) {
        long line = request.physicalAddress >>> lineShift;
        MemoryRequest fetch = mshrs.take(entry);
        fetch.type = type;
        fetch.virtualAddress = request.virtualAddress;
        fetch.physicalAddress = line << lineShift;
        fetch.size = lineBytes;
        fetch.pc = request.pc;
        fetch.thread = request.thread;
        fetch.time = at;
        fetch.marks.begin(at);
        counts.bytesFromBelow += lineBytes;
        long time = below.access(fetch);
        if (time != MemoryLevel.PENDING) {
            fill(fetch, time);
        }
    }

    /** The level below has answered a fetch; returns when its line is filled. */
    long fill(MemoryRequest fetch, long answered) {
        long filled = answered + fillLatency;
        fetch.marks.spent(fillCause, filled);
        fetch.marks.close(filled);
        mshrs.fillAt(fetch.slot, filled);
        return filled;
    }

    /** Passes a store on with its own address and size; the write buffer has room. */
    void passOn(MemoryRequest request, long at) {
        AccessType type = request.type == AccessType.WRITE_BACK ? AccessType.WRITE_BACK : AccessType.WRITE_THROUGH;
        send(type, request.physicalAddress, request.size, at);
    }

    /** Writes a dirty line back; the write buffer has room. */
    void writeBack(long line, long at) {
        counts.writeBacks++;
        send(AccessType.WRITE_BACK, line << lineShift, lineBytes, at);
    }

    /** Takes back what of a recalled line has not reached the level below; returns whether there was anything. */
    boolean cancel(long address) {
        return buffer.cancel(address, below);
    }

    private void send(AccessType type, long address, int size, long at) {
        counts.bytesToBelow += size;
        buffer.send(buffer.take(type, address, size, at), below);
    }
}
