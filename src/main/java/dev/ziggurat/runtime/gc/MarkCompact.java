package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import java.util.List;

/**
 * Marks what lives and slides it together at the beginning of the heap, in the order of addresses, while the world stands: the LISP 2 algorithm (R. Jones, A.
 * Hosking and E. Moss, "The Garbage Collection Handbook", 2012, section 3.2). Where an object goes stands as a distance in its mark word.
 */
public final class MarkCompact implements Collector {
    private final World world;
    private final Space space;
    private final long portion;
    private final Allocation.Counts counts = new Allocation.Counts();
    private final Retirement retirement = new Retirement();
    private final Work work;

    private MarkCompact(Spec spec, World world) {
        this.world = world;
        space = new Space(spec.base, spec.heap.bytes());
        portion = world.model.aligned(spec.buffer.bytes());
        work = new Work();
        world.words.write(SpaceRefill.TOP, space.base());
    }

    /**
     * {@code kind: mark-compact}.
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
            return new MarkCompact(this, world);
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
        section.counter("objects_moved", "objects", "objects of them that were moved", work.move::objects);
        section.counter("bytes_moved", "B", "bytes of those", work.move::bytes);
        section.counter("references_updated", "references", "references that were changed", work.update::changed);
        section.level("bytes_live", "B", "bytes that lived after the last collection", work.live);
        counts.describe(section);
    }

    /** Where a thread gets its buffers. */
    private final class Use implements Allocation.Source {
        private final Allocation allocation;
        private final SpaceRefill refill;
        private final Safepoints.Part safepoint = world.safepoints.join();
        private final Pause pause = new Pause(safepoint, work);

        Use(int number) {
            allocation = new Allocation(world, number, this, counts);
            refill = new SpaceRefill(allocation, space, portion);
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
        private final SlideOrder order = new SlideOrder(world);
        private final SlideUpdate update = new SlideUpdate(world);
        private final SlideMove move = new SlideMove(world);
        private Step step = Step.TOP;
        private long collections;
        private final Level live = new Level();

        /** Up to here the heap is given out. */
        private long top;

        private enum Step {
            TOP,
            MARK,
            ORDER,
            UPDATE,
            MOVE,
            NEW_TOP,
            END
        }

        @Override
        public void done(long time) {
            live.set(order.top() - space.base(), time);
        }

        @Override
        public void begin(RuntimeThread thread) {
            step = Step.TOP;
            thread.call(this);
            retirement.begin(thread);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case TOP -> {
                    top = thread.load(SpaceRefill.TOP);
                    step = Step.MARK;
                }
                case MARK -> {
                    step = Step.ORDER;
                    marker.begin(thread);
                }
                case ORDER -> {
                    step = Step.UPDATE;
                    order.begin(thread, space.base(), top);
                }
                case UPDATE -> {
                    step = Step.MOVE;
                    update.begin(thread, space.base(), top);
                }
                case MOVE -> {
                    step = Step.NEW_TOP;
                    move.begin(thread, space.base(), top);
                }
                case NEW_TOP -> {
                    thread.store(SpaceRefill.TOP, order.top());
                    step = Step.END;
                }
                case END -> {
                    collections++;
                    thread.end();
                }
            }
        }
    }
}
