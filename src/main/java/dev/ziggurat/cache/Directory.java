package dev.ziggurat.cache;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Watched;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Grant;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.Upper;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the caches above one level coherent: a MESI directory (Papamarcos and Patel, 1984; Censier and Feautrier, 1978) between the links and
 * the first level that all cores share. It is also where devices enter.
 *
 * <p>It serves one request for a line at a time; later ones, those of devices too, wait at that line in order until the promised time of the
 * one before. A read takes the line clean from a cache that owns it, and is granted E if no other cache holds the line, else S; whoever will
 * write has every other copy invalidated and is granted M. Dirty data goes down before the request. A write-back never waits: it is its
 * owner's, and nobody else is served from the line before the owner has been asked. Requests come in time order and go down in time order.
 *
 * <p>Charged here, as {@code coherence}: the wait at a line; from then until the last cache asked has answered (its look-ups, all caches at
 * once, and the link on the way down); and for an upgrade, which has no business below, the look-up of the level below. For all others that
 * is charged by the level itself, beside whose tags the directory is looked up. Not modelled: the directory's own size and bandwidth; the
 * notice of a clean line that a cache drops, which is free and at once.
 */
public final class Directory implements Watched {
    static final long PENDING = MemoryLevel.PENDING;

    /** Whoever keeps no copy. */
    private static final int DEVICE = -1;

    private final Engine engine;
    private final Site site;
    private final MemoryLevel below;
    private final int cause;
    private final int lineShift;
    private final DirectoryTable table;
    private final ArrayDeque<DirectoryLine> idle = new ArrayDeque<>();

    /** Whether caches send through the directory, which then knows who may hold a line. */
    private boolean tracks;

    // What the last round of recalls found: whether another cache keeps a copy, whether dirty data came, and when all
    // had answered.
    private boolean othersHold;
    private boolean broughtDirty;
    private long answeredAt;

    private final DirectoryCounts counts = new DirectoryCounts();
    private int busy;
    private int waiting;

    /**
     * Where a directory stands.
     *
     * @param path its name in the statistics ({@code llc.directory})
     * @param lineBytes the longest line of the caches above
     * @param lookUp what the level below adds to a request, in picoseconds; an upgrade pays it here
     */
    public record Site(String path, int lineBytes, long lookUp) {}

    public Directory(Simulation simulation, Site site, MemoryLevel below) {
        engine = simulation.engine();
        this.site = site;
        this.below = below;
        cause = simulation.causes().of("coherence");
        lineShift = Integer.numberOfTrailingZeros(site.lineBytes());
        table = new DirectoryTable(lineShift);
        engine.watch(this);
    }

    /** Says which cache is above and does not send through the directory: only devices are served, and every such cache is asked. */
    public void above(Upper cache) {
        table.add(cache);
    }

    /** Returns the entrance of a cache above that keeps rights. */
    public MemoryLevel entrance(Upper cache) {
        tracks = true;
        int sender = table.add(cache);
        return request -> access(request, sender);
    }

    /**
     * Returns the entrance of devices: each request is a DMA_READ or DMA_WRITE of a whole line ({@link #lineBytes}), may be for a later instant,
     * and is always PENDING first. A read leaves no cache above with dirty data and is served from wherever the line is below; a write leaves no
     * copy above and passes through the levels below, which renew their copies, to memory. Neither has a line brought into a cache.
     */
    public MemoryLevel devices() {
        return new Devices();
    }

    private final class Devices implements MemoryLevel, MemoryRequest.Station {
        @Override
        public long access(MemoryRequest request) {
            request.arriveAt(this);
            engine.schedule(request, request.time);
            return PENDING;
        }

        @Override
        public void arrive(MemoryRequest request) {
            long time = Directory.this.access(request, DEVICE);
            if (time != PENDING) {
                request.requester().completed(request, time);
            }
        }
    }

    /** Returns the bytes of a line. */
    public int lineBytes() {
        return site.lineBytes();
    }

    MemoryLevel below() {
        return below;
    }

    long address(long line) {
        return line << lineShift;
    }

    private long access(MemoryRequest request, int sender) {
        counts.count(request.type);
        long line = request.physicalAddress >>> lineShift;
        if (isBroughtHome(request.type)) {
            return bringHome(request, line, sender);
        }
        int at = table.findOrAdd(line);
        DirectoryLine serving = table.serving(at);
        if (serving != null) {
            counts.waits++;
            waiting++;
            serving.add(request, sender);
            return PENDING;
        }
        DirectoryLine taken = idle.isEmpty() ? new DirectoryLine(this) : idle.pop();
        taken.line = line;
        table.serving(at, taken);
        busy++;
        return start(taken, request, sender);
    }

    /** A write-back, of whoever owns the line: it passes, and its sender may hold nothing of the line any more. */
    private long bringHome(MemoryRequest request, long line, int sender) {
        long time = below.access(request);
        int at = table.find(line);
        if (at != DirectoryTable.ABSENT && sender != DEVICE && table.shares(at, sender)) {
            table.holds(at, sender);
            table.removeIfUnused(at);
        }
        return time;
    }

    /** Serves a request that has waited at its line. */
    long serve(DirectoryLine serving, MemoryRequest request, int sender) {
        waiting--;
        return start(serving, request, sender);
    }

    /** Takes the line back from whoever must give it up, and then sends the request down. */
    private long start(DirectoryLine serving, MemoryRequest request, int sender) {
        long now = engine.now();
        request.marks.spent(cause, now);
        int at = table.find(serving.line);
        clear(at, request.type, sender, now);
        grant(at, request, sender);
        serving.begin(request, broughtDirty);
        request.marks.spent(cause, answeredAt);
        request.time = answeredAt;
        if (answeredAt == now) {
            return serving.send(now);
        }
        engine.schedule(serving, answeredAt);
        return PENDING;
    }

    private void clear(int at, AccessType type, int sender, long now) {
        othersHold = false;
        broughtDirty = false;
        answeredAt = now;
        boolean invalidates = type.owns() || type == AccessType.DMA_WRITE;
        if (!tracks) {
            for (int cache = 0; cache < table.caches(); cache++) {
                ask(at, cache, invalidates ? Recall.INVALIDATE : Recall.CLEAN, now);
            }
            return;
        }
        for (int cache = table.nextSharer(at, 0);
                cache != DirectoryTable.ABSENT;
                cache = table.nextSharer(at, cache + 1)) {
            if (cache == sender || !table.holds(at, cache)) {
                continue;
            }
            if (invalidates) {
                ask(at, cache, Recall.INVALIDATE, now);
                table.unshare(at, cache);
            } else {
                othersHold = true;
                if (table.owned(at)) {
                    ask(at, cache, Recall.CLEAN, now);
                    table.owned(at, false);
                }
            }
        }
    }

    private void ask(int at, int cache, Recall how, long now) {
        long address = address(table.line(at));
        Upper upper = table.cache(cache);
        if (!tracks && !upper.holds(address)) {
            return;
        }
        counts.recalls++;
        long answer = upper.recall(address, how, now);
        if (answer < 0) {
            counts.dirtyRecalls++;
            broughtDirty = true;
        }
        answeredAt = Math.max(answeredAt, answer < 0 ? ~answer : answer);
    }

    private void grant(int at, MemoryRequest request, int sender) {
        if (!tracks) {
            return;
        }
        boolean own = request.type == AccessType.OWN || request.type == AccessType.UPGRADE;
        if (request.type == AccessType.UPGRADE && (sender == DEVICE || !table.shares(at, sender))) {
            request.type = AccessType.OWN;
        }
        boolean keeps = own || (request.type.bringsDataUp() && request.type != AccessType.DMA_READ);
        request.grant = own ? Grant.MODIFIED : othersHold ? Grant.SHARED : Grant.EXCLUSIVE;
        if (keeps && sender != DEVICE) {
            table.share(at, sender);
            table.owned(at, !othersHold);
        }
    }

    /** An upgrade that has everything it needs; returns when it is served. */
    long upgrade(MemoryRequest request, long now) {
        request.marks.spent(cause, now + site.lookUp());
        return now + site.lookUp();
    }

    void wakeAt(DirectoryLine serving, long time) {
        engine.schedule(serving, Math.max(time, engine.now()));
    }

    /** Nobody waits at a line. */
    void release(DirectoryLine serving) {
        int at = table.find(serving.line);
        table.serving(at, null);
        table.removeIfUnused(at);
        idle.push(serving);
        busy--;
    }

    private static boolean isBroughtHome(AccessType type) {
        return type == AccessType.WRITE_BACK || type == AccessType.VICTIM;
    }

    @Override
    public @Nullable String waitsFor() {
        return busy == 0 ? null : site.path() + ": " + busy + " lines are being served, " + waiting + " requests wait";
    }

    /** Describes its statistics. */
    public void describe(Statistics statistics) {
        Section section = statistics.section(site.path());
        counts.describe(section);
        section.law("busy lines and waiting requests = 0", () -> busy + waiting, () -> 0);
    }
}
