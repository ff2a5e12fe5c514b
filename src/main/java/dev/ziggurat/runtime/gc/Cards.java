package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import java.util.List;

/**
 * Two tables about an old space. For each 512 B of it, a card (HotSpot's CardTable), there is a byte that is not 0 if a reference there was written since the last
 * collection; and a word that says which object the card's first byte belongs to, so that a card can be read from its beginning (HotSpot has a byte for
 * that, an offset that may lead to another).
 */
public final class Cards {
    /** The bytes of the heap to a card. */
    public static final long CARD = 1L << 9;

    public static final int DIRTY = 1;

    private static final int SHIFT = 9;
    private static final int WORD = 8;

    private final long base;
    private final long bytes;

    /** Makes the tables of a heap, of which the old space is the beginning: cards of the rest are marked too, and nobody looks at them. */
    public Cards(long base, long bytes) {
        this.base = base;
        this.bytes = bytes;
    }

    /** Returns where the tables lie. */
    public List<Area> areas() {
        long cards = (bytes >>> SHIFT) + 1;
        return List.of(
                new Area("cards", Places.CARDS, cards + WORD), new Area("object starts", Places.STARTS, cards * WORD));
    }

    /** Returns where the byte of the card of an address is. */
    public long card(long address) {
        return Places.CARDS + ((address - base) >> SHIFT);
    }

    /** Returns the first address of the card whose byte is at a place. */
    public long first(long card) {
        return base + ((card - Places.CARDS) << SHIFT);
    }

    /** Returns where the word is that says to which object the first byte belongs of the card of an address. */
    public long start(long address) {
        return Places.STARTS + ((address - base) >>> SHIFT) * WORD;
    }

    /** Returns the first address of a card that is not below an address. */
    long ceiling(long address) {
        return base + (((address - base) + CARD - 1) & -CARD);
    }
}
