package dev.ziggurat.runtime.detector;

import dev.ziggurat.runtime.AccessGuard;
import dev.ziggurat.runtime.heap.HeapThread;

/** An allocator, and the accesses of a thread, under a detector. */
public interface GuardedThread extends HeapThread, AccessGuard {
    /** States the number of the site that allocates from now on. */
    void site(long number);

    /** Returns what the last access or call of free was. */
    Verdict verdict();

    /** Has the thread look which live blocks can be reached; answers how many cannot. */
    void findLeaks();
}
