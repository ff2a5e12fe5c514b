package dev.ziggurat.runtime.heap;

/** Which of the holes that have room is taken (Knuth, "The Art of Computer Programming", volume 1, 2.5). Of equal ones it is that met first. */
public enum Fit {
    /** The first from the beginning of the list. */
    FIRST,

    /** The smallest; the whole list is searched, unless a hole has exactly the size. */
    BEST,

    /** The largest; the whole list is searched. */
    WORST,

    /** The first from where the last block was placed, then from the beginning up to there. */
    NEXT;

    /** Whether the search goes on where the last ended. */
    boolean roves() {
        return this == NEXT;
    }

    /** Whether no better hole can come than one of a size that has room. */
    boolean ends(long size, long wanted) {
        return this == FIRST || this == NEXT || (this == BEST && size == wanted);
    }

    /** Whether a hole of a size is better than one that was found earlier. */
    boolean prefers(long size, long than) {
        return this == WORST ? size > than : size < than;
    }
}
