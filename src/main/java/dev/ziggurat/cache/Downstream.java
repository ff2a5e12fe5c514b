package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Grant;
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
    private Grant asked = Grant.ALONE;
    private MemoryLevel below = request -> {
        throw new IllegalStateException("a cache that is not connected sent " + request);
    };

    Downstream(Geometry geometry, CacheMarks marks, Tables tables) {
        mshrs = tables.mshrs();
        buffer = tables.buffer();
        counts = tables.counts();
        lineShift = geometry.lineShift();
        lineBytes = 1 << lineShift;
        fillLatency = geometry.fillLatency();
        fillCause = marks.fill();
    }

    void connect(MemoryLevel level) {
        below = level;
    }

    /** Says that directories below tell whether a line may be written. */
    void keepRights() {
        asked = Grant.ASKED;
    }

    /** Fetches the line of a request's address into a free MSHR; or, with {@code UPGRADE}, the right to write it. */
    void fetch(MemoryRequest request, int entry, AccessType type, long at) {
        long line = request.physicalAddress >>> lineShift;
        MemoryRequest fetch = mshrs.take(entry);
        fetch.type = type;
        fetch.virtualAddress = request.virtualAddress;
        fetch.physicalAddress = line << lineShift;
        fetch.size = lineBytes;
        fetch.pc = request.pc;
        fetch.thread = request.thread;
        fetch.kernel = request.kernel;
        fetch.collector = request.collector;
        if (type != AccessType.UPGRADE) {
            counts.bytesFromBelow += lineBytes;
        }
        mshrs.upgrades(entry, type == AccessType.UPGRADE);
        long time = send(fetch, at);
        if (time != MemoryLevel.PENDING) {
            fill(fetch, time);
        }
    }

    /** Asks with an MSHR's request anew, for the right to write its line. */
    long upgrade(MemoryRequest fetch, long at) {
        mshrs.upgrades(fetch.slot, true);
        return send(fetch, at);
    }

    private long send(MemoryRequest fetch, long at) {
        fetch.grant = asked;
        fetch.time = at;
        fetch.marks.begin(at);
        return below.access(fetch);
    }

    /** The level below has answered a fetch; returns when its line is filled. */
    long fill(MemoryRequest fetch, long answered) {
        long filled = answered + fillLatency;
        fetch.marks.spent(fillCause, filled);
        fetch.marks.close(filled);
        mshrs.fillAt(fetch.slot, filled);
        if (mshrs.upgrades(fetch.slot)) {
            countUpgrade(fetch);
        }
        return filled;
    }

    /** Where the line was lost meanwhile, the request has become a fetch. */
    private void countUpgrade(MemoryRequest fetch) {
        if (fetch.type == AccessType.UPGRADE) {
            counts.upgrades++;
        } else {
            counts.bytesFromBelow += lineBytes;
        }
    }

    /** Passes a store on with its own address and size; the write buffer has room. */
    void passOn(MemoryRequest request, long at) {
        boolean store = request.type != AccessType.WRITE_BACK && request.type != AccessType.DMA_WRITE;
        MemoryRequest sent =
                take(store ? AccessType.WRITE_THROUGH : request.type, request.physicalAddress, request.size, at);
        sent.kernel = request.kernel;
        sent.collector = request.collector;
        buffer.send(sent, below);
    }

    /** Writes a dirty line back; the write buffer has room. */
    void writeBack(long line, long at) {
        counts.writeBacks++;
        MemoryRequest sent = take(AccessType.WRITE_BACK, line << lineShift, lineBytes, at);
        sent.kernel = false;
        sent.collector = false;
        buffer.send(sent, below);
    }

    /** Takes back what of recalled bytes has not reached the level below; returns whether there was anything. */
    boolean cancel(long address, int bytes) {
        return buffer.cancel(address, bytes, below);
    }

    /** Whether something of some bytes has not reached the level below, and could be taken back. */
    boolean keeps(long address, int bytes) {
        return buffer.keeps(address, bytes, below);
    }

    private MemoryRequest take(AccessType type, long address, int size, long at) {
        counts.bytesToBelow += size;
        return buffer.take(type, address, size, at);
    }
}
