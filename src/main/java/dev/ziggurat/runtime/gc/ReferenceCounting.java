package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * Each object has a count of the references to it, of objects, globals and locals, which every store of a reference changes; at 0 it is freed. Cycles are searched
 * for by generations. As CPython does it up to 3.11, without finalizers, weak references, and objects that live for ever; of one thread, which there holds the
 * global interpreter lock.
 */
public final class ReferenceCounting implements Collector {
    private final Spec spec;
    private final World world;
    private final Space space;
    private final Counted counted;
    private final Allocation.Counts counts = new Allocation.Counts();
    private final Counted.Counts work = new Counted.Counts();
    private final Blocks blocks;

    private ReferenceCounting(Spec spec, World world) {
        this.spec = spec;
        this.world = world;
        space = new Space(spec.base, spec.heap.bytes());
        counted = new Counted(world);
        blocks = new Blocks(world, space);
    }

    /**
     * {@code kind: reference-counting}.
     *
     * @param heap the bytes of the heap
     * @param base where it begins, default 0x200000000
     * @param thresholds how much may happen to each generation before it is searched: objects with references made less those freed, searches of the youngest,
     *     searches of the middle one; default 700, 10, 10 (CPython)
     */
    public record Spec(ByteSize heap, Long base, List<Integer> thresholds) implements CollectorSpec {
        private static final List<Integer> THRESHOLDS = List.of(700, 10, 10);

        public Spec {
            HeapKeys.heap(heap);
            base = HeapKeys.base("base", base, Places.HEAP, heap.bytes());
            thresholds = thresholds == null ? THRESHOLDS : List.copyOf(thresholds);
            if (thresholds.size() != Counted.GENERATIONS || thresholds.stream().anyMatch(threshold -> threshold < 1)) {
                throw new SpecException("thresholds", thresholds + " are no three numbers from 1 on");
            }
        }

        @Override
        public boolean allowsNarrow() {
            return false;
        }

        @Override
        public Collector create(World world) {
            return new ReferenceCounting(this, world);
        }

        /** CPython's counts are guarded by the global interpreter lock, of which there is none. */
        @Override
        public int mostThreads() {
            return 1;
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(space.area("heap"));
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        return new Use(thread);
    }

    @Override
    public void describe(Section section) {
        section.counter(
                "increments", "counts", "counts that rose because a reference was stored", () -> work.increments);
        section.counter("decrements", "counts", "counts that fell", () -> work.decrements);
        section.counter("objects_freed", "objects", "objects whose count fell to 0", () -> work.freed);
        section.counter("bytes_freed", "B", "bytes of them", () -> work.freedBytes);
        section.counter(
                "objects_freed_by_count",
                "objects",
                "objects of them that no search for cycles had to find",
                () -> work.freed - work.freedInCycles);
        section.counter(
                "objects_freed_in_cycles",
                "objects",
                "objects of them whose counts fell to 0 because a search had cleared garbage",
                () -> work.freedInCycles);
        section.counter("searches_young", "searches", "searches of the youngest generation", () -> work.searches[0]);
        section.counter(
                "searches_middle", "searches", "searches of the two younger generations", () -> work.searches[1]);
        section.counter("searches_all", "searches", "searches of all objects", () -> work.searches[2]);
        section.counter(
                "objects_searched", "objects", "objects of the generations that were searched", () -> work.searched);
        counts.describe(section);
    }

    /** What the thread does with the heap. */
    private final class Use implements Mutator {
        private final RuntimeThread thread;
        private final Plain plain;
        private final CountedStore store;
        private final Searches searches;
        private final CountedAllocation allocation;
        private final Safepoints.Part safepoint = world.safepoints.join();

        Use(RuntimeThread thread) {
            this.thread = thread;
            plain = new Plain(thread, world.references);
            Links links = new Links();
            Deallocation deallocation = new Deallocation(counted, world.model, blocks, links, work);
            store = new CountedStore(deallocation, work);
            searches = new Searches(
                    world.log,
                    new Searches.Parts(
                            links,
                            new SubtractReferences(counted, world.model, work),
                            new FindUnreachable(counted, world.model),
                            new ClearGarbage(counted, world.model, links, deallocation, work)),
                    spec.thresholds.stream().mapToInt(Integer::intValue).toArray(),
                    work);
            allocation = new CountedAllocation(
                    world, new CountedAllocation.Parts(counted, blocks, links, store, searches), counts);
        }

        @Override
        public boolean counts() {
            return true;
        }

        @Override
        public void allocate(Types.Shape shape) {
            allocation.begin(thread, shape);
        }

        @Override
        public void read(long object, long place) {
            plain.read(place);
        }

        @Override
        public void write(long object, long place, long value) {
            store.begin(thread, place, value);
        }

        @Override
        public void root(long place, long value) {
            store.begin(thread, place, value);
        }

        @Override
        public Safepoints.Part safepoint() {
            return safepoint;
        }

        @Override
        public void collect() {
            searches.all(thread);
            store.letGo(thread);
        }
    }
}
