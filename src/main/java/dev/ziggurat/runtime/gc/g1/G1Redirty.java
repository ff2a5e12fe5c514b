package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** At the end of a pause the cards that were remembered become dirty and go into a queue, to be refined while the program runs. */
final class G1Redirty extends Routine {
    private final G1Queue queue;
    private long count;
    private long next;
    private long card;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        LOOK,
        DIRTY,
        ENQUEUE
    }

    G1Redirty(G1Queue queue) {
        this.queue = queue;
    }

    /** Has a thread do so with so many cards of the list. */
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
                    card = thread.load(G1Heap.REDIRTY + next++ * RuntimeThread.WORD);
                    step = Step.LOOK;
                }
            }
            case LOOK -> step = thread.followByte(card) == G1Heap.DIRTY ? Step.NEXT : Step.DIRTY;
            case DIRTY -> {
                thread.storeByte(card, G1Heap.DIRTY);
                step = Step.ENQUEUE;
            }
            case ENQUEUE -> {
                step = Step.NEXT;
                queue.enqueue(thread, card);
            }
        }
    }
}
