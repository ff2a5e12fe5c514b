package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;

/**
 * What a core directly above a cache asks for without making a request: references that lie in one line and are nothing but hits. Each takes
 * the cache's latency and leaves no mark; the core counts them in its books.
 */
public final class PlainHits {
    /** Instead of a place: what {@link #find} was asked for is no plain hit. */
    public static final long NOWHERE = -1;

    private final int lineShift;
    private final boolean writesBack;
    private final CacheArray array;
    private final WaitingMisses waiting;
    private final CacheCounts counts;

    PlainHits(Geometry geometry, Tables tables) {
        lineShift = geometry.lineShift();
        writesBack = geometry.writesBack();
        array = tables.array();
        waiting = tables.waiting();
        counts = tables.counts();
    }

    /**
     * Serves a reference, if it is nothing but a hit.
     *
     * @return whether it is served, {@link Cache#latency} after its arrival; otherwise nothing has changed, and the core sends it at once
     */
    public boolean hits(AccessType type, long address) {
        long line = address >>> lineShift;
        int set = array.setOf(line);
        int way = array.find(set, line);
        if (!plain(type, set, way)) {
            array.note(line, way);
            return false;
        }
        counts.arrived++;
        counts.hits[Kind.of(type)]++;
        array.touch(set, way);
        if (type.writes()) {
            array.write(set, way);
        }
        return true;
    }

    /**
     * Looks for the line of a reference, and changes nothing.
     *
     * @return where it lies, for {@link #use}, if the reference would be served by {@link #hits}; else {@link #NOWHERE}
     */
    public long find(AccessType type, long address) {
        long line = address >>> lineShift;
        int set = array.setOf(line);
        int way = array.find(set, line);
        return plain(type, set, way) ? (long) set << Integer.SIZE | way : NOWHERE;
    }

    private boolean plain(AccessType type, int set, int way) {
        boolean there = way >= 0 && !array.maybePending(set, way) && (!type.writes() || mayWrite(set, way));
        return there && (waiting.isEmpty() || !waiting.holds(set));
    }

    private boolean mayWrite(int set, int way) {
        return writesBack && array.mayWrite(set, way);
    }

    /** A reference uses a line that was found and is still there; only {@link #count} counts it. */
    public void use(AccessType type, long place) {
        int set = (int) (place >>> Integer.SIZE);
        array.touch(set, (int) place);
        if (type.writes()) {
            array.write(set, (int) place);
        }
    }

    /** Counts references that used lines. */
    public void count(AccessType type, long hits) {
        counts.arrived += hits;
        counts.hits[Kind.of(type)] += hits;
    }
}
