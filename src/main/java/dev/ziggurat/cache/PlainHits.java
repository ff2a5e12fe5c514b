package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

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
    private final MshrFile mshrs;
    private final int mergedOutcome;

    // Of the line that was found last to be on its way: where it will lie, who came last to wait for it, and since
    // which
    // change of the MSHRs that is so.
    private long awaited = CacheArray.NO_LINE;
    private int awaitedSet;
    private int awaitedWay;
    private @Nullable MemoryRequest awaiting;
    private long since;

    /** Added to the column under which is counted: {@link Kind#KERNEL} while the core runs a program of the kernel. */
    private int mode;

    PlainHits(Geometry geometry, CacheMarks marks, Tables tables) {
        lineShift = geometry.lineShift();
        writesBack = geometry.writesBack();
        array = tables.array();
        waiting = tables.waiting();
        counts = tables.counts();
        mshrs = tables.mshrs();
        mergedOutcome = marks.merged();
    }

    /** From now on a program of the kernel asks. */
    public void enterKernel() {
        mode = Kind.KERNEL;
    }

    /** From now on a program in user mode asks. */
    public void leaveKernel() {
        mode = 0;
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
        counts.hits[mode + Kind.of(type)]++;
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
        return there && !isHeld(set);
    }

    /** Whether whoever uses a set must wait behind others. */
    private boolean isHeld(int set) {
        return !waiting.isEmpty() && waiting.holds(set);
    }

    private boolean mayWrite(int set, int way) {
        return writesBack && array.mayWrite(set, way);
    }

    /**
     * Looks for the line of a load that {@link #hits} has not served, and changes nothing that could be told.
     *
     * @param time when the load arrives
     * @return the request that came last of those that wait for the line's fill; null if nobody does, or if the load would not wait for it as
     *     for a plain hit. The load may wait with that request ({@link #waitsToo}) if that is as well a load, has arrived at or before
     *     {@code time} and is of the same core: then it is served when the request is, or {@link Cache#latency} after its arrival if that is
     *     later, and the request's marks from there on are its own
     */
    public @Nullable MemoryRequest awaiting(long address, long time) {
        long line = address >>> lineShift;
        int set = array.setOf(line);
        int way = array.find(set, line);
        int entry = way < 0 || isHeld(set) ? MshrFile.NONE : array.pendingEntry(set, way, time);
        MemoryRequest last = entry == MshrFile.NONE ? null : mshrs.lastWaiter(entry);
        if (last != null) {
            awaited = line;
            awaitedSet = set;
            awaitedWay = way;
            awaiting = last;
            since = mshrs.changes();
        }
        return last;
    }

    /** Returns what {@link #awaiting} has found last, if the address lies in the same line and would be found to wait for it as well; else null. */
    public @Nullable MemoryRequest stillAwaiting(long address) {
        return address >>> lineShift == awaited && since == mshrs.changes() && !isHeld(awaitedSet) ? awaiting : null;
    }

    /** A load, of a garbage collector or not, waits with the request that was found last, without one of its own. */
    public void waitsToo(boolean collector) {
        array.touch(awaitedSet, awaitedWay);
        counts.arrived++;
        counts.merged[mode + Kind.READ]++;
        counts.collectorMerged += collector ? 1 : 0;
    }

    /** Returns the outcome of a load that waits with others for a line. */
    public int mergedOutcome() {
        return mergedOutcome;
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
        counts.hits[mode + Kind.of(type)] += hits;
    }
}
