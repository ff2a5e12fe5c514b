package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two spaces of which one is in use. When it is full, the world stops, and what lives is copied into the other (Fenichel and Yochelson, 1969); the thread that found it
 * full does that. Threads take buffers from the space by compare-and-exchange.
 */
public final class Semispace implements Collector {
    private final Spec spec;
    private final World world;
    private Space from;
    private Space to;
    private final List<Allocation> allocations = new ArrayList<>();
    private final Allocation.Counts counts = new Allocation.Counts();
    private final Work work;

    private Semispace(Spec spec, World world) {
        this.spec = spec;
        this.world = world;
        long half = spec.heap.bytes() / 2;
        from = new Space(spec.base, half);
        to = new Space(spec.toSpace, half);
        work = new Work();
        world.words.write(SpaceRefill.TOP, from.base());
    }

    /**
     * {@code kind: semispace}.
     *
     * @param heap the bytes of both spaces together
     * @param base where the first space begins, default 0x200000000
     * @param toSpace where the other begins, default right behind it
     * @param copyOrder in what order references are followed, default breadth-first
     * @param buffer the bytes that a thread takes at once to allocate from, 0 B: just those of the object; default 16 KiB
     */
    public record Spec(ByteSize heap, Long base, Long toSpace, CopyOrder copyOrder, ByteSize buffer)
            implements CollectorSpec {
        public Spec {
            HeapKeys.heap(heap);
            base = HeapKeys.base("base", base, Places.HEAP, heap.bytes() / 2);
            toSpace = HeapKeys.base("to-space", toSpace, base + heap.bytes() / 2, heap.bytes() / 2);
            copyOrder = copyOrder == null ? CopyOrder.BREADTH_FIRST : copyOrder;
            buffer = HeapKeys.buffer(buffer);
            if (Math.abs(toSpace - base) < heap.bytes() / 2) {
                throw new SpecException(
                        "to-space", "the spaces overlap: each has half of the heap, " + heap.bytes() / 2 + " B");
            }
        }

        @Override
        public long end() {
            return Math.max(base, toSpace) + heap.bytes() / 2;
        }

        @Override
        public Collector create(World world) {
            return new Semispace(this, world);
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(from.area("heap"), to.area("to-space"));
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        Use use = new Use(number);
        allocations.add(use.allocation);
        return new PlainMutator(thread, world, use.allocation, use, use.safepoint);
    }

    @Override
    public void describe(Section section) {
        section.counter("collections", "collections", "how often the spaces changed places", () -> work.collections);
        section.counter("objects_copied", "objects", "objects that were copied", () -> work.objects);
        section.counter("bytes_copied", "B", "bytes of them", () -> work.bytes);
        section.level("bytes_live", "B", "bytes that lived after the last collection", work.live);
        counts.describe(section);
    }

    /** Where a thread gets its buffers. */
    private final class Use implements Allocation.Source {
        private final Allocation allocation;
        private final BufferRefill refill;
        private final Safepoints.Part safepoint = world.safepoints.join();
        private final Pause pause = new Pause(safepoint, work);

        Use(int number) {
            allocation = new Allocation(world, number, this, counts);
            refill = new BufferRefill(allocation, SpaceRefill.TOP, world.model.aligned(spec.buffer.bytes()));
        }

        @Override
        public void refill(RuntimeThread thread, Allocation into, long bytes) {
            refill.begin(thread, from, bytes);
        }

        @Override
        public void collect(RuntimeThread thread) {
            pause.begin(thread);
        }
    }

    /** A collection. */
    private final class Work extends Routine implements Pause.Work, Evacuation.Destination {
        private final Evacuation evacuation = new Evacuation(world, this);
        private final BreadthFirstCopy breadthFirst = new BreadthFirstCopy(world, evacuation);
        private final DepthFirstCopy depthFirst = new DepthFirstCopy(world, evacuation);
        private boolean copied;
        private long collections;
        private long objects;
        private long bytes;
        private final Level live = new Level();

        @Override
        public void done(long time) {
            live.set(from.top() - from.base(), time);
        }

        @Override
        public void begin(RuntimeThread thread) {
            copied = false;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (!copied) {
                copied = true;
                to.clear();
                copy(thread);
            } else {
                thread.store(SpaceRefill.TOP, to.top());
                flip();
                thread.end();
            }
        }

        private void copy(RuntimeThread thread) {
            if (spec.copyOrder == CopyOrder.BREADTH_FIRST) {
                breadthFirst.begin(thread, to);
            } else {
                depthFirst.begin(thread);
            }
        }

        /** The space that is in use from now on has what lives up to its top; what is left of buffers is in the other. */
        private void flip() {
            Space old = from;
            from = to;
            to = old;
            allocations.forEach(allocation -> allocation.buffer(0, 0));
            collections++;
        }

        @Override
        public long place(long size, long markWord) {
            objects++;
            bytes += size;
            return to.take(size);
        }

        @Override
        public long markWord(long old) {
            return old;
        }
    }
}
