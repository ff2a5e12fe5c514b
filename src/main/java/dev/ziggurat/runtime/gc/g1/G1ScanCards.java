package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.World;

/** Scans the cards of the list for references into the collection set; a card that was dirty is remembered for its other references into other regions. */
final class G1ScanCards extends Routine {
    private final G1Heap heap;
    private final G1CardScan scan;

    private long count;
    private long next;
    private long card;
    private long cardAt;
    private boolean logged;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        VALUE,
        CLEAN,
        TOP
    }

    G1ScanCards(World world, G1Heap heap, G1Lists lists) {
        this.heap = heap;
        G1Lists.Look look = lists.new Look();
        scan = new G1CardScan(world, heap, (thread, place, reference) -> look.begin(thread, place, reference, logged));
    }

    /** Has a thread scan so many cards. */
    void begin(RuntimeThread thread, long cards) {
        count = cards;
        next = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                if (next == count) {
                    thread.end();
                } else {
                    card = thread.load(G1Heap.SCAN + next++ * RuntimeThread.WORD);
                    cardAt = thread.position();
                    step = Step.VALUE;
                }
            }
            case VALUE -> {
                logged = thread.followByte(card) == G1Heap.LOGGED;
                step = Step.CLEAN;
            }
            case CLEAN -> {
                thread.storeByte(card, G1Heap.CLEAN);
                step = Step.TOP;
            }
            case TOP -> {
                long first = heap.cards().first(card);
                long top = thread.follow(heap.wordOf(first, G1Heap.TOP), cardAt);
                step = Step.NEXT;
                if (first < top) {
                    scan.begin(thread, card, cardAt, top);
                }
            }
        }
    }
}
