package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread enters a card in the remembered set of a region: the numbers of the cards with references into it. It begins as a hash table with open addressing, of half words,
 * at most half full; from the size on at which that would be larger, it is a bitmap of all cards of the heap. (HotSpot's G1CardSet goes from an array over a bitmap for each region
 * to all of a region, its OtherRegionsTable from a hash table over bitmaps to whole regions.) A set has a stretch of its own, in which a table of n slots lies from 4n to 8n.
 */
final class G1Remset extends Routine {
    /** The capacity of one that is a bitmap. */
    static final long BITMAP = -1;

    static final int SLOT = 4;
    static final int WORD = 8;
    private static final long FIRST_CAPACITY = 16;
    private static final long MULTIPLIER = 0x9E37_79B1L;
    private static final int HASH_BITS = 32;

    private final G1Heap heap;
    private final Mutex lock = new Mutex(G1Heap.REMSET_LOCK);
    private final G1RemsetGrowth growth;

    private int region;
    private long regionAt;
    private long card;
    private long table;
    private boolean locked;
    private long capacity;
    private long capacityAt;
    private long slot;
    private long place;
    private long word;
    private Step step = Step.CAPACITY;

    private long added;

    private enum Step {
        CAPACITY,
        PROBE,
        COUNT,
        INSERT,
        COUNTED,
        BIT,
        SET,
        SET_COUNT,
        UNLOCK,
        END
    }

    G1Remset(G1Heap heap) {
        this.heap = heap;
        growth = new G1RemsetGrowth(heap);
    }

    /** Returns how many cards were entered that were not there, ever. */
    long added() {
        return added;
    }

    /** Returns the bytes of the largest table of so many cards: that of a bitmap, a power of two. */
    static long largest(long cards) {
        long map = Math.max((cards + Byte.SIZE - 1) / Byte.SIZE, FIRST_CAPACITY * SLOT);
        return Long.highestOneBit(2 * map - 1);
    }

    /** Returns the bytes of the stretch of a set of so many cards: hash tables, and behind them the bitmap. */
    static long bytes(long cards) {
        return 4 * largest(cards);
    }

    /** Returns where the bitmap begins in a stretch. */
    static long map(long cards) {
        return 2 * largest(cards);
    }

    /** Returns the capacity of the set that comes behind one of a capacity. */
    static long next(long capacity, long cards) {
        long larger = capacity == 0 ? FIRST_CAPACITY : 2 * capacity;
        return larger * SLOT > Math.max((cards + Byte.SIZE - 1) / Byte.SIZE, FIRST_CAPACITY * SLOT) ? BITMAP : larger;
    }

    /** Returns the first slot for a card (Fibonacci hashing). */
    static long hash(long card, long capacity) {
        return ((card + 1) * MULTIPLIER & 0xffff_ffffL) >>> (HASH_BITS - Long.numberOfTrailingZeros(capacity));
    }

    /** Has a thread enter a card in the set of the region of a reference that it has just loaded. */
    void add(RuntimeThread thread, int ofRegion, long newCard) {
        region = ofRegion;
        regionAt = thread.position();
        card = newCard;
        table = heap.remset(region);
        locked = false;
        step = Step.CAPACITY;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CAPACITY -> {
                capacity = thread.follow(G1Heap.word(region, G1Heap.CAPACITY), regionAt);
                capacityAt = thread.position();
                if (capacity == BITMAP) {
                    place = table + map(heap.cardCount()) + card / Long.SIZE * WORD;
                    step = Step.BIT;
                } else if (capacity == 0) {
                    absent(thread);
                } else {
                    slot = hash(card, capacity);
                    step = Step.PROBE;
                }
            }
            case PROBE -> {
                place = table + capacity * SLOT + slot * SLOT;
                thread.from(capacityAt);
                long entry = thread.followHalf(place);
                if (entry == card + 1) {
                    over();
                } else if (entry == 0) {
                    absent(thread);
                } else {
                    slot = (slot + 1) & (capacity - 1);
                }
            }
            case COUNT -> {
                word = thread.follow(G1Heap.word(region, G1Heap.COUNT), regionAt);
                step = 2 * (word + 1) > capacity ? Step.CAPACITY : Step.INSERT;
                if (step == Step.CAPACITY) {
                    growth.begin(thread, region, capacity, capacityAt);
                }
            }
            case INSERT -> {
                thread.storeHalf(place, card + 1);
                step = Step.COUNTED;
            }
            case COUNTED -> {
                thread.store(G1Heap.word(region, G1Heap.COUNT), word + 1);
                added++;
                step = Step.UNLOCK;
            }
            default -> finish(thread);
        }
    }

    private void finish(RuntimeThread thread) {
        switch (step) {
            case BIT -> {
                word = thread.follow(place, regionAt);
                if ((word >>> card & 1) != 0) {
                    over();
                } else if (locked) {
                    step = Step.SET;
                } else {
                    absent(thread);
                }
            }
            case SET -> {
                thread.store(place, word | 1L << card);
                step = Step.SET_COUNT;
            }
            case SET_COUNT -> {
                word = thread.follow(G1Heap.word(region, G1Heap.COUNT), regionAt);
                step = Step.COUNTED;
            }
            case UNLOCK -> {
                step = Step.END;
                lock.release(thread);
            }
            default -> thread.end();
        }
    }

    /** It is there already. */
    private void over() {
        step = locked ? Step.UNLOCK : Step.END;
    }

    /** It is not there; whoever has the lock sees that once more, and enters it. */
    private void absent(RuntimeThread thread) {
        if (locked) {
            step = Step.COUNT;
        } else {
            locked = true;
            step = Step.CAPACITY;
            lock.acquire(thread);
        }
    }
}
