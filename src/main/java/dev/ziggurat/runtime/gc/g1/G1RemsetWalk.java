package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Goes through the cards of a remembered set, while nobody enters any: two slots, or 64 bits, a load. */
final class G1RemsetWalk extends Routine {
    private static final long HALF = 0xffff_ffffL;

    private final G1Heap heap;
    private final Visitor visitor;

    private int region;
    private long capacity;
    private long capacityAt;
    private long at;
    private long end;
    private long word;
    private long wordAt;
    private boolean begun;

    /** Who gets the cards. */
    interface Visitor {
        /** Has a thread do something with a card, which was loaded by the reference at a position. */
        void card(RuntimeThread thread, long number, long at);
    }

    G1RemsetWalk(G1Heap heap, Visitor visitor) {
        this.heap = heap;
        this.visitor = visitor;
    }

    /** Has a thread go through the set of a region, whose number it has just loaded. */
    void begin(RuntimeThread thread, int of) {
        region = of;
        begun = false;
        word = 0;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (!begun) {
            begun = true;
            capacity = thread.follow(G1Heap.word(region, G1Heap.CAPACITY));
            capacityAt = thread.position();
            boolean map = capacity == G1Remset.BITMAP;
            long bytes =
                    map ? (heap.cardCount() + Long.SIZE - 1) / Long.SIZE * G1Remset.WORD : capacity * G1Remset.SLOT;
            at = heap.remset(region) + (map ? G1Remset.map(heap.cardCount()) : bytes);
            end = at + bytes;
        } else if (word != 0) {
            card(thread);
        } else if (at == end) {
            thread.end();
        } else {
            word = thread.follow(at, capacityAt);
            wordAt = thread.position();
            at += G1Remset.WORD;
        }
    }

    /** Takes the next card out of the word at hand. */
    private void card(RuntimeThread thread) {
        if (capacity == G1Remset.BITMAP) {
            int bit = Long.numberOfTrailingZeros(word);
            word &= word - 1;
            long first = heap.remset(region) + G1Remset.map(heap.cardCount());
            visitor.card(thread, (at - G1Remset.WORD - first) * Byte.SIZE + bit, wordAt);
        } else {
            boolean low = (word & HALF) != 0;
            long entry = low ? word & HALF : word >>> Integer.SIZE;
            word = low ? word & ~HALF : 0;
            visitor.card(thread, entry - 1, wordAt);
        }
    }
}
