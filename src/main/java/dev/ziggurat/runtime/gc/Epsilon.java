package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import java.util.List;

/** Collects nothing: when the heap is full, there is no memory (JEP 318). What a program costs on it is what it costs without a collector. */
public final class Epsilon implements Collector {
    private final World world;
    private final Space space;
    private final long portion;
    private final Allocation.Counts counts = new Allocation.Counts();

    private Epsilon(Spec spec, World world) {
        this.world = world;
        space = new Space(spec.base, spec.heap.bytes());
        portion = world.model.aligned(spec.buffer.bytes());
        world.words.write(SpaceRefill.TOP, space.base());
    }

    /**
     * {@code kind: epsilon}.
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
            return new Epsilon(this, world);
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(space.area("heap"));
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        Use use = new Use(number);
        return new PlainMutator(thread, world, use.allocation, use, world.safepoints.join());
    }

    @Override
    public void describe(Section section) {
        counts.describe(section);
    }

    /** Where a thread gets its buffers. */
    private final class Use implements Allocation.Source {
        private final Allocation allocation;
        private final SpaceRefill refill;

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
            // Nothing is ever freed.
        }
    }
}
