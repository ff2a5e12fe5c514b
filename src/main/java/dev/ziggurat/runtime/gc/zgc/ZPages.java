package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.gc.Places;
import java.util.List;

/**
 * Where the pages of the heap are, and what there is about each (zPage.hpp, zLiveMap.hpp, zPageTable.hpp, zForwardingTable.hpp). A granule is a small page; a large page is of as many as its object needs. Per
 * granule: a word that leads to the page's record, a word that leads to its forwarding table, and two bits for each 8 B of it that say what lives.
 *
 * <pre>
 *  record of 64 B: sequence number | top | size | live map's number | live objects | live bytes | live map's segments | unused
 * </pre>
 */
final class ZPages {
    /** The number of the cycle in which a page was taken: all that is on it lives until the next begins. */
    static final long SEQUENCE = 0;

    static final long TOP = 8;
    static final long SIZE = 16;

    /** The number of the cycle that the live map is of. */
    static final long LIVE_SEQUENCE = 24;

    static final long LIVE_OBJECTS = 32;
    static final long LIVE_BYTES = 40;

    /** A bit for each segment of the live map that has been cleared in this cycle. */
    static final long LIVE_SEGMENTS = 48;

    // Words by which threads come together.
    static final long LOCK = control(3);
    static final long USED = LOCK + 8;
    static final long RESERVE = LOCK + 16;
    static final long SHARED = control(4);
    static final long CYCLE = control(5);
    static final long PHASE = CYCLE + 8;
    static final long DONE = control(6);
    static final long WANTED = control(7);
    static final long FREED = control(8);
    static final long STALLED = control(9);
    static final long PUBLISHED = control(10);
    static final long FREE_CHUNKS = control(11);
    static final long CHUNK_TOP = control(12);

    /** What {@link #PHASE} is. */
    static final long RELOCATING = 0;

    static final long MARKING = 1;

    // What belongs to one thread, behind the two words of its buffer.
    static final long BAD = 16;
    static final long STACK = 24;

    static final int WORD = 8;
    private static final int BITS = 64;
    private static final int SMALL_OBJECTS = 8;
    private static final int MOST_SEGMENTS = 64;

    /** By so many classes of live bytes candidates are sorted (npartitions in zRelocationSetSelector.cpp). */
    private static final long MOST_PARTITIONS = 2048;

    private static final long HALF = 4;

    private static final long RECORD = 64;
    private static final long RECORDS = 0x50_0000_0000L;
    private static final long TABLE = 0x54_0000_0000L;
    private static final long FORWARDINGS = 0x58_0000_0000L;
    private static final long TAKEN = 0x5c_0000_0000L;
    private static final long CANDIDATES = 0x5d_0000_0000L;
    private static final long SORTED = 0x5e_0000_0000L;
    private static final long PARTITIONS = 0x5f_0000_0000L;
    private static final long LIVE_MAPS = 0x60_0000_0000L;

    /** Forwarding tables, one behind the other. */
    static final long FORWARDING = 0x64_0000_0000L;

    private final long base;
    private final long bytes;
    private final long page;

    ZPages(long base, long bytes, long page) {
        this.base = base;
        this.bytes = bytes;
        this.page = page;
    }

    private static long control(int number) {
        return Places.CONTROL + number * Places.APART;
    }

    /** Returns where the words of a thread are. */
    static long local(int number) {
        return Places.LOCAL + number * Places.LOCAL_BYTES;
    }

    List<Area> areas() {
        return List.of(
                new Area("heap", base, bytes),
                new Area("page records", RECORDS, granules() * RECORD),
                new Area("page table", TABLE, granules() * WORD),
                new Area("forwarding pointers", FORWARDINGS, granules() * WORD),
                new Area("taken pages", TAKEN, takenWords() * WORD),
                new Area("candidates", CANDIDATES, granules() * WORD),
                new Area("relocation set", SORTED, granules() * WORD),
                new Area("partitions", PARTITIONS, MOST_PARTITIONS * HALF),
                new Area("live maps", LIVE_MAPS, granules() * mapBytes()),
                new Area("forwarding tables", FORWARDING, forwardingBytes()));
    }

    /** No page has more entries than four words for each object, and more objects than one for each 16 B; then the headers. */
    private long forwardingBytes() {
        return 2 * bytes + granules() * ZForwarding.HEADER;
    }

    /** Returns the bytes of a small page. */
    long page() {
        return page;
    }

    long granules() {
        return bytes / page;
    }

    /** Returns the bytes of the largest object that a small page takes: ZObjectSizeLimitSmall. */
    long smallObjects() {
        return page / SMALL_OBJECTS;
    }

    /** Returns how many granules a page for so many bytes has. */
    long granules(long size) {
        return (size + page - 1) / page;
    }

    long takenWords() {
        return (granules() + BITS - 1) / BITS;
    }

    /** Returns where a word of the bits stands that say which granules are taken. */
    static long taken(long number) {
        return TAKEN + number * WORD;
    }

    /** Returns where a granule begins. */
    long start(long granule) {
        return base + granule * page;
    }

    long granule(long address) {
        return (address - base) / page;
    }

    /** Returns the record of the page that begins with a granule. */
    static long record(long granule) {
        return RECORDS + granule * RECORD;
    }

    /** Returns the granule that the page of a record begins with. */
    static long granuleOf(long record) {
        return (record - RECORDS) / RECORD;
    }

    /** Returns where the word of a granule is that leads to the page's record. */
    static long tableWord(long granule) {
        return TABLE + granule * WORD;
    }

    /** Returns where the word of a granule is that leads to its forwarding table. */
    static long forwardingWord(long granule) {
        return FORWARDINGS + granule * WORD;
    }

    /** Returns where a page's record is noted that may be emptied, in the order of addresses. */
    static long candidate(long number) {
        return CANDIDATES + number * WORD;
    }

    /** Returns where the record of a page is noted that may be emptied or will be, by live bytes. */
    static long sorted(long number) {
        return SORTED + number * WORD;
    }

    /** Returns how many classes of live bytes there are. */
    long partitions() {
        return Math.min(MOST_PARTITIONS, page);
    }

    /** Returns where half a word about a class of live bytes stands. */
    static long partition(long number) {
        return PARTITIONS + number * HALF;
    }

    /** Returns the bytes of a granule's live map. */
    long mapBytes() {
        return page / (WORD * Byte.SIZE) * 2;
    }

    /** Returns where a page's live map begins. */
    long map(long granule) {
        return LIVE_MAPS + granule * mapBytes();
    }

    /** Returns how many words a segment of a live map has; a map has 64 of them at most. */
    long segmentWords() {
        return Math.max(1, mapBytes() / WORD / MOST_SEGMENTS);
    }

    /** Returns the number of an object's first bit in the live map of its page. */
    long bit(long object) {
        return (object - base) % page / WORD * 2;
    }
}
