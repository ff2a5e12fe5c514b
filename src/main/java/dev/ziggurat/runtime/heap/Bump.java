package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import java.util.List;

/**
 * Block after block, upwards; nothing that is given back is used again. A line behind the heap says how far it has come; an allocation is a load of it
 * and a compare-and-exchange. How long a block is nobody notes: {@code malloc_usable_size}, and with it {@code realloc}, know what was asked for, as the
 * callers of an arena do.
 */
public final class Bump implements Heap {
    private static final long LINE = 64;

    private final Spec spec;
    private final Area range;
    private final HeapCounts counts;
    private final long used;
    private int threads;

    private Bump(Spec spec, HeapSite site) {
        this.spec = spec;
        range = new Area("heap", spec.base, spec.size.bytes());
        counts = new HeapCounts(site);
        used = Region.up(spec.base + spec.size.bytes(), LINE);
        counts.grown(spec.size.bytes());
        counts.holes.add(spec.base, spec.size.bytes());
    }

    /**
     * {@code kind: bump}.
     *
     * @param base where the heap begins, default 0x1000000000
     * @param size its bytes
     * @param alignment what the address of each block is a multiple of, default 16 B
     */
    public record Spec(Long base, ByteSize size, ByteSize alignment) implements HeapSpec {
        public Spec {
            base = Region.base(base);
            size = Region.size(size);
            alignment = Region.alignment(alignment);
        }

        @Override
        public Heap create(HeapSite site) {
            return new Bump(this, site);
        }

        @Override
        public boolean makesCalls() {
            return false;
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(new Area("heap", spec.base, used + LINE - spec.base));
    }

    @Override
    public HeapThread attach(RuntimeThread thread) {
        return new HeapUse(thread, threads++, counts, new Code(), null);
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
    }

    private final class Code implements Placer {
        private final Take take = new Take();
        private final Answer answer = new Answer();

        @Override
        public Routine take(long bytes, long alignment) {
            take.bytes = bytes;
            take.alignment = Math.max(alignment, spec.alignment.bytes());
            take.loaded = false;
            return take;
        }

        @Override
        public Routine give(long block) {
            return answer.of(0);
        }

        @Override
        public Routine measure(long block) {
            return answer.of(counts.asked(block));
        }
    }

    /** Touches nothing. */
    private static final class Answer extends Routine {
        private long value;

        Answer of(long known) {
            value = known;
            return this;
        }

        @Override
        protected void step(RuntimeThread thread) {
            thread.end(value);
        }
    }

    private final class Take extends Routine {
        private long bytes;
        private long alignment;
        private boolean loaded;
        private long before;

        @Override
        protected void step(RuntimeThread thread) {
            if (!loaded) {
                loaded = true;
                before = thread.load(used);
                return;
            }
            long block = Region.up(spec.base + before, alignment);
            long after = block + bytes - spec.base;
            if (after > spec.size.bytes()) {
                thread.end(HeapThread.NONE);
                return;
            }
            loaded = false;
            if (thread.compareAndExchange(used, before, after) == before) {
                taken(before, after);
                thread.end(block);
            }
        }
    }

    private void taken(long before, long after) {
        counts.take(after - before);
        counts.holes.remove(spec.base + before);
        if (after < spec.size.bytes()) {
            counts.holes.add(spec.base + after, spec.size.bytes() - after);
        }
    }
}
