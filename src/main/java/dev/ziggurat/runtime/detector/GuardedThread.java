package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.heap.HeapThread;

/** An allocator, and the accesses of a thread, under a detector. */
public interface GuardedThread extends HeapThread {
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

    /** States the number of the site that allocates from now on. */
    void site(long number);

    /** Returns what the last access or call of free was. */
    Verdict verdict();

    /** Has the thread look which live blocks can be reached; answers how many cannot. */
    void findLeaks();
}
