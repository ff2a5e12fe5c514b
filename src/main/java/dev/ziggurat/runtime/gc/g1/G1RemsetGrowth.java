package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Gives a remembered set a larger table, clears it and enters what the old one has; whoever does so has the lock of the sets. */
final class G1RemsetGrowth extends Routine {
    private static final int CLEARED = 16;

    private final G1Heap heap;

    private int region;
    private long before;
    private long beforeAt;
    private long after;

    /** The new table, and how far it is cleared. */
    private long table;

    private long bytes;
    private long done;

    private long slot;
    private long entry;
    private long entryAt;
    private long probe;
    private long word;
    private Step step = Step.CLEAR;

    private enum Step {
        CLEAR,
        NEXT,
        PROBE,
        PUT,
        BIT,
        SET,
        CAPACITY
    }

    G1RemsetGrowth(G1Heap heap) {
        this.heap = heap;
    }

    /** Has a thread do so with the set of a region, of a capacity that was loaded by the reference at a position. */
    void begin(RuntimeThread thread, int of, long capacity, long at) {
        beforeAt = at;
        region = of;
        before = capacity;
        long cards = heap.cardCount();
        after = G1Remset.next(capacity, cards);
        boolean map = after == G1Remset.BITMAP;
        table = heap.remset(region) + (map ? G1Remset.map(cards) : after * G1Remset.SLOT);
        bytes = map ? (cards + Long.SIZE - 1) / Long.SIZE * G1Remset.WORD : after * G1Remset.SLOT;
        done = 0;
        slot = 0;
        step = Step.CLEAR;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CLEAR -> {
                int size = (int) Math.min(CLEARED, bytes - done);
                thread.clear(table + done, size);
                done += size;
                step = done == bytes ? Step.NEXT : Step.CLEAR;
            }
            case NEXT -> next(thread);
            case PROBE -> {
                thread.from(entryAt);
                if (thread.followHalf(table + probe * G1Remset.SLOT) == 0) {
                    step = Step.PUT;
                } else {
                    probe = (probe + 1) & (after - 1);
                }
            }
            case PUT -> {
                thread.storeHalf(table + probe * G1Remset.SLOT, entry);
                step = Step.NEXT;
            }
            case BIT -> {
                word = thread.follow(mapWord(), entryAt);
                step = Step.SET;
            }
            case SET -> {
                thread.store(mapWord(), word | 1L << (entry - 1));
                step = Step.NEXT;
            }
            case CAPACITY -> {
                thread.store(G1Heap.word(region, G1Heap.CAPACITY), after);
                thread.end();
            }
        }
    }

    private void next(RuntimeThread thread) {
        if (slot == before) {
            step = Step.CAPACITY;
            return;
        }
        thread.from(beforeAt);
        entry = thread.followHalf(heap.remset(region) + (before + slot++) * G1Remset.SLOT);
        entryAt = thread.position();
        if (entry != 0 && after == G1Remset.BITMAP) {
            step = Step.BIT;
        } else if (entry != 0) {
            probe = G1Remset.hash(entry - 1, after);
            step = Step.PROBE;
        }
    }

    private long mapWord() {
        return table + (entry - 1) / Long.SIZE * G1Remset.WORD;
    }
}
