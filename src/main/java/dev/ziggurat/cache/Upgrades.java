package dev.ziggurat.cache;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Grant;
import dev.ziggurat.memory.MemoryRequest;

/**
 * The right to write, asked for after the line: a store met the fetch of a load under way, and the line came to be shared. The MSHR is kept
 * and its request sent again, as an upgrade, from its own event at the fill.
 */
final class Upgrades implements MemoryRequest.Station {
    private final Engine engine;
    private final Cache cache;
    private final Downstream downstream;
    private final MshrFile mshrs;

    /** By MSHR: whether somebody who waits for it will write. */
    private final boolean[] wanted;

    Upgrades(Engine engine, Cache cache, Downstream downstream, MshrFile mshrs) {
        this.engine = engine;
        this.cache = cache;
        this.downstream = downstream;
        this.mshrs = mshrs;
        wanted = new boolean[mshrs.entries()];
    }

    /** An MSHR is taken anew. */
    void begin(int entry) {
        wanted[entry] = false;
    }

    /** Somebody who meets the fetch of an MSHR under way needs the line alone. */
    void want(int entry) {
        if (mshrs.pending(entry)) {
            wanted[entry] = true;
        } else if (!mshrs.fetch(entry).grant.writable()) {
            again(mshrs.fetch(entry));
        }
    }

    /** An MSHR's request has come back; returns whether somebody waits for it who must have the right, and it did not come. */
    boolean lacksRight(MemoryRequest fetch) {
        boolean lacks = wanted[fetch.slot] && !fetch.grant.writable();
        wanted[fetch.slot] = false;
        return lacks;
    }

    /** Sends an MSHR's request again when its line is there. */
    void again(MemoryRequest fetch) {
        fetch.grant = Grant.ASKED;
        fetch.type = AccessType.UPGRADE;
        mshrs.await(fetch.slot);
        fetch.arriveAt(this);
        engine.schedule(fetch, fetch.marks.end());
    }

    /** The line is there, and the right is asked for. */
    @Override
    public void arrive(MemoryRequest fetch) {
        long time = downstream.upgrade(fetch, engine.now());
        if (time != Cache.PENDING) {
            cache.completed(fetch, time);
        }
    }
}
