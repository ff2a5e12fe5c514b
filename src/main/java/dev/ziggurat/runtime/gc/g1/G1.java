package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.Collector;
import dev.ziggurat.runtime.gc.CollectorSpec;
import dev.ziggurat.runtime.gc.HeapKeys;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Retirement;
import dev.ziggurat.runtime.gc.World;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The garbage-first collector (D. Detlefs, C. Flood, S. Heller and T. Printezis, "Garbage-First Garbage Collection", 2004) as HotSpot has it in JDK 17: regions, of which the young and the old ones
 * with the most garbage are evacuated in pauses that are to reach a goal; remembered sets that are refined, and marking, beside the program by a thread of its own.
 */
public final class G1 implements Collector {
    private final Spec spec;
    private final World world;
    private final G1Heap heap;
    private final Retirement retirement = new Retirement();
    private final Allocation.Counts counts = new Allocation.Counts();
    private final List<G1Use> uses = new ArrayList<>();
    private final List<Long> markQueues = new ArrayList<>();
    private final List<Long> cardQueues = new ArrayList<>();
    private final Work work;

    private G1(Spec spec, World world) {
        this.spec = spec;
        this.world = world;
        heap = new G1Heap(spec.base, spec.heap.bytes(), spec.region.bytes());
        work = new Work();
        start();
    }

    /**
     * {@code kind: g1}. Defaults are those of HotSpot (g1_globals.hpp, gc_globals.hpp) for one thread.
     *
     * @param heap the bytes of all regions together
     * @param base where they begin, default 0x200000000
     * @param region the bytes of a region, a power of two from 1 KiB to 32 MiB; default a 2048th of the heap rounded up to one, but 1 MiB at least (G1HeapRegionSize), or a 32nd of a heap
     *     below 32 MiB
     * @param buffer the bytes that a thread takes at once to allocate from, 0 B: just those of the object; default 16 KiB, half a region at most
     * @param pauseGoal how long a pause of a young or mixed collection is to be, default 200 ms (MaxGCPauseMillis)
     * @param newSize the share of the heap that the young have at least, default 5 % (G1NewSizePercent)
     * @param maxNewSize the share that they have at most, default 60 % (G1MaxNewSizePercent)
     * @param ihop the share of the heap in old and humongous regions above which a marking begins, default 45 % (InitiatingHeapOccupancyPercent)
     * @param promoteAfter how many collections an object lives through among the young, 0 to 15, default 15 (MaxTenuringThreshold)
     * @param satbBuffer how many references a buffer of a marking queue holds, default 1024 (G1SATBBufferSize)
     * @param updateBuffer how many cards a buffer of a queue holds, default 256 (G1UpdateBufferSize)
     * @param greenZone so many full buffers of cards are left for the next pause, default 1 (G1ConcRefinementGreenZone, ParallelGCThreads)
     * @param redZone above so many a thread of the program refines its own, default 5 (green + 2 times twice green)
     */
    public record Spec(
            ByteSize heap,
            Long base,
            ByteSize region,
            ByteSize buffer,
            Latency pauseGoal,
            Share newSize,
            Share maxNewSize,
            Share ihop,
            Integer promoteAfter,
            Integer satbBuffer,
            Integer updateBuffer,
            Integer greenZone,
            Integer redZone)
            implements CollectorSpec {
        private static final long GOAL = 200_000_000_000L;
        private static final Share NEW_SIZE = new Share(Share.WHOLE / 100 * 5);
        private static final Share MAX_NEW_SIZE = new Share(Share.WHOLE / 100 * 60);
        private static final Share IHOP = new Share(Share.WHOLE / 100 * 45);
        private static final int OLDEST = 15;
        private static final int SATB_BUFFER = 1024;
        private static final int UPDATE_BUFFER = 256;
        private static final int LARGEST_BUFFER = 1 << 20;
        private static final int MOST_BUFFERS = 1 << 20;

        public Spec {
            HeapKeys.heap(heap);
            region = G1Regions.size(region, heap);
            base = HeapKeys.base("base", base, Places.HEAP, heap.bytes());
            G1Regions.requireWhole(base, heap, region);
            buffer = HeapKeys.buffer(buffer);
            pauseGoal = pauseGoal == null ? Latency.ofPicoseconds(GOAL) : pauseGoal;
            if (pauseGoal.inCycles() || pauseGoal.amount() == 0) {
                throw new SpecException("pause-goal", pauseGoal + " is no time above 0, such as 200 ms");
            }
            newSize = newSize == null ? NEW_SIZE : newSize;
            maxNewSize = maxNewSize == null ? MAX_NEW_SIZE : maxNewSize;
            ihop = ihop == null ? IHOP : ihop;
            if (newSize.billionths() > maxNewSize.billionths()) {
                throw new SpecException("new-size", newSize + " is more than max-new-size, " + maxNewSize);
            }
            promoteAfter = promoteAfter == null ? OLDEST : promoteAfter;
            SpecException.requireRange("promote-after", promoteAfter, 0, OLDEST);
            satbBuffer = satbBuffer == null ? SATB_BUFFER : satbBuffer;
            SpecException.requireRange("satb-buffer", satbBuffer, 1, LARGEST_BUFFER);
            updateBuffer = updateBuffer == null ? UPDATE_BUFFER : updateBuffer;
            SpecException.requireRange("update-buffer", updateBuffer, 1, LARGEST_BUFFER);
            greenZone = greenZone == null ? 1 : greenZone;
            SpecException.requireRange("green-zone", greenZone, 0, MOST_BUFFERS);
            redZone = redZone == null ? 5 * greenZone : redZone;
            SpecException.requireRange("red-zone", redZone, greenZone, 5L * MOST_BUFFERS);
        }

        /** Returns the bytes of a buffer, of whichever queue. */
        long bufferBytes() {
            return G1Queue.HEADER + (long) Math.max(satbBuffer, updateBuffer) * RuntimeThread.WORD;
        }

        @Override
        public List<String> ownThreads() {
            return List.of("gc");
        }

        /** The collector's thread has words of its own among those of the threads. */
        @Override
        public int mostThreads() {
            return Places.MOST_THREADS - 1;
        }

        @Override
        public Collector create(World world) {
            return new G1(this, world);
        }
    }

    /** What the words say when the process begins. */
    private void start() {
        WordStore words = world.words;
        for (int i = heap.regions(); i < heap.kindBytes(); i++) {
            long word = (G1Heap.KINDS + i) & -RuntimeThread.WORD;
            words.write(word, words.read(word) | (long) G1Heap.NONE << (i % RuntimeThread.WORD * Byte.SIZE));
        }
        words.write(G1Heap.FREE_REGIONS, heap.regions());
        words.write(G1Heap.EDEN_LEFT, work.policy.eden(heap.regions(), 0, false));
        words.write(G1Heap.CAN_MARK, 1);
        words.write(G1Heap.BITMAP, G1Heap.firstBitmap());
        words.write(G1BufferList.freshWord(), G1Heap.BUFFERS);
    }

    @Override
    public List<Area> areas() {
        return heap.areas(world.workBytes(spec.heap.bytes()));
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        G1Use use = new G1Use(world, heap, spec, number, new G1Use.Shared(counts, work.policy, work.statistics));
        uses.add(use);
        markQueues.add(use.marks().at());
        cardQueues.add(use.cards().at());
        retirement.add(use.allocation());
        return new G1Mutator(thread, world, use, use.write());
    }

    @Override
    public Routine own(RuntimeThread thread, int place) {
        return work.thread;
    }

    @Override
    public void describe(Section section) {
        work.statistics.describe(section);
        section.counter("remark_pauses", "pauses", "pauses in which a marking ended", work.remark::pauses);
        section.counter("cleanup_pauses", "pauses", "pauses behind them", work.cleanup::pauses);
        section.counter("objects_marked", "objects", "objects marked beside the program", work.shade::marked);
        section.counter("regions_reclaimed", "regions", "regions freed as nothing in them lived", work.cleanup::freed);
        section.counter("objects_survived", "objects", "copies to survivor regions", work.targets::survived);
        section.counter("bytes_survived", "B", "bytes of them", work.targets::survivedBytes);
        section.counter("objects_promoted", "objects", "copies to old regions", work.targets::promoted);
        section.counter("bytes_promoted", "B", "bytes of them", work.targets::promotedBytes);
        section.counter(
                "objects_stayed", "objects", "objects for whose copy there was no region", work.targets::stayed);
        section.counter("bytes_moved", "B", "bytes moved by full collections", work.full.move()::bytes);
        section.counter(
                "satb_enqueued",
                "references",
                "references overwritten while marking was active",
                () -> sum(use -> use.marks().entries()));
        section.counter(
                "cards_enqueued",
                "cards",
                "cards made dirty by the program",
                () -> sum(use -> use.cards().entries()));
        section.counter(
                "barrier_slow_paths",
                "buffers",
                "buffers of queues that were full",
                () -> sum(use -> use.marks().buffers() + use.cards().buffers()));
        section.counter("cards_refined", "cards", "cards refined by the collector's thread", work.refine::refined);
        section.counter(
                "cards_refined_by_program",
                "cards",
                "cards refined by threads of the program",
                () -> sum(use -> use.refine().refined()));
        section.counter(
                "remembered_set_entries",
                "cards",
                "cards entered in remembered sets",
                () -> work.refine.entered()
                        + work.full.rebuild().entered()
                        + sum(use -> use.refine().entered()));
        counts.describe(section);
    }

    private long sum(ToLongFunction<G1Use> of) {
        return uses.stream().mapToLong(of).sum();
    }

    /** What the collector's own thread does. */
    private final class Work {
        private final long local = G1Heap.local(Places.MOST_THREADS - 1);
        private final G1Statistics statistics = new G1Statistics();
        private final G1Policy policy = new G1Policy(
                heap, new G1Policy.Keys(spec.pauseGoal.amount(), spec.newSize, spec.maxNewSize, spec.ihop));
        private final G1BufferList free = new G1BufferList(G1Heap.FREE_BUFFERS, spec.bufferBytes());
        private final G1BufferList fullCards = new G1BufferList(G1Heap.CARD_BUFFERS, 0);
        private final G1BufferList fullMarks = new G1BufferList(G1Heap.MARK_BUFFERS, 0);
        private final G1Shade shade = new G1Shade(heap);
        private final G1Refine refine = new G1Refine(world, heap, local + G1Heap.FENCE);
        private final G1Queue queue =
                new G1Queue(local + G1Heap.CARD_QUEUE, spec.updateBuffer, fullCards, free, G1Queue.Relief.NONE);
        private final G1Lists lists = new G1Lists(heap);
        private final G1Targets targets = new G1Targets(world, heap, spec.promoteAfter);
        private final G1Begin begin = new G1Begin(heap, uses::size);
        private final G1Merge merge = new G1Merge(heap, fullCards, free, spec.updateBuffer, cardQueues);
        private final G1Flush markFlush = new G1Flush(markQueues, spec.satbBuffer, fullMarks, free, shade);
        private final G1Mark mark = new G1Mark(world, heap, shade, fullMarks, free, spec.satbBuffer);
        private final G1Remark remark = new G1Remark(markFlush, mark, begin, shade);
        private final G1Cleanup cleanup = new G1Cleanup(world, heap, policy, targets);
        private final G1Full full = new G1Full(
                world, heap, new G1Flush(cardQueues, spec.updateBuffer, fullCards, free, shade), markFlush, begin);
        private final G1Young young = new G1Young(
                world,
                heap,
                policy,
                new G1Young.Parts(retirement, begin, lists, targets, shade, merge, queue),
                statistics);
        private final G1Thread thread;

        Work() {
            cardQueues.add(local + G1Heap.CARD_QUEUE);
            G1FullPause fullPause = new G1FullPause(retirement, full, policy, targets, shade, young, statistics);
            thread = new G1Thread(
                    world.safepoints.outside(),
                    new G1Thread.Parts(
                            refine,
                            fullCards,
                            free,
                            young,
                            fullPause,
                            mark,
                            new G1RootScan(world, shade),
                            remark,
                            cleanup,
                            new G1Clear(heap, shade)),
                    spec.updateBuffer,
                    spec.greenZone,
                    statistics);
        }
    }
}
