package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Mutex;
import java.util.ArrayList;
import java.util.List;

/** A lock of a heap. A process of one thread never takes it, as in the GNU C library (SINGLE_THREAD_P). */
public final class HeapLock {
    private final long address;
    private final List<Mutex> views = new ArrayList<>();

    /** Makes the lock whose word lies at an address. */
    public HeapLock(long address) {
        this.address = address;
    }

    /** Returns what a thread more takes it by. */
    Mutex attach() {
        Mutex view = new Mutex(address);
        views.add(view);
        return view;
    }

    /** Whether there is anybody to keep out. */
    boolean shared() {
        return views.size() > 1;
    }

    /** Returns how often somebody did not get it at once. */
    public long contentions() {
        long sum = 0;
        for (Mutex view : views) {
            sum += view.contentions();
        }
        return sum;
    }
}
