package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of a few sizes, each from spans of pages of its own, and of each size a list of every thread: an allocation that finds a block there takes no
 * lock. Lists are filled from spans and emptied into them by so many blocks at a time. As in tcmalloc (S. Ghemawat and P. Menage, "TCMalloc: Thread-Caching
 * Malloc"), without its transfer caches; the pages come from a {@link BlockList}.
 */
public final class SizeClasses implements Heap {
    private final Spec spec;
    private final Area range;
    private final HeapCounts counts;
    private final ClassSizes sizes;
    private final BlockTable pages;
    private final ClassTable table;
    private final @Nullable Reach reach;
    private final HeapLock pageLock;
    private final List<HeapLock> locks = new ArrayList<>();
    private int threads;

    private SizeClasses(Spec spec, HeapSite site) {
        this.spec = spec;
        range = new Area("heap", spec.base, spec.size.bytes());
        counts = new HeapCounts(site);
        sizes = new ClassSizes(spec.largest.bytes());
        int count = (int) Math.min(Integer.MAX_VALUE / 2, spec.size.bytes() / ClassSizes.PAGE);
        pages = new BlockTable(spec.end(), count);
        table = new ClassTable(sizes, spec.base, spec.size.bytes(), Region.up(pages.end, Region.PAGE));
        Growth growth = spec.growth;
        reach = growth == null ? null : new Reach(spec.base, spec.end(), growth, site, counts);
        pageLock = new HeapLock(pages.lock);
        for (int i = 0; i <= sizes.count(); i++) {
            locks.add(new HeapLock(table.central(i)));
        }
        long bytes = growth == null ? spec.size.bytes() : 0;
        pages.open(site.words(), spec.base, bytes);
        table.open(site.words());
        if (bytes > 0) {
            counts.grown(bytes);
            counts.holes.add(spec.base, bytes);
        }
    }

    /**
     * {@code kind: size-classes}.
     *
     * @param base where the heap begins, default 0x1000000000
     * @param size its bytes, at most; a multiple of 8 KiB, the unit of spans
     * @param largest the largest block that has a class; larger ones have pages of their own; default 256 KiB (kMaxSize of tcmalloc)
     * @param growth how it gets memory from the system; default none: it has all from the start
     */
    public record Spec(
            Long base,
            ByteSize size,
            ByteSize largest,
            @Nullable Growth growth) implements HeapSpec {
        private static final ByteSize LARGEST = new ByteSize(256 << 10);
        private static final long LEAST = 1024;

        public Spec {
            base = Region.base(base);
            size = Region.size(size);
            largest = largest == null ? LARGEST : largest;
            if (base % ClassSizes.PAGE != 0) {
                throw new SpecException(
                        "base", "0x" + Long.toHexString(base) + " is no multiple of 8 KiB, the unit of spans");
            }
            if (size.bytes() % ClassSizes.PAGE != 0) {
                throw new SpecException("size", size + " is no multiple of 8 KiB, the unit of spans");
            }
            if (largest.bytes() < LEAST || largest.bytes() > LARGEST.bytes()) {
                throw new SpecException(
                        "largest", largest + " is out of range; the largest class has 1 KiB to " + LARGEST);
            }
        }

        long end() {
            return base + size.bytes();
        }

        @Override
        public Heap create(HeapSite site) {
            return new SizeClasses(this, site);
        }

        @Override
        public boolean makesCalls() {
            return growth != null;
        }
    }

    @Override
    public List<Area> areas() {
        Area tables = new Area("heap tables", pages.lock, table.end() - pages.lock);
        return reach == null ? List.of(new Area("heap", spec.base, spec.size.bytes()), tables) : List.of(tables);
    }

    @Override
    public HeapThread attach(RuntimeThread thread) {
        int number = threads++;
        Placer spans = new BlockPlacer(pages, Fit.BEST, ClassSizes.PAGE, reach, counts);
        Spans source = new Spans(spans, new Locked(pageLock));
        Locked[] central = locks.stream().map(Locked::new).toArray(Locked[]::new);
        ClassPlacer placer = new ClassPlacer(table, sizes, number, source, central, counts);
        return new HeapUse(thread, number, counts, placer, null);
    }

    /** The pages of a heap, as a thread takes them and gives them back. */
    record Spans(Placer placer, Locked locked) {
        void take(RuntimeThread thread, long bytes, long alignment) {
            locked.begin(thread, placer.take(bytes, alignment));
        }

        void give(RuntimeThread thread, long start) {
            locked.begin(thread, placer.give(start));
        }
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
        Region.describe(section, pageLock);
        section.counter(
                "class_contentions",
                "acquisitions",
                "acquisitions of the lock of a size class that another thread had",
                () -> locks.stream().mapToLong(HeapLock::contentions).sum());
    }
}
