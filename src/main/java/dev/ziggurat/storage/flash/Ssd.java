package dev.ziggurat.storage.flash;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Section;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.DeviceCounts;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.QueuedDevice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A drive of flash. A command is taken from the queue when one of the drive's slots is free, comes over the link (with its data, if it writes), and
 * is cut into pages. When all its pages are there, a read's data go over the link; a write ends when the write cache, or else the flash, has it.
 *
 * <p>Charged here: the link. All else is charged by {@link WriteCache} and {@link Flash}.
 */
final class Ssd extends QueuedDevice implements Backend.Host {
    // What an entry of the time line is: the kind, and below it the number of a channel, unit, slot or transaction.
    static final int CHANNEL = 1 << 28;
    static final int UNIT = 2 << 28;
    private static final int ENTERED = 3 << 28;
    private static final int PART = 4 << 28;
    private static final int ENDED = 5 << 28;
    private static final int EVICTED = 6 << 28;
    private static final int NUMBER = CHANNEL - 1;

    /** The owner of a write that comes from the write cache. */
    private static final int CACHE = -1;

    private final int pageSectors;
    private final long overhead;
    private final long linkByte;

    private final SsdCounts parts;
    private final Timeline timeline = new Timeline();
    private final Transactions table = new Transactions();
    private final Backend backend;
    private final @Nullable WriteCache cache;
    private boolean awake;

    // A slot: the command in work, how many of its pages are not done, and the first sector that the write cache has
    // not taken.
    private final @Nullable BlockRequest[] inWork;
    private final int[] partsLeft;
    private final long[] nextSector;
    private final IntFifo freeSlots = new IntFifo();

    /** Writes that wait for the write cache. */
    private final IntFifo held = new IntFifo();

    // When each direction of the link is free.
    private long downFree;
    private long upFree;

    Ssd(Simulation simulation, String path, SsdSpec spec) {
        super(simulation, path, spec.capacity() / BlockRequest.SECTOR, 1);
        pageSectors = spec.geometry().sectors();
        overhead = spec.link().overhead().amount();
        linkByte = spec.link().byteTime().amount();
        parts = new SsdCounts(spec.units(), spec.geometry().channels());
        backend = new Backend(spec, timeline, table, parts, this);
        WriteCacheSpec writeCache = spec.writeCache();
        cache = writeCache == null ? null : new WriteCache(writeCache, spec.geometry());
        int slots = spec.queueDepth();
        inWork = new @Nullable BlockRequest[slots];
        partsLeft = new int[slots];
        nextSector = new long[slots];
        for (int slot = 0; slot < slots; slot++) {
            freeSlots.add(slot);
        }
    }

    @Override
    protected void arrived(long time) {
        if (!awake) {
            sleep(time);
        }
    }

    @Override
    protected void wake(long now) {
        awake = true;
        while (timeline.next() <= now) {
            happens(timeline.poll(), now);
            if (timeline.next() > now) {
                backend.flash().settle(now);
            }
        }
        while (!freeSlots.isEmpty() && queue.look(now)) {
            admit(queue.take(0, now), now);
        }
        backend.flash().settle(now);
        awake = false;
        sleep(now);
    }

    private void sleep(long now) {
        boolean expects = !queue.isEmpty() && !freeSlots.isEmpty();
        long next = Math.min(timeline.next(), expects ? now + 1 : Timeline.NEVER);
        if (next != Timeline.NEVER) {
            sleepUntil(next);
        }
    }

    private void happens(int what, long now) {
        int number = what & NUMBER;
        switch (what & ~NUMBER) {
            case CHANNEL -> backend.flash().channelDone(number, now);
            case UNIT -> backend.flash().unitDone(number, now);
            case ENTERED -> enter(number, now);
            case PART -> partDone(number, now);
            case ENDED -> end(number, now);
            default -> backend.start(number);
        }
    }

    /** A command is taken; it is in the drive, with the data of a write, when the link has brought it. */
    private void admit(BlockRequest request, long now) {
        int slot = freeSlots.poll();
        inWork[slot] = request;
        nextSector[slot] = request.block;
        long first = request.block / pageSectors;
        long last = (request.block + request.sectors() - 1) / pageSectors;
        partsLeft[slot] = Math.toIntExact(last - first + 1);
        long time = now + overhead;
        if (request.direction == Direction.WRITE) {
            time = Math.max(time, downFree) + request.size * linkByte;
            downFree = time;
        }
        timeline.add(time, ENTERED | slot);
    }

    private BlockRequest inWork(int slot) {
        return Objects.requireNonNull(inWork[slot]);
    }

    private void enter(int slot, long now) {
        if (inWork(slot).direction == Direction.READ) {
            while (nextSector[slot] < end(slot)) {
                read(slot, now);
            }
        } else if (cache == null) {
            while (nextSector[slot] < end(slot)) {
                long page = nextSector[slot] / pageSectors;
                backend.start(backend.write(page, nextPart(slot), slot));
            }
        } else if (!held.isEmpty() || !write(cache, slot, now)) {
            parts.held();
            held.add(slot);
        }
    }

    /** Returns the sector after the last of a command. */
    private long end(int slot) {
        return inWork(slot).block + inWork(slot).sectors();
    }

    /** Returns the sectors of the command's next page as a mask, and goes on to the page after it. */
    private long nextPart(int slot) {
        long sector = nextSector[slot];
        int from = (int) (sector % pageSectors);
        int count = (int) Math.min(pageSectors - from, end(slot) - sector);
        nextSector[slot] = sector + count;
        return (-1L >>> (Long.SIZE - count)) << from;
    }

    private void read(int slot, long now) {
        long page = nextSector[slot] / pageSectors;
        long wanted = nextPart(slot);
        if (cache != null && cache.holds(page, wanted)) {
            parts.cacheRead();
            timeline.add(cache.transfer(wanted, now), PART | slot);
        } else {
            backend.read(page, wanted, slot);
        }
    }

    /** Has the write cache take what is left of a write; returns whether it took all. */
    private boolean write(WriteCache into, int slot, long now) {
        while (nextSector[slot] < end(slot)) {
            if (!into.takes()) {
                return false;
            }
            long page = nextSector[slot] / pageSectors;
            long written = nextPart(slot);
            boolean fresh = into.write(page, written);
            parts.cacheWrite(fresh ? 0 : 1);
            if (into.evicted != MappingCache.NONE) {
                int leaving = backend.write(into.evicted, into.evictedSectors, CACHE);
                timeline.add(into.transfer(into.evictedSectors, now), EVICTED | leaving);
            }
            timeline.add(into.transfer(written, now), PART | slot);
            if (fresh) {
                backend.start(backend.write(page, written, CACHE));
            }
        }
        return true;
    }

    @Override
    public void pageRead(int owner, long now) {
        partDone(owner, now);
    }

    @Override
    public void pageWritten(int transaction, long now) {
        if (table.owner[transaction] != CACHE) {
            partDone(table.owner[transaction], now);
        } else if (cache != null) {
            cache.written(table.page[transaction], table.sectors[transaction]);
            while (!held.isEmpty() && write(cache, held.peek(), now)) {
                held.poll();
            }
        }
    }

    private void partDone(int slot, long now) {
        if (--partsLeft[slot] > 0) {
            return;
        }
        long time = now;
        if (inWork(slot).direction == Direction.READ) {
            time = Math.max(now, upFree) + inWork(slot).size * linkByte;
            upFree = time;
        }
        timeline.add(time, ENDED | slot);
    }

    private void end(int slot, long now) {
        BlockRequest done = inWork(slot);
        inWork[slot] = null;
        freeSlots.add(slot);
        queue.complete(done, now);
    }

    /** Returns what it has counted of the flash, for tests. */
    SsdCounts parts() {
        return parts;
    }

    @Override
    protected void describe(Section section, DeviceCounts all) {
        parts.describe(section);
        Ftl ftl = backend.ftl();
        section.law("programs begun = pages programmed", parts::programs, ftl::programmed);
        section.law("pages programmed = valid + outdated", ftl::programmed, () -> ftl.validPages() + ftl.outdated());
        section.law("valid pages = pages ever written", ftl::validPages, ftl::mapped);
    }
}
