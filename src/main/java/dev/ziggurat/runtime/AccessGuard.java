package dev.ziggurat.runtime;

import dev.ziggurat.memory.Reference;

/** Who looks at the accesses of a program that is not made of routines, before they are made. */
public interface AccessGuard {
    /** The access may be made. */
    long ISSUE = 0;

    /** It is not to be made, and the program goes on. */
    long SKIP = 1;

    /** It is not to be made, and the program is over. */
    long STOP = 2;

    /** Whether a reference is one to look at. */
    boolean covers(Reference reference);

    /** Returns what looks at a reference, and answers {@link #ISSUE}, {@link #SKIP} or {@link #STOP}. */
    Routine check(Reference reference);
}
