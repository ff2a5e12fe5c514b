package dev.ziggurat.os.paging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages under way: at most two for each thread, so they are looked through one by one. */
final class PageLocks {
    private final Wakes wakes;
    private final List<PageLock> held = new ArrayList<>();

    PageLocks(Wakes wakes) {
        this.wakes = wakes;
    }

    /** Returns the lock of an address's page, null if nobody holds one. */
    @Nullable
    PageLock find(Space space, long virtual) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).holds(space, virtual)) {
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
