package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.World;

/** What a thread of the program has of the garbage-first collector: its buffer to allocate from, its queues and what it does about them. */
final class G1Use implements G1Mutator.Source {
    private final G1Heap heap;
    private final G1Statistics statistics;
    private final Allocation allocation;
    private final G1Refill refill;
    private final Safepoints.Part safepoint;
    private final G1Request request;
    private final G1Threshold threshold;
    private final G1Refine refine;
    private final G1Queue marks;
    private final G1Queue cards;
    private final G1Write write;

    /** Collections for the object that is being made. */
    private int tries;

    /** What all threads have in common. */
    record Shared(Allocation.Counts counts, G1Policy policy, G1Statistics statistics) {}

    G1Use(World world, G1Heap heap, G1.Spec spec, int number, Shared shared) {
        this.heap = heap;
        statistics = shared.statistics;
        long local = G1Heap.local(number);
        safepoint = world.safepoints.join();
        request = new G1Request(safepoint);
        threshold = new G1Threshold(shared.policy, request, statistics);
        allocation = new Allocation(world, number, this, shared.counts);
        refill = new G1Refill(world, heap, allocation, spec.buffer().bytes());
        refine = new G1Refine(world, heap, local + G1Heap.FENCE);
        G1BufferList free = new G1BufferList(G1Heap.FREE_BUFFERS, spec.bufferBytes());
        G1BufferList fullMarks = new G1BufferList(G1Heap.MARK_BUFFERS, 0);
        G1BufferList fullCards = new G1BufferList(G1Heap.CARD_BUFFERS, 0);
        marks = new G1Queue(local + G1Heap.MARK_QUEUE, spec.satbBuffer(), fullMarks, free, G1Queue.Relief.NONE);
        cards = new G1Queue(
                local + G1Heap.CARD_QUEUE, spec.updateBuffer(), fullCards, free, new G1Relief(fullCards, refine, spec));
        write = new G1Write(world, heap, local, marks, cards);
    }

    G1Refine refine() {
        return refine;
    }

    /** Returns the queue of what is overwritten while marking is active. */
    G1Queue marks() {
        return marks;
    }

    /** Returns the queue of cards that became dirty. */
    G1Queue cards() {
        return cards;
    }

    G1Write write() {
        return write;
    }

    @Override
    public Allocation allocation() {
        return allocation;
    }

    @Override
    public Safepoints.Part safepoint() {
        return safepoint;
    }

    @Override
    public void begin() {
        tries = 0;
    }

    /**
     * Behind a full collection there is a region for the object as long as one is free, whatever other threads have taken meanwhile: HotSpot makes the object before the program goes on
     * (satisfy_failed_allocation). Before a humongous object is made it may be time for a marking (attempt_allocation_humongous).
     */
    @Override
    public void refill(RuntimeThread thread, Allocation into, long bytes) {
        refill.begin(thread, bytes, tries > 1);
        if (tries == 0 && heap.humongous(bytes)) {
            // What is called last runs first.
            threshold.begin(thread, bytes);
        }
    }

    /** After a collection of the young in vain there is a full one. */
    @Override
    public void collect(RuntimeThread thread) {
        statistics.stalled();
        request.begin(thread, tries++ > 0);
    }

    @Override
    public void collectAll(RuntimeThread thread) {
        request.begin(thread, true);
    }
}
