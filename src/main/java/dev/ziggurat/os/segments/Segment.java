package dev.ziggurat.os.segments;

/** A segment as the kernel has it. */
final class Segment {
    /** No address, in memory or on the device. */
    static final long NOWHERE = -1;

    final SegmentSpace space;
    final int number;

    /** Its limit, and the bytes that it takes: whole granules. */
    long bytes;

    long size;

    /** Bits of {@link dev.ziggurat.mmu.Rights}. */
    int rights;

    /** Where it lies in memory, and where in the swap area; nowhere if it has not been touched yet. */
    long base = NOWHERE;

    long place = NOWHERE;

    /** When it came into memory, counted in segments that came. */
    long arrival;

    /** Whether it lies where it was asked for, and never moves. */
    boolean fixed;

    /** Whether a program of the kernel moves it, brings it or takes it away; and whether it is to go when that is over. */
    boolean busy;

    boolean gone;

    /** How many threads have it pinned. */
    int pins;

    Segment(SegmentSpace space, int number, long bytes, long size, int rights) {
        this.space = space;
        this.number = number;
        this.bytes = bytes;
        this.size = size;
        this.rights = rights;
    }

    boolean inMemory() {
        return base != NOWHERE;
    }
}
