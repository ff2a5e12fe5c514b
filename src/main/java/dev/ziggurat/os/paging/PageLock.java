package dev.ziggurat.os.paging;

import dev.ziggurat.os.Thread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page that is under way, into memory or out of it, or all pages of a space ({@link PagingProgram#ALL}) of which a call changes some; and the
 * threads that wait until it is over. It belongs to one thread's program for ever.
 */
final class PageLock {
    final List<Thread> waiting = new ArrayList<>();

    private final PageLocks locks;
    private @Nullable Space space;
    private long page;

    PageLock(PageLocks locks) {
        this.locks = locks;
    }

    /** Locks a page, or all, that nobody has locked. */
    void take(Space of, long virtual) {
        space = of;
        page = of.page(virtual);
        locks.add(this);
    }

    /** Returns whose page is locked, null if none is. */
    @Nullable
    Space space() {
        return space;
    }

    long page() {
        return page;
    }

    boolean held() {
        return space != null;
    }

    boolean holds(Space of, long virtual) {
        return space == of && page == of.page(virtual);
    }

    /** Whether it is about a page of a range. */
    boolean holds(Space of, long from, long to) {
        return space == of && page >= from && page < to;
    }

    /** Lets the page go, if one is held. */
    void release() {
        if (space != null) {
            space = null;
            locks.remove(this);
        }
    }
}
