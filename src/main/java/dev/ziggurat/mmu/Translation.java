package dev.ziggurat.mmu;

/** What a walk, or a second-level TLB, hands to a TLB; one object is filled anew each time. */
final class Translation {
    long virtual;

    /** The physical address of {@link #virtual}. */
    long physical;

    /** The binary logarithm of the page size. */
    int shift;

    /** Bits of {@link Rights}, and DIRTY. */
    int flags;

    void set(long newVirtual, long newPhysical, int newShift, int newFlags) {
        virtual = newVirtual;
        physical = newPhysical;
        shift = newShift;
        flags = newFlags;
    }
}
