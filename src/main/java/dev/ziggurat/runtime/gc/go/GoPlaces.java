package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.gc.Places;

/** Where the Go-like collector keeps its words: those of all threads, each group in a line of its own, those of one thread, and its tables. */
final class GoPlaces {
    /** What it does: {@link #OFF} or {@link #MARK}; Go's gcphase, writeBarrier.enabled and gcBlackenEnabled are this one word. */
    static final long PHASE = line(3);

    static final long OFF = 0;
    static final long MARK = 1;

    /** Rises by 2 at each cycle; by it spans know whether they are swept (mheap.sweepgen). */
    static final long GENERATION = PHASE + 8;

    /** Bytes marked by the last cycle and allocated since (heapLive). */
    static final long HEAP_LIVE = line(4);

    /** Bytes of it that may be references (heapScan). */
    static final long HEAP_SCAN = HEAP_LIVE + 8;

    /** Bytes looked at for references by this cycle: of the heap, frames and globals. */
    static final long SCAN_WORK = line(5);

    /** Those of frames among them (stackScanWork). */
    static final long FRAME_WORK = SCAN_WORK + 8;

    /** What the background has scanned, and no thread has taken for its debt (bgScanCredit). */
    static final long CREDIT = SCAN_WORK + 16;

    /** Picoseconds of assists in this cycle (assistTime). */
    static final long ASSIST_TIME = SCAN_WORK + 24;

    /** Bytes marked by this cycle (work.bytesMarked). */
    static final long BYTES_MARKED = SCAN_WORK + 32;

    /** The level of {@link #HEAP_LIVE} at which a cycle begins. */
    static final long TRIGGER = line(6);

    /** The level at which it is to be over. */
    static final long GOAL = TRIGGER + 8;

    /** The level at which it began. */
    static final long TRIGGERED = TRIGGER + 16;

    /** Scan work that the cycle should have, and that it has at most. */
    static final long EXPECTED = TRIGGER + 24;

    static final long MOST = TRIGGER + 32;

    /** The work for each allocated byte (assistWorkPerByte) and its inverse, as the bits of a number in double precision. */
    static final long WORK_PER_BYTE = TRIGGER + 40;

    static final long BYTES_PER_WORK = TRIGGER + 48;

    /** Pages to sweep for each allocated byte (sweepPagesPerByte), in double precision, and the level from which they count. */
    static final long SWEEP_RATIO = line(7);

    static final long SWEEP_FROM = SWEEP_RATIO + 8;

    /** Pages swept since the last mark termination. */
    static final long PAGES_SWEPT = line(8);

    /** The first list that may have a span to sweep (sweep.centralIndex). */
    static final long SWEEP_INDEX = PAGES_SWEPT + 8;

    /** The lock of the table of free pages, the first of its words that may have one, and the pages in use. */
    static final long PAGES_LOCK = line(9);

    static final long PAGES_SEARCH = PAGES_LOCK + 8;
    static final long PAGES_USED = PAGES_LOCK + 16;

    /** Lists of work buffers: those with objects, those without; and where the memory begins that was never one. */
    static final long FULL = line(10);

    static final long EMPTY = line(11);
    static final long BUFFERS_TOP = EMPTY + 8;

    /** What threads wait on, for a cycle to end or for credit; it rises whenever one of them should look again. */
    static final long EVENT = line(12);

    /** How many wait for credit. */
    static final long WAITERS = EVENT + 8;

    /** How many wait for a cycle. */
    static final long BLOCKED = EVENT + 16;

    /** Cycles that are wanted, that have begun, and that are over, since the start. */
    static final long WANTED = line(13);

    static final long BEGUN = WANTED + 8;
    static final long DONE = WANTED + 16;

    /** For each page of the heap the address of its span's record (heapArena.spans). */
    static final long SPAN_TABLE = 0x60_0000_0000L;

    /** The records of spans, at the place of their first page. */
    static final long RECORDS = 0x64_0000_0000L;

    /** The bits of objects: two for each, in two tables. */
    static final long BITS = 0x90_0000_0000L;

    /** A bit for each page: whether it is in use. */
    static final long PAGE_BITS = 0xa0_0000_0000L;

    /** The lists of spans of each class. */
    static final long CENTRAL = 0xa8_0000_0000L;

    /** The buffers of the write barrier. */
    static final long BARRIER = 0xac_0000_0000L;

    static final long BARRIER_BYTES = 1L << 12;

    private static final long CACHE = 256;

    private GoPlaces() {}

    private static long line(int number) {
        return Places.CONTROL + number * Places.APART;
    }

    private static long local(int thread) {
        return Places.LOCAL + thread * Places.LOCAL_BYTES;
    }

    /** What is wanted of a thread, and whether it waits: bits of {@link GoHandshake}. */
    static long state(int thread) {
        return local(thread);
    }

    /** Bytes that the thread may allocate before it owes work (gcAssistBytes). */
    static long assist(int thread) {
        return local(thread) + 8;
    }

    /** Bytes of its new objects that may be references, and that are not yet in {@link #HEAP_SCAN} (mcache.scanAlloc). */
    static long scanned(int thread) {
        return local(thread) + 16;
    }

    /** Bytes of objects that it made while marking was under way (gcw.bytesMarked). */
    static long black(int thread) {
        return local(thread) + 24;
    }

    /** Where the next entry of its barrier's buffer goes (wbBuf.next), and where the buffer ends. */
    static long barrierNext(int thread) {
        return local(thread) + 128;
    }

    static long barrierEnd(int thread) {
        return local(thread) + 136;
    }

    static long barrier(int thread) {
        return BARRIER + thread * BARRIER_BYTES;
    }

    /** The span that it takes objects of a class from (mcache.alloc). */
    static long cache(int thread, int spanClass) {
        return local(thread) + CACHE + spanClass * 8L;
    }
}
