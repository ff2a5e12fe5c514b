package dev.ziggurat.os.fits;

/** Chooses the hole into which a segment goes; the segment lies at its low end. */
public interface Fit {
    /**
     * Chooses a hole.
     *
     * @param bytes how many are wanted, at least 1
     * @return a hole that has as many, {@link Holes#NONE} if there is none
     */
    int choose(Holes holes, long bytes);

    /** A segment has been placed in a hole that was chosen. */
    default void placed(long start, long bytes) {}
}
