package dev.ziggurat.os.paging;

import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.Thread;
import org.jspecify.annotations.Nullable;

/** One thread waits until a lock is let go. */
final class LockWait implements Awaited {
    private final int cause;
    private @Nullable PageLock lock;
    private @Nullable Space space;
    private long page;

    LockWait(int cause) {
        this.cause = cause;
    }

    LockWait of(PageLock held) {
        lock = held;
        space = held.space();
        page = held.page();
        return this;
    }

    /** The lock may have been let go since the step was yielded, and be held for another page. */
    @Override
    public boolean begins(Thread thread, long time) {
        if (lock == null || space == null || !lock.holds(space, page)) {
            return false;
        }
        lock.waiting.add(thread);
        return true;
    }

    @Override
    public void account(Thread thread, long time) {
        thread.spent(cause, time);
    }
}
