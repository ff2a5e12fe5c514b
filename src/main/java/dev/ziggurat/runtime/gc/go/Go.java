package dev.ziggurat.runtime.gc.go;

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
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks beside the program and sweeps beside it, as Go does since 1.19; nothing moves. The world stops twice a cycle and shortly, to switch the write barrier on and to end marking.
 * Objects lie in spans of one class of size; a thread allocates from spans of its own. Threads that allocate while marking is under way mark too, so that it is over in time.
 */
public final class Go implements Collector {
    private final Spec spec;
    private final World world;
    private final GoHeap heap;
    private final GoPacer pacer;
    private final GoCounts counts = new GoCounts();
    private final Allocation.Counts allocated = new Allocation.Counts();
    private final GoWorker worker;
    private int threads;

    private Go(Spec spec, World world) {
        this.spec = spec;
        this.world = world;
        heap = new GoHeap(world.words, spec.base, spec.heap.bytes(), spec.page.bytes(), world.model.aligned(1));
        pacer = new GoPacer(
                new GoPacer.Limits(spec.heap.bytes(), spec.leastHeap.bytes(), spec.gogc),
                world.cores,
                world.roots.globals() * RuntimeThread.WORD);
        world.words.write(GoPlaces.TRIGGER, pacer.trigger());
        world.words.write(GoPlaces.BUFFERS_TOP, Places.WORK);
        world.words.write(GoPlaces.SWEEP_INDEX, GoSweepNext.LISTS);
        worker = worker(new GoActor(world, heap, spec.gogc, counts));
    }

    private GoWorker worker(GoActor actor) {
        return new GoWorker(
                world,
                new GoWorker.Parts(
                        actor,
                        pacer,
                        new GoStart(pacer, spec.gogc, this::threads, actor.sweepNext),
                        new GoFinish(heap, pacer, this::threads, actor),
                        new GoAsk(this::threads, actor.errands),
                        world.safepoints.outside()),
                this::threads);
    }

    private int threads() {
        return threads;
    }

    /**
     * {@code kind: go}.
     *
     * @param heap the bytes of the heap, which is never larger (GOMEMLIMIT, but that it is never passed)
     * @param base where it begins, default 0x200000000
     * @param gogc how much may be allocated before a cycle is over, in percent of what lived after the last and of the roots, default 100 (GOGC)
     * @param leastHeap what a cycle's goal is at least where {@code gogc} is 100; from a page to the heap, default 4 MiB (defaultHeapMinimum in Go's mgcpacer.go), or the heap if that is smaller
     * @param page the bytes of a page, of which spans are made; default 8 KiB (_PageSize in Go's malloc.go)
     * @param barrierBuffer how many references a thread's write barrier keeps before it marks them; default 512 (wbBufEntries in Go's mwbbuf.go)
     */
    public record Spec(ByteSize heap, Long base, Integer gogc, ByteSize leastHeap, ByteSize page, Integer barrierBuffer)
            implements CollectorSpec {
        private static final int GOGC = 100;
        private static final int MOST_GOGC = 100_000;
        private static final int BARRIER_BUFFER = 512;
        private static final int LEAST_BUFFER = 2;
        private static final long PAGE = 8 << 10;
        private static final long LEAST_PAGE = 256;

        public Spec {
            HeapKeys.heap(heap);
            base = HeapKeys.base("base", base, Places.HEAP, heap.bytes());
            gogc = gogc == null ? GOGC : gogc;
            leastHeap = leastHeap == null ? new ByteSize(Math.min(GoPacer.LEAST_HEAP, heap.bytes())) : leastHeap;
            page = page == null ? new ByteSize(PAGE) : page;
            barrierBuffer = barrierBuffer == null ? BARRIER_BUFFER : barrierBuffer;
            SpecException.requireRange("gogc", gogc, 1, MOST_GOGC);
            SpecException.requireRange("barrier-buffer", barrierBuffer, LEAST_BUFFER, BARRIER_BUFFER);
            if (Long.bitCount(page.bytes()) != 1 || page.bytes() < LEAST_PAGE || page.bytes() > PAGE) {
                throw new SpecException("page", page + " is no power of two from 256 B to 8 KiB");
            }
            if (leastHeap.bytes() < page.bytes()) {
                throw new SpecException("least-heap", leastHeap + " is less than a page, which has " + page);
            }
            if (leastHeap.bytes() > heap.bytes()) {
                throw new SpecException("least-heap", leastHeap + " is more than the heap, which has " + heap);
            }
        }

        @Override
        public boolean allowsNarrow() {
            return false;
        }

        @Override
        public List<String> ownThreads() {
            return List.of("gc");
        }

        @Override
        public Collector create(World world) {
            return new Go(this, world);
        }
    }

    @Override
    public List<Area> areas() {
        return new ArrayList<>(heap.areas());
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        GoActor actor = new GoActor(world, heap, spec.gogc, counts);
        Safepoints.Part safepoint = world.safepoints.join();
        GoHandshake handshake = new GoHandshake(number, actor.errands, safepoint);
        safepoint.also(handshake);
        threads++;
        long buffer = GoPlaces.barrier(number);
        world.words.write(GoPlaces.barrierNext(number), buffer);
        world.words.write(GoPlaces.barrierEnd(number), buffer + (long) spec.barrierBuffer * RuntimeThread.WORD);
        GoAllocation.Parts parts = new GoAllocation.Parts(
                safepoint,
                new GoAssist(number, actor, handshake, safepoint, new GoAssist.Keys(pacer.overAssist(), counts)),
                new GoRefill(heap, actor, number),
                new GoLarge(world, heap, actor),
                new GoCycle(handshake, actor.sweepNext),
                actor.sweepNext,
                allocated,
                counts);
        return new GoMutator(
                thread,
                world,
                new GoAllocation(world, heap, parts, number),
                new GoBarrier(number, world.references, actor.errands, counts),
                parts);
    }

    @Override
    public Routine own(RuntimeThread thread, int place) {
        return worker;
    }

    @Override
    public void describe(Section section) {
        section.counter("cycles", "cycles", "cycles that are over", worker::cycles);
        section.counter(
                "mark_restarts",
                "pauses",
                "how often the world had stopped to end marking, and not all was marked",
                worker::restarts);
        section.time("mark_ns", "time in which marking was under way beside the program", worker::marking);
        section.time("mark_work_ns", "of it, the time in which the collector's thread did not sleep", worker::working);
        section.counter(
                "objects_marked", "objects", "objects that were marked, without those made black", () -> counts.marked);
        section.counter(
                "background_scan_bytes", "B", "bytes that the collector's thread scanned", () -> counts.backgroundWork);
        section.counter(
                "assist_scan_bytes",
                "B",
                "bytes that threads scanned for what they allocated",
                () -> counts.assistWork);
        section.counter(
                "assist_credit_bytes",
                "B",
                "bytes that they took from what the collector's thread had scanned",
                () -> counts.credit);
        section.counter("assists", "assists", "how often a thread scanned for what it allocated", () -> counts.assists);
        section.time("assist_ns", "time of them", () -> counts.assistTime);
        section.counter(
                "assist_waits",
                "waits",
                "how often a thread waited, for it owed work and there was none",
                () -> counts.waits);
        section.time("assist_wait_ns", "time of them", () -> counts.waitTime);
        section.counter(
                "barrier_entries",
                "stores",
                "stores of references whose barrier kept the old one and the new one",
                () -> counts.barriers);
        section.counter(
                "barrier_flushes",
                "flushes",
                "how often the references that a barrier had kept were marked",
                () -> counts.flushes);
        section.counter(
                "frames_scanned",
                "frames",
                "frames that were scanned by their thread",
                () -> counts.framesByThemselves);
        section.counter(
                "frames_scanned_for_waiting",
                "frames",
                "frames of threads that waited, which the collector's thread scanned",
                () -> counts.framesByCollector);
        section.counter("spans_swept", "spans", "spans that were swept", () -> counts.swept);
        section.counter(
                "spans_swept_before_allocation",
                "spans",
                "spans of them that threads swept for what they were about to allocate",
                () -> counts.sweptByThreads);
        section.counter(
                "pages_freed",
                "pages",
                "pages of spans without objects, which went back to the heap",
                () -> counts.pagesFreed);
        section.counter(
                "objects_freed",
                "objects",
                "objects that were not marked when their spans were swept",
                () -> counts.freed);
        section.counter(
                "allocation_stalls",
                "stalls",
                "how often a thread waited for a cycle, for there was no memory",
                () -> counts.stalls);
        section.time("allocation_stall_ns", "time of them", () -> counts.stallTime);
        section.level("bytes_live", "B", "bytes of objects that the last cycle marked", worker.live);
        section.level("heap_goal", "B", "bytes at which the next cycle is to be over", worker.goal);
        section.level("heap_trigger", "B", "bytes at which the next cycle begins", worker.trigger);
        allocated.describe(section);
    }
}
