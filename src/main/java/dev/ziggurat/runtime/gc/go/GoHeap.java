package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.gc.Places;
import java.util.List;

/** The pages of the Go-like heap, and where of each the tables stand. */
final class GoHeap {
    private static final int WORD = 8;
    private static final int BITS_SHIFT = 6;
    private static final int LIST_BYTES = 64;
    private static final int SMALLEST = 16;

    final GoSizeClasses classes;

    private final long base;
    private final long bytes;
    private final long page;
    private final int shift;
    private final long pages;

    /** The bytes of bits to a page, in either table. */
    private final long stride;

    /**
     * Lays out a heap.
     *
     * @param page the bytes of a page, a power of two
     * @param alignment what addresses of objects are multiples of; pages have as many bytes at least
     */
    GoHeap(WordStore words, long base, long bytes, long page, long alignment) {
        this.base = base;
        this.bytes = bytes;
        this.page = Math.max(page, alignment);
        shift = Long.numberOfTrailingZeros(this.page);
        pages = bytes >>> shift;
        stride = Math.max(WORD, this.page / SMALLEST / Byte.SIZE);
        classes = new GoSizeClasses(this.page, alignment);
        // Behind the last page none is free.
        if (pages % Long.SIZE != 0) {
            words.write(pageBits(pages >>> BITS_SHIFT), -1L << pages);
        }
    }

    List<Area> areas() {
        return List.of(
                new Area("heap", base, bytes),
                new Area("span table", GoPlaces.SPAN_TABLE, pages * WORD),
                new Area("spans", GoPlaces.RECORDS, pages * GoSpan.BYTES),
                new Area("object bits", GoPlaces.BITS, 2 * pages * stride),
                new Area("page bits", GoPlaces.PAGE_BITS, pageWords() * WORD),
                new Area("span lists", GoPlaces.CENTRAL, (long) GoSizeClasses.COUNT * LIST_BYTES),
                new Area("barrier buffers", GoPlaces.BARRIER, Places.MOST_THREADS * GoPlaces.BARRIER_BYTES));
    }

    long bytes() {
        return bytes;
    }

    long page() {
        return page;
    }

    /** Returns how many words have the bits of pages. */
    long pageWords() {
        return (pages + Long.SIZE - 1) >>> BITS_SHIFT;
    }

    long pageBits(long word) {
        return GoPlaces.PAGE_BITS + word * WORD;
    }

    /** Returns where the address of the record stands of the span that an address is in. */
    long table(long address) {
        return GoPlaces.SPAN_TABLE + ((address - base) >>> shift) * WORD;
    }

    long record(long pageNumber) {
        return GoPlaces.RECORDS + pageNumber * GoSpan.BYTES;
    }

    long address(long pageNumber) {
        return base + (pageNumber << shift);
    }

    long pageNumber(long address) {
        return (address - base) >>> shift;
    }

    /** Returns where the bits are of the objects of a span that begins with a page, in the first table or the second. */
    long bits(long pageNumber, int table) {
        return GoPlaces.BITS + (table * pages + pageNumber) * stride;
    }

    /** Returns the bytes of an object of a span. */
    long size(long shape) {
        int sizeClass = GoSpan.spanClass(shape) >>> 1;
        return sizeClass == 0 ? GoSpan.pages(shape) << shift : GoSizeClasses.size(sizeClass);
    }

    /** Returns how many objects a span of a class has room for. */
    int room(int spanClass) {
        int sizeClass = spanClass >>> 1;
        return sizeClass == 0 ? 1 : (int) ((long) classes.pages(sizeClass) * page / GoSizeClasses.size(sizeClass));
    }

    /** Whether the objects of a span have no references. */
    static boolean noscan(long shape) {
        return (GoSpan.spanClass(shape) & 1) != 0;
    }

    /** Returns the class of spans for objects of a size, with references or without. */
    int spanClass(long size, boolean references) {
        return 2 * classes.of(size) + (references ? 0 : 1);
    }

    /** Returns the head of a list of spans of a class that are swept in a generation: those that are full, or those that are not. */
    static long swept(int spanClass, boolean full, long generation) {
        return list(spanClass, full, generation >>> 1 & 1);
    }

    /** Returns the head of the list of those that are to be swept. */
    static long unswept(int spanClass, boolean full, long generation) {
        return list(spanClass, full, 1 - (generation >>> 1 & 1));
    }

    private static long list(int spanClass, boolean full, long half) {
        return GoPlaces.CENTRAL + (long) spanClass * LIST_BYTES + (full ? 2 * WORD : 0) + half * WORD;
    }
}
