package dev.ziggurat.runtime.gc.zgc;

/**
 * The table of a page whose objects move: where each is now (zForwarding.hpp, zForwardingEntry.hpp). It is hashed with linear probing, and twice as large as there are objects.
 *
 * <pre>
 *  header: threads that use the page | mask of the index | the page's record | threads that wait for the page to be released
 *  entry:  from, in 8 B from the page's beginning (18 bits) | to (45 bits) | populated (1 bit)
 * </pre>
 */
final class ZForwarding {
    /** The collector's thread counts as one from the beginning. */
    static final long USERS = 0;

    static final long MASK = 8;
    static final long PAGE = 16;
    static final long WAITERS = 24;
    static final long HEADER = 32;

    private static final int FROM_SHIFT = 46;
    private static final long TO = (1L << 45) - 1;

    private ZForwarding() {}

    /** Returns how many entries the table of a page with so many live objects has. */
    static long entries(long objects) {
        return Long.highestOneBit(objects * 2 - 1) * 2;
    }

    /** Returns where an entry stands. */
    static long place(long forwarding, long index) {
        return forwarding + HEADER + index * ZPages.WORD;
    }

    static long entry(long from, long to) {
        return from << FROM_SHIFT | to << 1 | 1;
    }

    static long from(long entry) {
        return entry >>> FROM_SHIFT;
    }

    static long to(long entry) {
        return entry >>> 1 & TO;
    }

    /** Returns where the search for an object begins: ZHash::uint32_to_uint32, T. Wang's hash of 32 bits. */
    static long hash(long from) {
        int key = (int) from;
        key = ~key + (key << 15);
        key = key ^ key >>> 12;
        key = key + (key << 2);
        key = key ^ key >>> 4;
        key = key * 2057;
        key = key ^ key >>> 16;
        return Integer.toUnsignedLong(key);
    }
}
