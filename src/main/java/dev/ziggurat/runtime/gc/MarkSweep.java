package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import java.util.List;

/**
 * Marks what lives and makes gaps of the rest, while the world stands (J. McCarthy, 1960); nothing moves. Threads take their buffers from the gaps, in the
 * order of addresses (first fit).
 */
public final class MarkSweep implements Collector {
    private static final long PERMILLE = 1000;

    private static final long LOCK = Places.CONTROL + 3 * Places.APART;
    private static final long FIRST_GAP = Places.CONTROL + 4 * Places.APART;

    private final World world;
    private final Space space;
    private final long portion;
    private final Allocation.Counts counts = new Allocation.Counts();
    private final Sweep.Counts found = new Sweep.Counts();
    private final Retirement retirement = new Retirement();
    private final Work work;

    private MarkSweep(Spec spec, World world) {
        this.world = world;
        space = new Space(spec.base, spec.heap.bytes());
        portion = world.model.aligned(spec.buffer.bytes());
        work = new Work();
        world.words.write(space.base(), ObjectModel.gap(spec.heap.bytes()));
        world.words.write(FIRST_GAP, space.base());
    }

    /**
     * {@code kind: mark-sweep}.
     *
     * @param heap the bytes of the heap
     * @param base where it begins, default 0x200000000
     * @param buffer the bytes that a thread takes at once to allocate from, 0 B: just those of the object; default 16 KiB
     */
    public record Spec(ByteSize heap, Long base, ByteSize buffer) implements CollectorSpec {
        public Spec {
            HeapKeys.heap(heap);
            base = HeapKeys.base("base", base, Places.HEAP, heap.bytes());
            buffer = HeapKeys.buffer(buffer);
        }

        @Override
        public Collector create(World world) {
            return new MarkSweep(this, world);
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(space.area("heap"));
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        Use use = new Use(number);
        retirement.add(use.allocation);
        return new PlainMutator(thread, world, use.allocation, use, use.safepoint);
    }

    @Override
    public void describe(Section section) {
        section.counter("collections", "collections", "how often the heap was collected", () -> work.collections);
        section.counter("objects_marked", "objects", "objects that were marked", work.marker::marked);
        section.counter("bytes_swept", "B", "bytes that were gone through for what is not marked", () -> found.swept);
        section.counter("objects_freed", "objects", "objects that were not marked", () -> found.freed);
        section.counter("bytes_freed", "B", "bytes of them", () -> found.freedBytes);
        section.level("bytes_live", "B", "bytes that lived after the last collection", work.live);
        section.level("bytes_free", "B", "bytes free after the last collection", work.free);
        section.level("largest_gap", "B", "bytes of the largest gap of them", work.largest);
        section.level(
                "external_fragmentation_permille",
                "permille",
                "share of the free bytes outside the largest gap after the last collection",
                work.scattered);
        counts.describe(section);
    }

    /** Where a thread gets its buffers. */
    private final class Use implements Allocation.Source {
        private final Allocation allocation;
        private final GapRefill refill;
        private final Safepoints.Part safepoint = world.safepoints.join();
        private final Pause pause = new Pause(safepoint, work);

        Use(int number) {
            allocation = new Allocation(world, number, this, counts);
            refill = new GapRefill(allocation, LOCK, FIRST_GAP, portion);
        }

        @Override
        public void refill(RuntimeThread thread, Allocation into, long bytes) {
            refill.begin(thread, bytes);
        }

        @Override
        public void collect(RuntimeThread thread) {
            pause.begin(thread);
        }
    }

    /** A collection. */
    private final class Work extends Routine implements Pause.Work {
        private final Marker marker = new Marker(world);
        private final Sweep sweep = new Sweep(world, FIRST_GAP, found);
        private final Level live = new Level();
        private final Level free = new Level();
        private final Level largest = new Level();
        private final Level scattered = new Level();
        private Step step = Step.MARK;
        private long collections;

        private enum Step {
            MARK,
            SWEEP,
            END
        }

        @Override
        public void begin(RuntimeThread thread) {
            step = Step.MARK;
            thread.call(this);
            retirement.begin(thread);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case MARK -> {
                    step = Step.SWEEP;
                    marker.begin(thread);
                }
                case SWEEP -> {
                    step = Step.END;
                    sweep.begin(thread, space);
                }
                case END -> {
                    collections++;
                    thread.end();
                }
            }
        }

        @Override
        public void done(long time) {
            live.set(space.end() - space.base() - found.free, time);
            free.set(found.free, time);
            largest.set(found.largest, time);
            scattered.set(found.free == 0 ? 0 : (found.free - found.largest) * PERMILLE / found.free, time);
        }
    }
}
