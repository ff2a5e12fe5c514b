package dev.ziggurat.os.paging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages under way and the spaces that are being changed: at most three for each thread, so they are looked through one by one. */
final class PageLocks {
    private final Wakes wakes;
    private final List<PageLock> held = new ArrayList<>();

    PageLocks(Wakes wakes) {
        this.wakes = wakes;
    }

    /** Returns the lock of an address's page, or of {@link PagingProgram#ALL}; null if nobody holds one. */
    @Nullable
    PageLock find(Space space, long virtual) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).holds(space, virtual)) {
                return held.get(i);
            }
        }
        return null;
    }

    /** Returns the lock of a page of a range, null if nobody holds one. */
    @Nullable
    PageLock find(Space space, long from, long to) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).holds(space, from, to)) {
                return held.get(i);
            }
        }
        return null;
    }

    void add(PageLock lock) {
        held.add(lock);
    }

    void remove(PageLock lock) {
        held.remove(lock);
        wakes.addAll(lock.waiting);
    }
}
