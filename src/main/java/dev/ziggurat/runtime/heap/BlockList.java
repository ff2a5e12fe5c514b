package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of blocks and holes beside them: the textbooks' linked list of segments. A block lies at the low end of its hole and has no header; records of
 * all that lies in the heap, in the order of addresses, are in a table behind it, and one search goes over blocks and holes.
 */
public final class BlockList implements Heap {
    private final Spec spec;
    private final Area range;
    private final BlockTable table;
    private final HeapCounts counts;
    private final @Nullable Reach reach;
    private final HeapLock lock;
    private int threads;

    private BlockList(Spec spec, HeapSite site) {
        this.spec = spec;
        range = new Area("heap", spec.base, spec.size.bytes());
        counts = new HeapCounts(site);
        table = new BlockTable(Region.up(spec.end(), Region.PAGE), spec.records);
        Growth growth = spec.growth;
        reach = growth == null ? null : new Reach(spec.base, spec.end(), growth, site, counts);
        lock = new HeapLock(table.lock);
        long bytes = growth == null ? spec.size.bytes() / spec.granule.bytes() * spec.granule.bytes() : 0;
        table.open(site.words(), spec.base, bytes);
        if (bytes > 0) {
            counts.grown(bytes);
            counts.holes.add(spec.base, bytes);
        }
    }

    /**
     * {@code kind: block-list}.
     *
     * @param base where the heap begins, default 0x1000000000
     * @param size its bytes, at most
     * @param fit which hole is taken, default {@link Fit#FIRST}
     * @param granule what the size and the place of a block are multiples of, from 1 B, default 16 B
     * @param records how many blocks and holes there can be, default one for 256 B of the heap, 1024 at least
     * @param growth how it gets memory from the system; default none: it has all from the start
     */
    public record Spec(
            Long base,
            ByteSize size,
            Fit fit,
            ByteSize granule,
            Integer records,
            @Nullable Growth growth) implements HeapSpec {
        private static final long BYTES_PER_RECORD = 256;
        private static final int FEWEST = 1024;
        private static final int MOST = 1 << 26;

        public Spec {
            base = Region.base(base);
            size = Region.size(size);
            fit = fit == null ? Fit.FIRST : fit;
            granule = Region.granule(granule);
            long usual = Math.max(FEWEST, Math.min(MOST, size.bytes() / BYTES_PER_RECORD));
            records = records == null ? Integer.valueOf((int) usual) : records;
            SpecException.requireRange("records", records, 1, MOST);
        }

        long end() {
            return base + size.bytes();
        }

        @Override
        public Heap create(HeapSite site) {
            return new BlockList(this, site);
        }

        @Override
        public boolean makesCalls() {
            return growth != null;
        }

        @Override
        public boolean reserves() {
            return true;
        }
    }

    @Override
    public List<Area> areas() {
        Area records = new Area("heap table", table.lock, table.end - table.lock);
        return reach == null ? List.of(new Area("heap", spec.base, spec.size.bytes()), records) : List.of(records);
    }

    @Override
    public HeapThread attach(RuntimeThread thread) {
        Placer placer = new BlockPlacer(table, spec.fit, spec.granule.bytes(), reach, counts);
        return new HeapUse(thread, threads++, counts, placer, lock);
    }

    @Override
    public Area range() {
        return range;
    }

    @Override
    public long figure(HeapFigure which, long argument) {
        return counts.figure(which, argument);
    }

    @Override
    public void describe(Section section) {
        counts.describe(section);
        Region.describe(section, lock);
    }
}
