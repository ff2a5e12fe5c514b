package dev.ziggurat.storage.flash;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.Figure;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code model: {kind: ssd}}: a drive of flash.
 *
 * @param geometry how the flash is divided
 * @param flash what flash and channels take
 * @param link the way to the host
 * @param writeCache DRAM that acknowledges writes; none: a write ends when it is programmed
 * @param mappingCache DRAM for a part of the map; none: the whole map is in DRAM
 * @param overProvisioning the share of the flash that the host does not see, default 7 %
 * @param gcReserve garbage is collected in a plane when fewer than this share of its blocks are free, default 5 %; at least two blocks
 * @param interleaving what does one command at a time, default a chip
 * @param queueDepth how many commands the drive has in work, default 512
 */
public record SsdSpec(
        FlashGeometry geometry,
        FlashTimes flash,
        HostLink link,
        @Nullable WriteCacheSpec writeCache,
        @Nullable MappingCacheSpec mappingCache,
        Share overProvisioning,
        Share gcReserve,
        Interleaving interleaving,
        Integer queueDepth)
        implements BlockDeviceSpec {
    static final int PAGE = 4096;

    public SsdSpec {
        SpecException.requirePresent("geometry", geometry, "{channels: 8, ...}");
        SpecException.requirePresent("flash", flash, "{read: 75 us, ...}");
        SpecException.requirePresent("link", link, "{overhead: 300 ns, byte-time: 250 ps}");
        overProvisioning = overProvisioning == null ? Share.parse("7 %") : overProvisioning;
        gcReserve = gcReserve == null ? Share.parse("5 %") : gcReserve;
        interleaving = interleaving == null ? Interleaving.CHIP : interleaving;
        queueDepth = queueDepth == null ? 512 : queueDepth;
        SpecException.requireRange("queue-depth", queueDepth, 1, 1 << 16);
        if (writeCache != null) {
            long held = writeCache.size().bytes() / geometry.page().bytes();
            if (held < 1 || held > LruTable.MOST) {
                throw new SpecException("write-cache.size", "a write cache holds 1 to 2^28 pages of the flash");
            }
        }
        if (mappingCache != null
                && mappingCache.fetch().bytes() > geometry.page().bytes()) {
            throw new SpecException(
                    "mapping-cache.fetch", "a miss brings no more than the page of the map, " + geometry.page());
        }
        int room = geometry.blocks() - reserve(geometry, gcReserve) - 2;
        long used = perPlane(geometry, overProvisioning);
        used += (mapPages(used * geometry.totalPlanes(), geometry, mappingCache) + geometry.totalPlanes() - 1)
                / geometry.totalPlanes();
        if (used < 1 || used > (long) room * geometry.pages()) {
            throw new SpecException(
                    "over-provisioning",
                    "the blocks that are kept free for garbage collection, two in use and the map must lie in the share that"
                            + " the host does not see");
        }
    }

    private static int reserve(FlashGeometry geometry, Share share) {
        return (int) Math.max(2, share.billionths() * geometry.blocks() / Share.WHOLE);
    }

    private static long perPlane(FlashGeometry geometry, Share overProvisioning) {
        long pages = (long) geometry.blocks() * geometry.pages();
        return pages - Math.multiplyExact(pages, overProvisioning.billionths()) / Share.WHOLE;
    }

    private static long mapPages(long pages, FlashGeometry geometry, @Nullable MappingCacheSpec cache) {
        if (cache == null) {
            return 0;
        }
        long entries = geometry.page().bytes() / cache.entry().bytes();
        return (pages + entries - 1) / entries;
    }

    /** Returns how many blocks of a plane garbage collection tries to keep free. */
    int reserve() {
        return reserve(geometry, gcReserve);
    }

    /** Returns how many chips or dies work independently. */
    int units() {
        return interleaving == Interleaving.DIE ? geometry.totalDies() : geometry.channels() * geometry.chips();
    }

    /** Returns how many pages the host sees. */
    long logicalPages() {
        return perPlane(geometry, overProvisioning) * geometry.totalPlanes();
    }

    /** Returns how many pages the map fills. */
    long mapPages() {
        return mapPages(logicalPages(), geometry, mappingCache);
    }

    @Override
    public BlockDevice create(Simulation simulation, String path) {
        return new Ssd(simulation, path, this);
    }

    @Override
    public long capacity() {
        return logicalPages() * geometry.page().bytes();
    }

    /** Of short pages each channel reads one, side by side; nothing is told where two would have to share a channel. */
    @Override
    public Map<String, Long> idleReads() {
        Map<String, Long> reads = new LinkedHashMap<>();
        long page = geometry.page().bytes();
        if (PAGE > page * geometry.channels()) {
            return reads;
        }
        long data = link.overhead().amount()
                + flashRead(Math.min(PAGE, page))
                + PAGE * link.byteTime().amount();
        if (mappingCache == null) {
            reads.put("anywhere", data);
        } else {
            reads.put("place in the mapping cache", data);
            reads.put(
                    "place read from flash first",
                    data + flashRead(mappingCache.fetch().bytes()));
        }
        return reads;
    }

    @Override
    public List<Figure> figures() {
        return SsdFigures.of(this);
    }

    @Override
    public Map<String, Latency> times() {
        Map<String, Latency> times = new LinkedHashMap<>();
        times.put("flash.read", flash.read());
        times.put("flash.program", flash.program());
        times.put("flash.erase", flash.erase());
        times.put("flash.read-command", flash.readCommand());
        times.put("flash.program-command", flash.programCommand());
        times.put("flash.erase-command", flash.eraseCommand());
        times.put("flash.data-setup", flash.dataSetup());
        times.put("link.overhead", link.overhead());
        if (writeCache != null) {
            times.put("write-cache.access", writeCache.access());
        }
        return times;
    }

    private long flashRead(long bytes) {
        return flash.readCommand().amount()
                + flash.read().amount()
                + flash.dataSetup().amount()
                + bytes * flash.byteTime().amount();
    }
}
