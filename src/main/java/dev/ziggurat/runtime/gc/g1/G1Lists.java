package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** What a pause keeps beside the heap: a stack of places whose references lead into the collection set, and a list of the cards that become dirty at its end. */
final class G1Lists {
    private static final int WORD = 8;

    private final G1Heap heap;

    private long stacked;
    private long cards;
    private long last;

    G1Lists(G1Heap heap) {
        this.heap = heap;
    }

    /** A pause begins. */
    void clear() {
        stacked = 0;
        cards = 0;
        last = 0;
    }

    boolean isEmpty() {
        return stacked == 0;
    }

    /** Yields the store of a place onto the stack. */
    void push(RuntimeThread thread, long place) {
        thread.store(G1Heap.STACK + stacked, place);
        stacked += WORD;
    }

    /** Yields the load of the place that was put there last. */
    long pop(RuntimeThread thread) {
        stacked -= WORD;
        return thread.load(G1Heap.STACK + stacked);
    }

    /** Yields the store of the card of a place into the list, unless it is the last one there. */
    void remember(RuntimeThread thread, long place) {
        long card = heap.cards().card(place);
        if (card != last) {
            last = card;
            thread.store(G1Heap.REDIRTY + cards++ * WORD, card);
        }
    }

    /** Returns how many cards are to become dirty. */
    long cards() {
        return cards;
    }

    private enum Step {
        LOOK,
        PUSH,
        REMEMBER
    }

    /** Looks at references: those into the collection set are put on the stack; of others, that lead into another region, the card is remembered if that is wanted. */
    final class Look extends Routine {
        private long place;
        private long reference;
        private boolean remembers;
        private Step step = Step.LOOK;

        /** Has a thread look at a reference that is not null, which it has just loaded. */
        void begin(RuntimeThread thread, long at, long to, boolean remember) {
            place = at;
            reference = to;
            remembers = remember && heap.crosses(at, to);
            step = Step.LOOK;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case LOOK -> {
                    boolean chosen = (thread.followByte(heap.kindOf(reference)) & G1Heap.CHOSEN) != 0;
                    step = chosen ? Step.PUSH : Step.REMEMBER;
                    if (!chosen && !remembers) {
                        thread.end();
                    }
                }
                case PUSH -> {
                    push(thread, place);
                    thread.end();
                }
                case REMEMBER -> {
                    remember(thread, place);
                    thread.end();
                }
            }
        }
    }
}
