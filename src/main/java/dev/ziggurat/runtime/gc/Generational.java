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
 * Two generations, as HotSpot's serial collector has them: objects are made in eden; what lives of the young is copied to a survivor space, and after enough collections to the
 * old space (D. Ungar, "Generation Scavenging", 1984). Each write of a reference marks a card (a store), so that a collection of the young finds those from the old space. When
 * the old space might not hold what is young, everything is slid together. An object larger than half of eden is made in the old space.
 */
public final class Generational implements Collector {
    private final Spec spec;
    private final World world;
    private final Generations heap;
    private final Retirement retirement = new Retirement();
    private final Allocation.Counts counts = new Allocation.Counts();
    private final Work work;

    private Generational(Spec spec, World world) {
        this.spec = spec;
        this.world = world;
        heap = new Generations(
                spec.base, spec.heap.bytes(), spec.young.bytes(), spec.survivor.bytes(), spec.promoteAfter);
        work = new Work();
        world.words.write(Generations.EDEN_TOP, heap.eden().base());
        world.words.write(Generations.OLD_TOP, heap.old().base());
    }

    /**
     * {@code kind: generational}.
     *
     * @param heap the bytes of all spaces together
     * @param young the bytes of eden and the survivor spaces, default a third of the heap (HotSpot's NewRatio=2)
     * @param survivor the bytes of a survivor space, default a tenth of the young ones (HotSpot's SurvivorRatio=8)
     * @param promoteAfter how many collections an object lives through among the young, 0 to 15, default 15 (HotSpot's MaxTenuringThreshold)
     * @param base where the heap begins, default 0x200000000
     * @param buffer the bytes that a thread takes at once to allocate from, 0 B: just those of the object; default 16 KiB
     */
    public record Spec(
            ByteSize heap, ByteSize young, ByteSize survivor, Integer promoteAfter, Long base, ByteSize buffer)
            implements CollectorSpec {
        private static final long CARD = Cards.CARD;
        private static final int NEW_RATIO = 2;
        private static final int SURVIVOR_RATIO = 8;
        private static final int OLDEST = 15;

        public Spec {
            HeapKeys.heap(heap);
            young = young == null ? cards(heap.bytes() / (NEW_RATIO + 1)) : young;
            survivor = survivor == null ? cards(young.bytes() / (SURVIVOR_RATIO + 2)) : survivor;
            promoteAfter = promoteAfter == null ? OLDEST : promoteAfter;
            base = HeapKeys.base("base", base, Places.HEAP, heap.bytes());
            buffer = HeapKeys.buffer(buffer);
            SpecException.requireRange("promote-after", promoteAfter, 0, OLDEST);
            requireCards("young", young, heap.bytes() - CARD, "the heap has " + heap);
            requireCards("survivor", survivor, (young.bytes() - CARD) / 2, "the young spaces have " + young);
        }

        private static ByteSize cards(long bytes) {
            return new ByteSize(Math.max(CARD, bytes / CARD * CARD));
        }

        private static void requireCards(String key, ByteSize given, long most, String whole) {
            if (given.bytes() < CARD || given.bytes() % CARD != 0 || given.bytes() > most) {
                throw new SpecException(
                        key, given + " is no multiple of 512 B from 512 B to " + most + " B; " + whole + " altogether");
            }
        }

        @Override
        public Collector create(World world) {
            return new Generational(this, world);
        }
    }

    @Override
    public List<Area> areas() {
        List<Area> areas = new ArrayList<>(heap.cards().areas());
        areas.add(new Area("heap", spec.base, spec.heap.bytes()));
        return areas;
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        Use use = new Use(number);
        retirement.add(use.allocation);
        PlainMutator plain = new PlainMutator(thread, world, use.allocation, use, use.safepoint);
        return new CardMutator(plain, thread, world.references, heap.cards(), () -> work.needsOld = true);
    }

    @Override
    public void describe(Section section) {
        section.counter("young_collections", "collections", "collections of the young", () -> work.youngCollections);
        section.counter("full_collections", "collections", "collections of everything", () -> work.fullCollections);
        section.counter("objects_survived", "objects", "copies to a survivor space", heap::survived);
        section.counter("bytes_survived", "B", "bytes of them", heap::survivedBytes);
        section.counter("objects_promoted", "objects", "copies from the young to the old space", heap::promoted);
        section.counter("bytes_promoted", "B", "bytes of them", heap::promotedBytes);
        section.counter("objects_marked", "objects", "objects marked by full collections", work.full.marker()::marked);
        section.counter("bytes_moved", "B", "bytes moved by full collections", work.full.move()::bytes);
        section.level("bytes_live", "B", "bytes in use after the last collection", work.live);
        counts.describe(section);
    }

    /** Where a thread gets its buffers. */
    private final class Use implements Allocation.Source {
        private final Allocation allocation;
        private final GenerationalRefill refill;
        private final Safepoints.Part safepoint = world.safepoints.join();
        private final Pause pause = new Pause(safepoint, work);

        Use(int number) {
            allocation = new Allocation(world, number, this, counts);
            refill = new GenerationalRefill(heap, allocation, world.model.aligned(spec.buffer.bytes()));
        }

        @Override
        public void refill(RuntimeThread thread, Allocation into, long bytes) {
            refill.begin(thread, bytes);
        }

        @Override
        public void collect(RuntimeThread thread) {
            work.needsOld |= refill.large();
            pause.begin(thread);
        }
    }

    /** A collection. */
    private final class Work extends Routine implements Pause.Work {
        private final YoungCollection young = new YoungCollection(world, heap);
        private final FullCollection full = new FullCollection(world, heap);
        private long youngCollections;
        private long fullCollections;
        private final Level live = new Level();

        /** Whether room in the old space is wanted. */
        private boolean needsOld;

        private Step step = Step.EDEN;

        private enum Step {
            EDEN,
            OLD,
            COLLECT,
            NEW_EDEN,
            NEW_OLD,
            END
        }

        @Override
        public void done(long time) {
            live.set(heap.used(), time);
        }

        @Override
        public void begin(RuntimeThread thread) {
            step = Step.EDEN;
            thread.call(this);
            retirement.begin(thread);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case EDEN -> {
                    heap.eden().top(thread.load(Generations.EDEN_TOP));
                    step = Step.OLD;
                }
                case OLD -> {
                    heap.old().top(thread.load(Generations.OLD_TOP));
                    step = Step.COLLECT;
                }
                case COLLECT -> {
                    step = Step.NEW_EDEN;
                    collect(thread);
                }
                case NEW_EDEN -> {
                    thread.store(Generations.EDEN_TOP, heap.eden().top());
                    step = Step.NEW_OLD;
                }
                case NEW_OLD -> {
                    thread.store(Generations.OLD_TOP, heap.old().top());
                    step = Step.END;
                }
                case END -> {
                    thread.end();
                }
            }
        }

        private void collect(RuntimeThread thread) {
            if (needsOld || !heap.canPromote()) {
                needsOld = false;
                fullCollections++;
                full.begin(thread);
            } else {
                youngCollections++;
                young.begin(thread);
            }
        }
    }
}
