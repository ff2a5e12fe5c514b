package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.World;

/**
 * Refines the cards of a buffer while the program runs: each that is still dirty becomes clean, and its references into other regions are entered in the remembered sets of those
 * (G1RemSet::refine_card_concurrently). A store that comes behind the cleaning makes the card dirty again.
 */
final class G1Refine extends Routine {
    private final G1Heap heap;
    private final long fence;
    private final G1Remset remset;
    private final G1CardScan scan;

    private long at;
    private long bufferAt;
    private long end;
    private long card;
    private long cardAt;
    private long top;
    private Step step = Step.ENTRY;

    private long refined;

    private enum Step {
        ENTRY,
        CARD,
        KIND,
        TOP,
        CLEAN,
        FENCE,
        SCAN
    }

    /** Makes the code of a thread, which has a word to fence with. */
    G1Refine(World world, G1Heap heap, long fence) {
        this.heap = heap;
        this.fence = fence;
        remset = new G1Remset(heap);
        scan = new G1CardScan(
                world,
                heap,
                (thread, place, reference) -> remset.add(
                        thread,
                        heap.index(reference),
                        G1Heap.cardNumber(heap.cards().card(place))));
    }

    /** Has a thread do so with all entries of a full buffer, whose address was loaded by the reference at a position; answers 1. */
    void begin(RuntimeThread thread, long buffer, long position, int entries) {
        bufferAt = position;
        at = buffer + G1Queue.HEADER;
        end = at + (long) entries * RuntimeThread.WORD;
        step = Step.ENTRY;
        thread.call(this);
    }

    /** Returns how many cards were refined, ever. */
    long refined() {
        return refined;
    }

    /** Returns how many cards were entered in remembered sets, ever. */
    long entered() {
        return remset.added();
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case ENTRY -> {
                if (at == end) {
                    thread.end(1);
                } else {
                    card = thread.follow(at, bufferAt);
                    cardAt = thread.position();
                    at += RuntimeThread.WORD;
                    step = Step.CARD;
                }
            }
            case CARD -> step = thread.followByte(card) == G1Heap.DIRTY ? Step.KIND : Step.ENTRY;
            case KIND -> {
                thread.from(cardAt);
                int kind = thread.followByte(heap.kindOf(heap.cards().first(card)));
                step = G1Heap.tenured(kind) ? Step.TOP : Step.ENTRY;
            }
            case TOP -> {
                top = thread.follow(heap.wordOf(heap.cards().first(card), G1Heap.TOP), cardAt);
                step = heap.cards().first(card) < top ? Step.CLEAN : Step.ENTRY;
            }
            case CLEAN -> {
                thread.storeByte(card, G1Heap.CLEAN);
                step = Step.FENCE;
            }
            case FENCE -> {
                thread.add(fence, 0);
                refined++;
                step = Step.SCAN;
            }
            case SCAN -> {
                step = Step.ENTRY;
                scan.begin(thread, card, cardAt, top);
            }
        }
    }
}
