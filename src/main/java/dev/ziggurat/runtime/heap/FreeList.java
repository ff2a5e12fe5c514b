package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One list of free chunks in the order of their addresses, whose links lie in the chunks; boundary tags before and behind each tell its neighbours, so
 * that free ones are joined at once. A block costs a header of a word, in the line that {@code free} touches.
 */
public final class FreeList implements Heap {
    private final Spec spec;
    private final Area range;
    private final Tags tags;
    private final HeapCounts counts;
    private final @Nullable Reach reach;
    private final HeapLock lock;
    private int threads;

    private FreeList(Spec spec, HeapSite site) {
        this.spec = spec;
        range = new Area("heap", spec.base, spec.size.bytes());
        counts = new HeapCounts(site);
        tags = new Tags(spec.base, spec.alignment.bytes());
        lock = new HeapLock(tags.lock);
        Growth growth = spec.growth;
        long page = site.page();
        // What grows begins with a page that is there: the words of the list, and the end of no chunk yet.
        long start = growth == null ? spec.end() : Region.up(tags.first + Tags.WORD, page);
        reach = growth == null ? null : new Reach(start, spec.end(), growth, site, counts);
        long last = tags.last(start);
        tags.open(site.words(), last);
        counts.grown(start - spec.base);
        counts.spent(start - spec.base - (last - tags.first));
        if (last > tags.first) {
            counts.holes.add(tags.first, last - tags.first);
        }
    }

    /**
     * {@code kind: free-list}.
     *
     * @param base where the heap begins, default 0x1000000000
     * @param size its bytes, at most
     * @param fit which hole is taken, default {@link Fit#FIRST}
     * @param alignment what the address of each block is a multiple of, default 16 B
     * @param growth how it gets memory from the system; default none: it has all from the start
     */
    public record Spec(
            Long base,
            ByteSize size,
            Fit fit,
            ByteSize alignment,
            @Nullable Growth growth) implements HeapSpec {
        /** The words of the list, a chunk, the end, and room for the largest alignment. */
        private static final ByteSize SMALLEST = new ByteSize(4 * Region.PAGE);

        public Spec {
            base = Region.base(base);
            size = Region.size(size);
            fit = fit == null ? Fit.FIRST : fit;
            alignment = Region.alignment(alignment, Region.ALIGNMENT);
            if (size.bytes() < SMALLEST.bytes() || size.bytes() % Region.PAGE != 0) {
                throw new SpecException("size", size + " is no multiple of 4 KiB from " + SMALLEST + " on");
            }
        }

        long end() {
            return base + size.bytes();
        }

        @Override
        public Heap create(HeapSite site) {
            return new FreeList(this, site);
        }

        @Override
        public boolean makesCalls() {
            return growth != null;
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(new Area("heap", spec.base, reach == null ? spec.size.bytes() : reach.end() - spec.base));
    }

    @Override
    public HeapThread attach(RuntimeThread thread) {
        return new HeapUse(thread, threads++, counts, new TagPlacer(tags, spec.fit, reach, counts), lock);
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
