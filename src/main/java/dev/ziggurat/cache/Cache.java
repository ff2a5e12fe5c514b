package dev.ziggurat.cache;

import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Watched;
import dev.ziggurat.memory.AccessType;
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

    /** Instead of a place: what {@link #find} was asked for is no plain hit. */
    public static final long NOWHERE = -1;

    private static final long NO_LINE = -1;
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
    private final CacheCounts counts = new CacheCounts();
    private final List<Upper> uppers = new ArrayList<>();
    private final Downstream downstream;
    private int recalledBytes;

    // What hits() looked for in vain, and what it found: the access that follows at once need not look again.
    private long lookedFor = NO_LINE;
    private int lookedAt;

    private final WaitingMisses waiting;

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
        downstream = new Downstream(geometry, marks, mshrs, buffer, counts);
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

    /** Returns the line size in bytes. */
    public int lineBytes() {
        return lineBytes;
    }

    /** Returns what the level adds, in picoseconds. */
    public long latency() {
        return latency;
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
        int way = line == lookedFor ? lookedAt : array.find(set, line);
        lookedFor = NO_LINE;
        boolean through = !writesBack && request.type.writes();
        if (!waiting.isEmpty() && (way < 0 || through || waiting.holds(set))) {
            request.marks.spent(marks.look(), request.time + latency);
            waiting.add(request, set);
            return PENDING;
        }
        if (way >= 0 && !through && !array.maybePending(set, way)) {
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

    /**
     * Serves a reference of a core directly above that lies in one line, if it is nothing but a hit; no request need be made for it.
     *
     * @return whether it is served, {@link #latency} after its arrival; otherwise nothing has changed, and the core sends it at once
     */
    public boolean hits(AccessType type, long address) {
        long line = address >>> lineShift;
        int set = array.setOf(line);
        int way = array.find(set, line);
        boolean write = type.writes();
        boolean waits = !waiting.isEmpty() && waiting.holds(set);
        if (way < 0 || array.maybePending(set, way) || (write && !writesBack) || waits) {
            lookedFor = line;
            lookedAt = way;
            return false;
        }
        counts.arrived++;
        counts.hits[Kind.of(type)]++;
        array.touch(set, way);
        if (write) {
            array.write(set, way);
        }
        return true;
    }

    /**
     * Looks for the line of a reference of a core directly above, and changes nothing.
     *
     * @return where it lies, for {@link #use}, if the reference would be served by {@link #hits}; else {@link #NOWHERE}
     */
    public long find(AccessType type, long address) {
        long line = address >>> lineShift;
        int set = array.setOf(line);
        int way = array.find(set, line);
        boolean plain = way >= 0 && !array.maybePending(set, way) && (writesBack || !type.writes());
        return plain && (waiting.isEmpty() || !waiting.holds(set)) ? (long) set << Integer.SIZE | way : NOWHERE;
    }

    /** A reference uses a line that was found and is still there; only {@link #count} counts it. */
    public void use(AccessType type, long place) {
        int set = (int) (place >>> Integer.SIZE);
        array.touch(set, (int) place);
        if (type.writes()) {
            array.write(set, (int) place);
        }
    }

    /** Counts hits of a core directly above. */
    public void count(AccessType type, long hits) {
        counts.arrived += hits;
        counts.hits[Kind.of(type)] += hits;
    }

    private long hit(MemoryRequest request, int set, int way, long at) {
        array.touch(set, way);
        counts.hits[Kind.of(request.type)]++;
        if (writesBack && request.type.writes()) {
            array.write(set, way);
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
        if (request.type.writes() && !geometry.allocates()) {
            return passOn(request, at);
        }
        return miss(request, at);
    }

    private long found(MemoryRequest request, int set, int way, int entry, long at) {
        boolean through = !writesBack && request.type.writes();
        if (through && !bufferHas(1, at)) {
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
        counts.merged[Kind.of(request.type)]++;
        if (writesBack && request.type.writes()) {
            array.write(set, way);
        }
        request.marks.spent(marks.look(), at);
        request.marks.answered(marks.merged());
        return isTaken(request.type) ? at : awaitFill(request, entry);
    }

    private long miss(MemoryRequest request, long at) {
        long line = request.physicalAddress >>> lineShift;
        boolean write = request.type.writes();
        boolean whole = write && request.size == lineBytes;
        int entry = whole ? MshrFile.NONE : mshrs.free(at);
        if (!whole && entry == MshrFile.NONE) {
            return waiting.lack(marks.mshr(), mshrs.nextFree(at));
        }
        int set = array.setOf(line);
        int way = array.choose(set, at);
        if (way == CacheArray.NO_WAY) {
            return waiting.lack(marks.set(), mshrs.nextFree(at));
        }
        boolean through = write && !writesBack;
        boolean dirtyVictim = array.dirty(set, way);
        int sent = (dirtyVictim ? 1 : 0) + (through ? 1 : 0);
        if (sent > 0 && !bufferHas(sent, at)) {
            return BLOCKED;
        }
        counts.misses[Kind.of(request.type)]++;
        request.marks.spent(marks.look(), at);
        if (!whole) {
            array.settle(entry);
            downstream.fetch(request, entry, request.type.writes() ? AccessType.OWN : request.type, at);
        }
        if (through) {
            downstream.passOn(request, at);
        }
        if (dirtyVictim) {
            downstream.writeBack(array.line(set, way), at);
        }
        array.install(set, way, line, entry);
        if (write && writesBack) {
            array.write(set, way);
        }
        if (whole || isTaken(request.type)) {
            request.marks.answered(marks.answered());
            return at;
        }
        return awaitFill(request, entry);
    }

    private long awaitFill(MemoryRequest request, int entry) {
        if (mshrs.pending(entry)) {
            mshrs.addWaiter(entry, request);
            return PENDING;
        }
        request.marks.follow(mshrs.fetch(entry).marks, marks.merge());
        return request.marks.end();
    }

    /** A store that misses a no-allocate level goes on below with its own size; the order of replacement is untouched. */
    private long passOn(MemoryRequest request, long at) {
        if (!bufferHas(1, at)) {
            return BLOCKED;
        }
        counts.misses[Kind.of(request.type)]++;
        request.marks.spent(marks.look(), at);
        request.marks.answered(marks.answered());
        downstream.passOn(request, at);
        return at;
    }

    private boolean bufferHas(int entries, long at) {
        if (buffer.hasFree(entries, at)) {
            return true;
        }
        waiting.lack(marks.buffer(), buffer.nextFree(at));
        return false;
    }

    int setOf(MemoryRequest request) {
        return array.setOf(request.physicalAddress >>> lineShift);
    }

    /** Serves a request that has waited; {@code lacking} is the cause under which its wait is booked. */
    long admit(MemoryRequest request, int lacking, long now) {
        lookedFor = NO_LINE;
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
        long filled = downstream.fill(request, time);
        MemoryRequest waiter = mshrs.takeWaiters(request.slot);
        while (waiter != null) {
            MemoryRequest next = waiter.next;
            waiter.next = null;
            waiter.marks.follow(request.marks, marks.merge());
            waiter.requester().completed(waiter, waiter.marks.end());
            waiter = next;
        }
        waiting.wake(filled);
    }

    @Override
    public long recall(long address, Recall how, long time) {
        lookedFor = NO_LINE;
        long gone = time + latency;
        boolean dirty = false;
        for (Upper upper : uppers) {
            long answer = upper.recall(address, how, time + latency);
            dirty |= answer < 0;
            gone = Math.max(gone, answer < 0 ? ~answer : answer);
        }
        for (long part = address; part != address + recalledBytes; part += lineBytes) {
            dirty |= downstream.cancel(part);
            dirty |= array.recall(part >>> lineShift, how, time);
        }
        waiting.wake(time);
        return dirty ? ~gone : gone;
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

    /** Whether a request is served when the level has taken its data, without waiting for the line. */
    private static boolean isTaken(AccessType type) {
        return type != AccessType.STORE && type.writes();
    }
}
