package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Cards;
import dev.ziggurat.runtime.gc.Places;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything stands that the garbage-first collector knows of its heap. The heap is regions of one size; for each there is a byte with its kind, which evacuation
 * looks at for each reference (HotSpot's G1HeapRegionAttr), and a line with the words about it (HeapRegion).
 */
public final class G1Heap {
    // Kinds of regions, the lower three bits of the byte.
    static final int FREE = 0;
    static final int EDEN = 1;
    static final int SURVIVOR = 2;
    static final int OLD = 3;
    static final int HUMONGOUS = 4;

    /** A region of a humongous object that is not its first. */
    static final int CONTINUED = 5;

    /** Behind the last region. */
    static final int NONE = 7;

    static final int KIND = 7;

    /** A bit of the byte: the region is in the collection set. */
    static final int CHOSEN = 8;

    /** A bit of the byte: something of the region could not be copied. */
    static final int STAYED = 16;

    // What a card's byte can be; fresh memory is clean. HotSpot has other numbers.
    static final int CLEAN = 0;
    static final int DIRTY = Cards.DIRTY;
    public static final int YOUNG = 2;

    /** A remembered set has it, and it is to be scanned in this pause. */
    static final int REMEMBERED = 3;

    /** It was dirty, and is to be scanned in this pause. */
    static final int LOGGED = 4;

    // The words about a region.
    static final long TOP = 0;

    /** Objects from here on were made since the marking under way has begun (top at mark start). */
    static final long NEXT_START = 8;

    /** Objects from here on were made since the marking that ended last had begun. */
    static final long MARK_START = 16;

    /** Bytes of objects that were marked. */
    static final long LIVE = 24;

    /** How many slots the remembered set has; {@link G1Remset#BITMAP}. */
    static final long CAPACITY = 32;

    static final long COUNT = 40;
    private static final long LINE = 64;

    // Words by which threads come together.
    static final long LOCK = Places.CONTROL + 3 * Places.APART;
    static final long CURRENT = Places.CONTROL + 4 * Places.APART;
    static final long EVENTS = Places.CONTROL + 5 * Places.APART;
    static final long WANT_YOUNG = Places.CONTROL + 6 * Places.APART;
    static final long WANT_FULL = WANT_YOUNG + 8;

    /** Whether the next collection of the young is to begin a marking; and whether one can begin: none is under way, nor are mixed collections. */
    static final long WANT_MARK = WANT_YOUNG + 16;

    static final long CAN_MARK = WANT_YOUNG + 24;

    static final long YOUNG_DONE = Places.CONTROL + 7 * Places.APART;
    static final long FULL_DONE = YOUNG_DONE + 8;
    static final long FREE_BUFFERS = Places.CONTROL + 8 * Places.APART;
    static final long CARD_BUFFERS = Places.CONTROL + 9 * Places.APART;
    static final long MARK_BUFFERS = Places.CONTROL + 10 * Places.APART;
    static final long REMSET_LOCK = Places.CONTROL + 11 * Places.APART;

    /** Regions that are free; then those that are old, humongous, and may still become eden; and those chosen. */
    static final long FREE_REGIONS = Places.CONTROL + 12 * Places.APART;

    static final long OLD_REGIONS = FREE_REGIONS + 8;
    static final long HUMONGOUS_REGIONS = FREE_REGIONS + 16;
    static final long EDEN_LEFT = FREE_REGIONS + 24;
    static final long CHOSEN_REGIONS = FREE_REGIONS + 32;

    /** Where the bitmap is of the marking that ended last. */
    static final long BITMAP = Places.CONTROL + 13 * Places.APART;

    // Tables beside the heap.
    private static final long TABLES = 0x60_0000_0000L;
    private static final long TABLE = 0x8_0000_0000L;

    /** Room for what the program has written and nobody has looked at yet: a choice, which no program that is simulated comes near. */
    private static final long BUFFER_BYTES = 1L << 28;

    static final long KINDS = TABLES;
    private static final long REGIONS = TABLES + TABLE;
    private static final long FIRST_BITMAP = TABLES + 2 * TABLE;
    private static final long SECOND_BITMAP = TABLES + 3 * TABLE;
    static final long BUFFERS = TABLES + 4 * TABLE;

    /** The collection set, a word a region. */
    static final long CHOICE = TABLES + 5 * TABLE;

    /** Cards to scan in a pause. */
    static final long SCAN = TABLES + 6 * TABLE;

    /** Cards that become dirty at the end of a pause. */
    static final long REDIRTY = TABLES + 7 * TABLE;

    /** Regions to which a pause has copied. */
    static final long FILLED = TABLES + 8 * TABLE;

    /** Old regions worth collecting, the best last. */
    static final long CANDIDATES = TABLES + 9 * TABLE;

    private static final long REMSETS = 0x1000_0000_0000L;

    /** Places to look at in a pause; below it are objects to mark. */
    static final long STACK = Places.WORK + Places.MOST_WORK;

    // What belongs to a thread: behind the words of its buffer to allocate from.
    public static final long ACTIVE = 16;
    static final long MARK_QUEUE = 24;
    static final long CARD_QUEUE = 40;
    static final long FENCE = 56;

    private static final int WORD = RuntimeThread.WORD;
    private static final int MAP_SHIFT = 9;

    private final long base;
    private final long bytes;
    private final int shift;
    private final int regions;
    private final Cards cards;
    private final long remsetBytes;

    /** Makes the addresses of a heap; the region is a power of two, and so many make up the heap. */
    G1Heap(long base, long bytes, long region) {
        this.base = base;
        this.bytes = bytes;
        shift = Long.numberOfTrailingZeros(region);
        regions = (int) (bytes >>> shift);
        cards = new Cards(base, bytes);
        remsetBytes = G1Remset.bytes(bytes / Cards.CARD);
    }

    /**
     * Returns where everything lies.
     *
     * @param work the bytes of what a pause has yet to look at, at most
     */
    List<Area> areas(long work) {
        List<Area> areas = new ArrayList<>(cards.areas());
        areas.add(new Area("places to look at", STACK, work));
        areas.add(new Area("heap", base, bytes));
        areas.add(new Area("region kinds", KINDS, kindBytes()));
        areas.add(new Area("regions", REGIONS, regions * LINE));
        areas.add(new Area("mark bitmap", FIRST_BITMAP, mapBytes()));
        areas.add(new Area("other mark bitmap", SECOND_BITMAP, mapBytes()));
        areas.add(new Area("queue buffers", BUFFERS, BUFFER_BYTES));
        areas.add(new Area("collection set", CHOICE, (long) regions * WORD));
        areas.add(new Area("cards to scan", SCAN, bytes / Cards.CARD * WORD));
        areas.add(new Area("cards to refine", REDIRTY, Math.min(TABLE, 2 * bytes)));
        areas.add(new Area("filled regions", FILLED, (long) regions * WORD));
        areas.add(new Area("candidates", CANDIDATES, (long) regions * WORD));
        areas.add(new Area("remembered sets", REMSETS, regions * remsetBytes));
        return areas;
    }

    Cards cards() {
        return cards;
    }

    int regions() {
        return regions;
    }

    long base() {
        return base;
    }

    long end() {
        return base + bytes;
    }

    long regionBytes() {
        return 1L << shift;
    }

    /** Returns the bytes of the table of kinds, whole words. */
    long kindBytes() {
        return (regions + WORD - 1L) / WORD * WORD;
    }

    /** Whether an object has regions of its own: G1CollectedHeap::is_humongous. */
    boolean humongous(long size) {
        return size > regionBytes() / 2;
    }

    /** Returns in which region an address is. */
    int index(long address) {
        return (int) ((address - base) >> shift);
    }

    long bottom(int region) {
        return base + ((long) region << shift);
    }

    long end(int region) {
        return bottom(region) + regionBytes();
    }

    /** Whether two addresses are in different regions: the test of the barrier. */
    boolean crosses(long place, long reference) {
        return (place ^ reference) >>> shift != 0;
    }

    /** Returns where the byte is of the region of an address. */
    long kindOf(long address) {
        return KINDS + index(address);
    }

    /** Returns where a word about a region is. */
    static long word(int region, long which) {
        return REGIONS + region * LINE + which;
    }

    /** Returns where a word about the region of an address is. */
    long wordOf(long address, long which) {
        return word(index(address), which);
    }

    static boolean young(int kind) {
        return (kind & KIND) == EDEN || (kind & KIND) == SURVIVOR;
    }

    /** Whether a region has objects that stay when the young are collected. */
    static boolean tenured(int kind) {
        return (kind & KIND) >= OLD && (kind & KIND) <= CONTINUED;
    }

    /** Returns the number of a card from where its byte is. */
    static long cardNumber(long card) {
        return card - Places.CARDS;
    }

    /** Returns where a remembered set has its tables. */
    long remset(int region) {
        return REMSETS + region * remsetBytes;
    }

    /** Returns how many cards the heap has. */
    long cardCount() {
        return bytes / Cards.CARD;
    }

    /** Returns how many bytes the cards of a region have. */
    long cardsOfRegion() {
        return regionBytes() / Cards.CARD;
    }

    static long firstBitmap() {
        return FIRST_BITMAP;
    }

    /** Returns the other bitmap. */
    static long otherBitmap(long bitmap) {
        return bitmap == FIRST_BITMAP ? SECOND_BITMAP : FIRST_BITMAP;
    }

    /** Returns the bytes of a bitmap: a bit for each word of the heap. */
    long mapBytes() {
        return bytes >>> MAP_SHIFT << 3;
    }

    /** Returns where in a bitmap the word with an object's bit is. */
    long mapWord(long bitmap, long object) {
        return bitmap + ((object - base) >>> MAP_SHIFT << 3);
    }

    static long mapBit(long object) {
        return 1L << (object >>> 3);
    }

    /** Returns where what belongs to a thread begins. */
    public static long local(int thread) {
        return Places.LOCAL + thread * Places.LOCAL_BYTES;
    }
}
