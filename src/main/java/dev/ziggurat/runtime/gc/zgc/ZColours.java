package dev.ziggurat.runtime.gc.zgc;

/**
 * The colours of references in objects: one of three bits above the 42 of the address (ZGC's metadata bits with 4 TiB of addresses, zGlobals_x86.cpp).
 *
 * <pre>
 *   63     45 44         43        42        41               0
 *  +---------+----------+---------+---------+------------------+
 *  | 0       | remapped | marked1 | marked0 | address          |   null is 0: without a colour, and never bad
 *  +---------+----------+---------+---------+------------------+
 * </pre>
 *
 * One colour is good at a time. Pauses change which: the two of marking take turns, so that what the last cycle marked is not taken for marked by this one. Code has the good colour as an
 * immediate, which the pause changes, as generational ZGC's has; what is bad is a word of each thread.
 */
final class ZColours {
    static final long MARKED0 = 1L << 42;
    static final long MARKED1 = 1L << 43;
    static final long REMAPPED = 1L << 44;
    private static final long ALL = MARKED0 | MARKED1 | REMAPPED;

    private long marked = MARKED0;
    private long good = REMAPPED;

    /** The colour of marking is good, the one that was not so last. */
    void flipToMarked() {
        marked ^= MARKED0 | MARKED1;
        good = marked;
    }

    /** The colour of references to where objects have been moved is good. */
    void flipToRemapped() {
        good = REMAPPED;
    }

    /** Returns the colours that a reference must not have. */
    long bad() {
        return ALL & ~good;
    }

    /** Returns a reference to an address, perhaps 0, in the good colour. */
    long coloured(long address) {
        return address == 0 ? 0 : address | good;
    }

    /** Whether the object may have moved since the reference got its colour: in this cycle, or in the last. */
    boolean stale(long word) {
        long colour = word & ALL;
        return colour != 0 && colour != good && colour != REMAPPED;
    }

    /** Returns the address in a reference. */
    static long address(long word) {
        return word & ~ALL;
    }
}
