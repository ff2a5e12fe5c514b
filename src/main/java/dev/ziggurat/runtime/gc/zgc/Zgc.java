package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.Collector;
import dev.ziggurat.runtime.gc.CollectorSpec;
import dev.ziggurat.runtime.gc.HeapKeys;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.World;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Marks and moves objects while the program runs: references in objects have colours, and a barrier at their loads mends those of a bad one (ZGC with one generation, JDK 15 to 20; JEP 333, 377). The collector
 * has a thread of its own. The world stands for no more than the roots.
 *
 * <p>That nothing is lost: whatever a thread holds in a register while objects are marked it has made since, found in a root that was looked at when marking began, or loaded through the barrier, which has had
 * it marked. So no reference to an unmarked object can be stored, and stores need no barrier (the strong tricolour invariant).
 */
public final class Zgc implements Collector {
    private final Spec spec;
    private final World world;
    private final ZPages pages;
    private final ZColours colours = new ZColours();
    private final ZDirector director;
    private final Allocation.Counts counts = new Allocation.Counts();
    private final List<Use> uses = new ArrayList<>();
    private final List<ZThread> threads = new ArrayList<>();
    private final ZDriver driver;

    private Zgc(Spec spec, World world) {
        this.spec = spec;
        this.world = world;
        pages = new ZPages(spec.base, spec.heap.bytes(), spec.page.bytes());
        director = new ZDirector(spec.heap.bytes(), spec.page.bytes());
        driver = new ZDriver(world, pages, colours, director, threads, spec.fragmentationLimit);
        world.words.write(ZPages.CYCLE, 1);
        world.words.write(ZPages.DONE, 1);
        world.words.write(ZPages.WANTED, 1);
        // The last granule is the reserve.
        long last = pages.granules() - 1;
        world.words.write(ZPages.RESERVE, ZPages.record(last));
        world.words.write(ZPages.taken(last / Long.SIZE), 1L << (last % Long.SIZE));
        world.words.write(ZPages.local(Places.MOST_THREADS - 1) + ZPages.BAD, colours.bad());
    }

    /**
     * {@code kind: zgc}.
     *
     * @param heap the bytes of the heap, at least four pages
     * @param page the bytes of a small page, a power of two from 1 KiB to 2 MiB, default 2 MiB (ZPageSizeSmall)
     * @param fragmentationLimit the share of a page that may be garbage and stay, from 12.5 % (what a page of large objects may leave unused) on, default 25 % (ZFragmentationLimit)
     * @param base where the heap begins, default 0x200000000
     * @param buffer the bytes that a thread takes at once to allocate from, an eighth of a page at most, 0 B: just those of the object; default 16 KiB
     */
    public record Spec(ByteSize heap, ByteSize page, Share fragmentationLimit, Long base, ByteSize buffer)
            implements CollectorSpec {
        private static final long SMALL_PAGE = 2 << 20;
        private static final long LEAST_PAGE = 1 << 10;
        private static final long LEAST_PAGES = 4;
        private static final long LEAST_LIMIT = Share.WHOLE / 8;

        public Spec {
            HeapKeys.heap(heap);
            page = page == null ? new ByteSize(SMALL_PAGE) : page;
            fragmentationLimit = fragmentationLimit == null ? Share.parse("25 %") : fragmentationLimit;
            base = HeapKeys.base("base", base, Places.HEAP, heap.bytes());
            buffer = HeapKeys.buffer(buffer);
            if (page.bytes() < LEAST_PAGE || page.bytes() > SMALL_PAGE || Long.bitCount(page.bytes()) != 1) {
                throw new SpecException("page", page + " is no power of two from 1 KiB to 2 MiB");
            }
            if (heap.bytes() % page.bytes() != 0 || heap.bytes() < LEAST_PAGES * page.bytes()) {
                throw new SpecException(
                        "heap", "'heap' has " + heap + ", which is not a number of pages of " + page + ", 4 at least");
            }
            if (fragmentationLimit.billionths() < LEAST_LIMIT) {
                throw new SpecException(
                        "fragmentation-limit",
                        fragmentationLimit + " is less than 12.5 %, which a page that is filled up may leave unused");
            }
        }

        @Override
        public boolean allowsNarrow() {
            return false;
        }

        @Override
        public long mostAlignment() {
            return page.bytes();
        }

        @Override
        public List<String> ownThreads() {
            return List.of("gc");
        }

        @Override
        public int mostThreads() {
            return Places.MOST_THREADS - 1;
        }

        @Override
        public Collector create(World world) {
            return new Zgc(this, world);
        }
    }

    @Override
    public List<Area> areas() {
        return pages.areas();
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        Use use = new Use(number);
        uses.add(use);
        return new ZMutator(thread, world, use.allocation, use.barrier, colours, director, use.safepoint);
    }

    @Override
    public Routine own(RuntimeThread thread, int place) {
        return driver;
    }

    @Override
    public long resolve(long word) {
        long address = ZColours.address(word);
        return colours.stale(word) ? ZFind.peek(world.words, pages, address) : address;
    }

    @Override
    public void describe(Section section) {
        driver.describe(section);
        describeBarriers(section);
        describeMoves(section);
        counts.describe(section);
    }

    private void describeBarriers(Section section) {
        sum(
                section,
                "barrier_marks",
                "references",
                "references loaded in a bad colour while objects were marked",
                use -> use.barrier.marks());
        sum(
                section,
                "barrier_remaps",
                "references",
                "references loaded in a bad colour while objects were moved, to objects that stay or had been moved",
                use -> use.barrier.remaps());
        sum(
                section,
                "barrier_relocations",
                "references",
                "references loaded in a bad colour to objects that were moved then",
                use -> use.barrier.relocations());
    }

    private void describeMoves(Section section) {
        sum(
                section,
                "bytes_relocated_by_program",
                "B",
                "bytes of objects that threads of the program moved",
                use -> use.relocate.bytes());
        sum(
                section,
                "relocations_lost",
                "copies",
                "copies in vain, for another thread moved the object",
                use -> use.relocate.lost());
        sum(
                section,
                "relocation_waits",
                "waits",
                "waits for the collector to empty a page, for want of one to move an object to",
                use -> use.relocate.waits());
        sum(
                section,
                "stalls",
                "stalls",
                "objects for which a thread had to wait until a page was free",
                use -> use.refill.stalled());
        section.time("stall_ns", "time that threads waited so", () -> sum(use -> use.refill.stalledTime()));
    }

    private void sum(Section section, String metric, String unit, String sentence, ToLongFunction<Use> of) {
        section.counter(metric, unit, sentence, () -> sum(of));
    }

    private long sum(ToLongFunction<Use> of) {
        return uses.stream().mapToLong(of).sum();
    }

    /** How a thread uses the heap. */
    private final class Use implements Allocation.Source {
        private final Allocation allocation;
        private final ZRefill refill;
        private final ZRelocateObject relocate;
        private final ZLoadBarrier barrier;
        private final Safepoints.Part safepoint = world.safepoints.join();

        Use(int number) {
            long local = ZPages.local(number);
            ZPageTake take = ZPageTake.ofProgram(pages, director);
            ZMarkStack stack = new ZMarkStack(local);
            allocation = new Allocation(world, number, this, counts);
            refill = new ZRefill(pages, allocation, safepoint, take, new ZRequest(director), buffer());
            relocate = ZRelocateObject.ofProgram(world, pages, new ZSharedPage(pages, take));
            barrier = new ZLoadBarrier(pages, colours, local, new ZMarkObject(pages, stack), relocate);
            threads.add(new ZThread(local, allocation, refill, stack));
            world.words.write(local + ZPages.BAD, colours.bad());
        }

        /** No buffer is larger than the largest object of a small page. */
        private long buffer() {
            long most = pages.smallObjects();
            long aligned = world.model.aligned(1);
            return Math.min(world.model.aligned(spec.buffer.bytes()), most / aligned * aligned);
        }

        @Override
        public void refill(RuntimeThread thread, Allocation into, long bytes) {
            refill.begin(thread, bytes);
        }

        @Override
        public void collect(RuntimeThread thread) {
            // The thread has waited for a whole cycle.
        }
    }
}
