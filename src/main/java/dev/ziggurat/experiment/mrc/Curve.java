package dev.ziggurat.experiment.mrc;

/** How often a fully associative LRU cache misses, for every size. */
public interface Curve {
    /**
     * What a cache of one size does.
     *
     * @param lines how many lines it holds, at least 1
     * @param misses how many accesses miss, or about how many
     * @param low how many do at least; of an exact curve all three are the same
     * @param high how many do at most
     */
    record Point(long lines, long misses, long low, long high) {}

    /** Returns how many accesses there were: one for each line that a reference touches, exactly. */
    long accesses();

    /** Returns how many of them touched a line for the first time, warm-up included, so that they miss in any cache. */
    long coldMisses();

    /** Returns how many different lines were touched, warm-up included: larger caches miss no less often. */
    long footprint();

    /** Returns how many lines were remembered; less than {@link #footprint} of a sample. */
    long remembered();

    /** Returns the smallest size of which anything is known: 1 of an exact curve, some lines of a sample. */
    long finest();

    /** Returns what a cache of a size does. */
    Point at(long lines);

    /** Returns the sizes, from the smallest, at which there are fewer misses than with a line less. */
    long[] steps();
}
