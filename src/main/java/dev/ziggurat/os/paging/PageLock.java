package dev.ziggurat.os.paging;

import dev.ziggurat.os.Thread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page that is under way, into memory or out of it, and the threads that wait until it is not. It belongs to one thread's program for ever. */
final class PageLock {
    final List<Thread> waiting = new ArrayList<>();

    private final PageLocks locks;
    private @Nullable Space space;
    private long page;

    PageLock(PageLocks locks) {
        this.locks = locks;
    }

    /** Locks a page that nobody has locked. */
    void take(Space of, long virtual) {
        space = of;
        page = of.page(virtual);
        locks.add(this);
    }

    boolean held() {
        return space != null;
    }

    boolean holds(Space of, long virtual) {
        return space == of && page == of.page(virtual);
    }

    /** Lets the page go, if one is held. */
    void release() {
        if (space != null) {
            space = null;
            locks.remove(this);
        }
    }
}
