package dev.ziggurat.cache;

import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Watched;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Grant;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.Upper;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One set-associative cache, of any level.
 *
 * <p>State changes in the order of the calls; time never changes it. A miss, once it has its MSHR and the write-buffer entries it needs,
 * chooses the victim, sends the fetch below, then the store that goes through, then the victim's write-back, and installs the tag; hardware
 * evicts when the fill comes, this is the model's one simplification. A later access to the line before its fill is there is
 * <em>merged</em>. A miss that lacks an entry has changed nothing: it waits in order, later misses wait behind it. Hits go on, but for those in
 * a set that somebody waits for: so the order in each set is that of arrival, and a write-back never overtakes the fetch it came after.
 *
 * <p>Charged here: {@code latency} once for whatever passes, the wait for an entry ({@code NAME mshr}, {@code NAME write buffer},
 * {@code NAME set}), {@code fill latency} on the way up. A hit of a first-level cache without a wait leaves no mark: the core counts those.
 * Not modelled: ports, banks, and the bandwidth of a private level.
 */
public final class Cache implements MemoryLevel, Requester, Upper, Cancels, Watched {
    /** Instead of an instant: an entry is lacking, nothing has changed. */
    static final long BLOCKED = -2;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Geometry geometry;
    private final long latency;
    private final int lineShift;
    private final int lineBytes;
    private final boolean writesBack;
    private final boolean first;
    private final CacheMarks marks;

    private final CacheArray array;
    private final MshrFile mshrs;
    private final WriteBuffer buffer;
    private final WaitingMisses waiting;
    private final CacheCounts counts = new CacheCounts();
    private final List<Upper> uppers = new ArrayList<>();
    private final Downstream downstream;
    private final PlainHits plainHits;
    private final Upgrades upgrades;
    private final Misses misses;
    private int recalledBytes;

    public Cache(Simulation simulation, Geometry geometry) {
        this.geometry = geometry;
        CacheSpec spec = geometry.spec();
        latency = geometry.latency();
        lineShift = geometry.lineShift();
        lineBytes = 1 << lineShift;
        writesBack = geometry.writesBack();
        first = geometry.first();
        Engine engine = simulation.engine();
        marks = CacheMarks.of(simulation, geometry.cause());
        mshrs = new MshrFile(spec.mshrs(), this);
        buffer = new WriteBuffer(spec.writeBuffer(), this);
        CacheShape shape = new CacheShape(spec.sets(), spec.ways());
        array = new CacheArray(
                shape, spec.replacement().create(shape, simulation.random(geometry.path() + ".replacement")), mshrs);
        waiting = new WaitingMisses(engine, this, spec.sets());
        Tables tables = new Tables(array, mshrs, buffer, waiting, counts);
        downstream = new Downstream(geometry, marks, tables);
        plainHits = new PlainHits(geometry, marks, tables);
        upgrades = new Upgrades(engine, this, downstream, mshrs);
        misses = new Misses(geometry, marks, tables, downstream, upgrades);
        recalledBytes = lineBytes;
        engine.watch(this);
    }

    /** Says what lies below. */
    public void connect(MemoryLevel level) {
        downstream.connect(level);
    }

    /** Says which caches above hold lines of this one, for recalls. */
    public void above(Upper upper) {
        uppers.add(upper);
    }

    /** Says how many bytes the level that recalls lines from here takes at once (its line), a multiple of this cache's. */
    public void recalledBy(int bytes) {
        recalledBytes = bytes;
    }

    /** Says that a {@link Directory} stands below: others may hold the lines of this cache. */
    public void keepRights() {
        array.keepRights();
        downstream.keepRights();
    }

    /** Returns the line size in bytes. */
    public int lineBytes() {
        return lineBytes;
    }

    /** Returns what the level adds, in picoseconds. */
    public long latency() {
        return latency;
    }

    /** Returns what a core directly above asks without making requests. */
    public PlainHits plainHits() {
        return plainHits;
    }

    /** Counts the cuts of a reference that the core above cut at line borders. */
    public void countCuts(int cuts) {
        counts.splits += cuts;
    }

    @Override
    public long access(MemoryRequest request) {
        counts.arrived++;
        long line = request.physicalAddress >>> lineShift;
        int set = array.setOf(line);
        int way = array.find(set, line);
        boolean through = goesThrough(request.type);
        boolean lacks = way < 0 || through || lacksRight(request.type, set, way);
        if (!waiting.isEmpty() && (lacks || waiting.holds(set))) {
            request.marks.spent(marks.look(), request.time + latency);
            waiting.add(request, set);
            return PENDING;
        }
        if (!lacks && !array.maybePending(set, way)) {
            return hit(request, set, way, request.time + latency);
        }
        long time = serve(request, set, way, request.time, request.time + latency);
        if (time == BLOCKED) {
            request.marks.spent(marks.look(), request.time + latency);
            waiting.addBlocked(request, set);
            return PENDING;
        }
        return time;
    }

    /** Whether data also goes on below: a store of a write-through level, and what a device writes. */
    private boolean goesThrough(AccessType type) {
        return type.writes() && (!writesBack || type == AccessType.DMA_WRITE);
    }

    /** Whether a line is here and others must be asked before it is used. */
    private boolean lacksRight(AccessType type, int set, int way) {
        return array.keepsRights() && type.owns() && !goesThrough(type) && !array.mayWrite(set, way);
    }

    private long hit(MemoryRequest request, int set, int way, long at) {
        array.touch(set, way);
        counts.hits[Kind.of(request)]++;
        if (request.type.writes() && !goesThrough(request.type)) {
            array.write(set, way);
        }
        if (array.keepsRights()) {
            request.grant = array.mayWrite(set, way) ? Grant.EXCLUSIVE : Grant.SHARED;
        }
        if (!first) {
            request.marks.spent(marks.look(), at);
            request.marks.answered(marks.answered());
        }
        return at;
    }

    /**
     * Serves whatever is no plain hit.
     *
     * @param seen the instant at which the tags are looked at
     * @param at the instant from which the answer counts and at which requests go down: the end of the look-up, or later after a wait
     * @return when it is served, PENDING, or BLOCKED if an entry is lacking and nothing has changed
     */
    private long serve(MemoryRequest request, int set, int way, long seen, long at) {
        if (way >= 0) {
            return found(request, set, way, array.pendingEntry(set, way, seen), at);
        }
        if (request.type == AccessType.DMA_READ) {
            return misses.readPast(request, at);
        }
        if (request.type.writes() && (!geometry.allocates() || request.type == AccessType.DMA_WRITE)) {
            return misses.passOn(request, at);
        }
        return misses.send(request, at);
    }

    private long found(MemoryRequest request, int set, int way, int entry, long at) {
        boolean through = goesThrough(request.type);
        if (entry == MshrFile.NONE && lacksRight(request.type, set, way)) {
            return misses.upgrade(request, set, way, at);
        }
        if (through && !misses.bufferHas(1, at)) {
            return BLOCKED;
        }
        long time = entry == MshrFile.NONE ? hit(request, set, way, at) : merge(request, set, way, entry, at);
        if (through) {
            downstream.passOn(request, at);
        }
        return time;
    }

    private long merge(MemoryRequest request, int set, int way, int entry, long at) {
        array.touch(set, way);
        return misses.merge(request, entry, at);
    }

    int setOf(MemoryRequest request) {
        return array.setOf(request.physicalAddress >>> lineShift);
    }

    /** Serves a request that has waited; {@code lacking} is the cause under which its wait is booked. */
    long admit(MemoryRequest request, int lacking, long now) {
        long at = Math.max(now, request.time + latency);
        request.marks.spent(lacking, at);
        long line = request.physicalAddress >>> lineShift;
        int set = array.setOf(line);
        return serve(request, set, array.find(set, line), at, at);
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        if (request.type.bringsDataDown()) {
            buffer.takenBelow(request, time);
            waiting.wake(time);
            return;
        }
        waiting.wake(misses.fill(request, time));
    }

    /**
     * {@inheritDoc}
     *
     * <p>A line whose fill is still to come, with a store that waits for it, comes as dirty: the store's data counts as come with the recall,
     * those who wait are served by the fill, and the line is kept no more. But a fill that a directory has not granted yet is left alone.
     */
    @Override
    public long recall(long address, Recall how, long time) {
        long gone = time + latency;
        boolean dirty = false;
        for (long part = address; part != address + recalledBytes; part += lineBytes) {
            for (int i = 0; i < uppers.size(); i++) {
                long answer = uppers.get(i).recall(part, how, time + latency);
                dirty |= answer < 0;
                gone = Math.max(gone, answer < 0 ? ~answer : answer);
            }
            dirty |= array.recall(part >>> lineShift, how, time);
        }
        dirty |= downstream.cancel(address, recalledBytes);
        counts.recalls++;
        waiting.wake(time);
        return dirty ? ~gone : gone;
    }

    @Override
    public boolean holds(long address) {
        for (long part = address; part != address + recalledBytes; part += lineBytes) {
            long line = part >>> lineShift;
            if (array.find(array.setOf(line), line) >= 0) {
                return true;
            }
            for (int i = 0; i < uppers.size(); i++) {
                if (uppers.get(i).holds(part)) {
                    return true;
                }
            }
        }
        return downstream.keeps(address, recalledBytes);
    }

    @Override
    public boolean keeps(MemoryRequest request) {
        return waiting.contains(request);
    }

    @Override
    public boolean cancel(MemoryRequest request) {
        boolean waited = waiting.remove(request, setOf(request));
        if (waited) {
            counts.arrived--;
        }
        return waited;
    }

    @Override
    public @Nullable String waitsFor() {
        MemoryRequest request = waiting.first();
        if (request != null) {
            return geometry.path() + ": " + request + " waits for an entry; " + mshrs.taken(UNKNOWN - 1)
                    + " misses are under way";
        }
        int pending = mshrs.taken(UNKNOWN - 1) + buffer.taken(UNKNOWN - 1);
        return pending == 0 ? null : geometry.path() + ": " + pending + " requests wait for the level below";
    }

    /**
     * Describes its statistics.
     *
     * @param aggregate the path of the sum over its likes
     * @param instructions the counters of the cores above it, for {@code mpki}
     */
    public void describe(Statistics statistics, String aggregate, Booking booking, List<Term> instructions) {
        Section section = statistics.section(geometry.path(), aggregate);
        counts.describe(section, booking, instructions);
        section.law("arrived = hits + misses + waiting", () -> counts.arrived, () -> counts.decided() + waiting.size());
    }
}
