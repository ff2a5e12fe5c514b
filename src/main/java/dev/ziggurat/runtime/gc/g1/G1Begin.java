package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.function.IntSupplier;

/**
 * At the beginning of a marking, while the world stands: of each region it is stored how far it is used, and all threads begin to put what they overwrite into their queues
 * (G1ConcurrentMark::pre_concurrent_start). The other way round at its end: what was made since is known to live, and the threads stop it.
 */
final class G1Begin extends Routine {
    private final G1Heap heap;
    private final IntSupplier threads;

    private boolean begins;
    private int region;
    private int thread;
    private long word;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        START,
        LIVE,
        THREADS
    }

    G1Begin(G1Heap heap, IntSupplier threads) {
        this.heap = heap;
        this.threads = threads;
    }

    /** Has a thread begin a marking, or end it. */
    void begin(RuntimeThread by, boolean beginning) {
        begins = beginning;
        region = 0;
        thread = 0;
        step = Step.NEXT;
        by.call(this);
    }

    @Override
    protected void step(RuntimeThread by) {
        switch (step) {
            case NEXT -> {
                if (region == heap.regions()) {
                    step = Step.THREADS;
                } else {
                    word = by.load(G1Heap.word(region, begins ? G1Heap.TOP : G1Heap.NEXT_START));
                    step = Step.START;
                }
            }
            case START -> {
                by.store(G1Heap.word(region, begins ? G1Heap.NEXT_START : G1Heap.MARK_START), word);
                step = begins ? Step.LIVE : Step.NEXT;
                region += begins ? 0 : 1;
            }
            case LIVE -> {
                by.store(G1Heap.word(region++, G1Heap.LIVE), 0);
                step = Step.NEXT;
            }
            case THREADS -> {
                if (thread == threads.getAsInt()) {
                    by.end();
                } else {
                    by.storeByte(G1Heap.local(thread++) + G1Heap.ACTIVE, begins ? 1 : 0);
                }
            }
        }
    }
}
