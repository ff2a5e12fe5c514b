package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;

/** What a cache does for a line that it does not hold, or whose fill is still to come. */
final class Misses {
    private final CacheMarks marks;
    private final CacheCounts counts;
    private final Downstream downstream;
    private final Upgrades upgrades;
    private final CacheArray array;
    private final MshrFile mshrs;
    private final WriteBuffer buffer;
    private final WaitingMisses waiting;
    private final int lineShift;
    private final int lineBytes;
    private final boolean writesBack;

    Misses(Geometry geometry, CacheMarks marks, Tables tables, Downstream downstream, Upgrades upgrades) {
        this.marks = marks;
        this.downstream = downstream;
        this.upgrades = upgrades;
        counts = tables.counts();
        array = tables.array();
        mshrs = tables.mshrs();
        buffer = tables.buffer();
        waiting = tables.waiting();
        lineShift = geometry.lineShift();
        lineBytes = 1 << lineShift;
        writesBack = geometry.writesBack();
    }

    /**
     * Sends for a line and makes room for it. A store or write-back of the whole line fetches nothing; but where others may hold the line, a
     * store must ask for it.
     *
     * @param at when the request goes down, in picoseconds
     * @return when the request is served, PENDING, or BLOCKED if an entry is lacking and nothing has changed
     */
    long send(MemoryRequest request, long at) {
        boolean write = request.type.writes();
        boolean whole = write && request.size == lineBytes && !(array.keepsRights() && request.type.owns());
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
        counts.missed(request);
        request.marks.spent(marks.look(), at);
        if (!whole) {
            fetch(request, entry, write || request.type.owns() ? AccessType.OWN : request.type, at);
        }
        if (through) {
            downstream.passOn(request, at);
        }
        if (dirtyVictim) {
            downstream.writeBack(array.line(set, way), at);
        }
        array.install(set, way, request.physicalAddress >>> lineShift, entry);
        if (whole && writesBack) {
            array.write(set, way);
        } else if (!whole) {
            write(request, entry);
        }
        if (whole || isTaken(request.type)) {
            request.marks.answered(marks.answered());
            return at;
        }
        return awaitFill(request, entry);
    }

    private void fetch(MemoryRequest request, int entry, AccessType type, long at) {
        array.settle(entry);
        upgrades.begin(entry);
        downstream.fetch(request, entry, type, at);
    }

    /** Asks for the right to write a line that is here; a hit, once the others have given the line up. */
    long upgrade(MemoryRequest request, int set, int way, long at) {
        int entry = mshrs.free(at);
        if (entry == MshrFile.NONE) {
            return waiting.lack(marks.mshr(), mshrs.nextFree(at));
        }
        counts.hits[Kind.of(request)]++;
        request.marks.spent(marks.look(), at);
        request.marks.answered(marks.answered());
        array.touch(set, way);
        fetch(request, entry, AccessType.UPGRADE, at);
        array.await(set, way, entry);
        write(request, entry);
        return isTaken(request.type) ? at : awaitFill(request, entry);
    }

    /** A device reads a line that is not here: it is fetched for the device alone. */
    long readPast(MemoryRequest request, long at) {
        int entry = mshrs.free(at);
        if (entry == MshrFile.NONE) {
            return waiting.lack(marks.mshr(), mshrs.nextFree(at));
        }
        counts.missed(request);
        request.marks.spent(marks.look(), at);
        fetch(request, entry, request.type, at);
        mshrs.fillsNothing(entry);
        return awaitFill(request, entry);
    }

    /** Serves a request whose line is on its way, at the fill; one that is only taken, at once. */
    long merge(MemoryRequest request, int entry, long at) {
        if (array.keepsRights() && request.type.owns() && (writesBack || !request.type.writes())) {
            upgrades.want(entry);
        }
        write(request, entry);
        counts.merged(request);
        request.marks.spent(marks.look(), at);
        request.marks.answered(marks.merged());
        return isTaken(request.type) ? at : awaitFill(request, entry);
    }

    /**
     * Writes into a line that is on its way. Where others may hold the line, a store writes when the right to do so has come, and not before: a
     * recall in between finds nothing of it.
     */
    private void write(MemoryRequest request, int entry) {
        boolean waits = array.keepsRights() && request.type == AccessType.STORE && mshrs.pending(entry);
        if (writesBack && request.type.writes() && request.type != AccessType.DMA_WRITE && !waits) {
            array.writeFill(entry);
        }
    }

    private long awaitFill(MemoryRequest request, int entry) {
        if (mshrs.pending(entry)) {
            mshrs.addWaiter(entry, request);
            return MemoryLevel.PENDING;
        }
        answer(request, mshrs.fetch(entry));
        return request.marks.end();
    }

    /** The level below has answered a fetch or an upgrade: serves those who wait for it; returns when the line is filled. */
    long fill(MemoryRequest fetch, long time) {
        long filled = downstream.fill(fetch, time);
        array.granted(fetch.slot);
        MemoryRequest waiter = mshrs.takeWaiters(fetch.slot);
        boolean lacksRight = upgrades.lacksRight(fetch);
        while (waiter != null) {
            MemoryRequest next = waiter.next;
            waiter.next = null;
            if (lacksRight && waiter.type.owns()) {
                waiter.marks.follow(fetch.marks, marks.merge());
                mshrs.addWaiter(fetch.slot, waiter);
            } else {
                answer(waiter, fetch);
                waiter.requester().completed(waiter, waiter.marks.end());
            }
            waiter = next;
        }
        if (lacksRight) {
            upgrades.again(fetch);
        }
        return filled;
    }

    /** Serves a request by what was fetched for it. */
    private void answer(MemoryRequest request, MemoryRequest fetch) {
        request.marks.follow(fetch.marks, marks.merge());
        if (array.keepsRights()) {
            write(request, fetch.slot);
            request.grant = fetch.grant;
            if (request.type == AccessType.UPGRADE && fetch.type == AccessType.OWN) {
                request.type = AccessType.OWN;
            }
        }
    }

    /** A store that misses a no-allocate level goes on below with its own size; the order of replacement is untouched. */
    long passOn(MemoryRequest request, long at) {
        if (!bufferHas(1, at)) {
            return Cache.BLOCKED;
        }
        counts.missed(request);
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
