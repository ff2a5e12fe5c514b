package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;

/** What a cache does for a line that it does not hold, or whose fill is still to come. */
final class Misses {
    private final CacheMarks marks;
    private final CacheCounts counts;
    private final Downstream downstream;
    private final CacheArray array;
    private final MshrFile mshrs;
    private final WriteBuffer buffer;
    private final WaitingMisses waiting;
    private final int lineShift;
    private final int lineBytes;
    private final boolean writesBack;

    Misses(Geometry geometry, CacheMarks marks, CacheCounts counts, Downstream downstream, Tables tables) {
        this.marks = marks;
        this.counts = counts;
        this.downstream = downstream;
        array = tables.array();
        mshrs = tables.mshrs();
        buffer = tables.buffer();
        waiting = tables.waiting();
        lineShift = geometry.lineShift();
        lineBytes = 1 << lineShift;
        writesBack = geometry.writesBack();
    }

    /**
     * Sends for a line and makes room for it. A store or write-back of the whole line fetches nothing.
     *
     * @param at when the request goes down, in picoseconds
     * @return when the request is served, PENDING, or BLOCKED if an entry is lacking and nothing has changed
     */
    long send(MemoryRequest request, long at) {
        boolean write = request.type.writes();
        boolean whole = write && request.size == lineBytes;
        int entry = whole ? MshrFile.NONE : mshrs.free(at);
        if (!whole && entry == MshrFile.NONE) {
            return waiting.lack(marks.mshr(), mshrs.nextFree(at));
        }
        int set = setOf(request);
        int way = array.choose(set, at);
        if (way == CacheArray.NO_WAY) {
            return waiting.lack(marks.set(), mshrs.nextFree(at));
        }
        boolean through = write && !writesBack;
        boolean dirtyVictim = array.dirty(set, way);
        int sent = (dirtyVictim ? 1 : 0) + (through ? 1 : 0);
        if (sent > 0 && !bufferHas(sent, at)) {
            return Cache.BLOCKED;
        }
        counts.misses[Kind.of(request.type)]++;
        request.marks.spent(marks.look(), at);
        if (!whole) {
            array.settle(entry);
            downstream.fetch(request, entry, write ? AccessType.OWN : request.type, at);
        }
        if (through) {
            downstream.passOn(request, at);
        }
        if (dirtyVictim) {
            downstream.writeBack(array.line(set, way), at);
        }
        array.install(set, way, request.physicalAddress >>> lineShift, entry);
        if (write && writesBack) {
            array.write(set, way);
        }
        if (whole || isTaken(request.type)) {
            request.marks.answered(marks.answered());
            return at;
        }
        return awaitFill(request, entry);
    }

    /** Serves a request whose line is on its way, at the fill; one that is only taken, at once. */
    long merge(MemoryRequest request, int entry, long at) {
        counts.merged[Kind.of(request.type)]++;
        request.marks.spent(marks.look(), at);
        request.marks.answered(marks.merged());
        return isTaken(request.type) ? at : awaitFill(request, entry);
    }

    private long awaitFill(MemoryRequest request, int entry) {
        if (mshrs.pending(entry)) {
            mshrs.addWaiter(entry, request);
            return MemoryLevel.PENDING;
        }
        request.marks.follow(mshrs.fetch(entry).marks, marks.merge());
        return request.marks.end();
    }

    /** A store that misses a no-allocate level goes on below with its own size; the order of replacement is untouched. */
    long passOn(MemoryRequest request, long at) {
        if (!bufferHas(1, at)) {
            return Cache.BLOCKED;
        }
        counts.misses[Kind.of(request.type)]++;
        request.marks.spent(marks.look(), at);
        request.marks.answered(marks.answered());
        downstream.passOn(request, at);
        return at;
    }

    /** Whether the write buffer has room; notes that it is lacking otherwise. */
    boolean bufferHas(int entries, long at) {
        if (buffer.hasFree(entries, at)) {
            return true;
        }
        waiting.lack(marks.buffer(), buffer.nextFree(at));
        return false;
    }

    private int setOf(MemoryRequest request) {
        return array.setOf(request.physicalAddress >>> lineShift);
    }

    /** Whether a request is served when the level has taken its data, without waiting for the line. */
    private static boolean isTaken(AccessType type) {
        return type != AccessType.STORE && type.writes();
    }
}
