package dev.ziggurat.os.paging;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.KernelProgram;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.ShootDown;
import dev.ziggurat.os.Thread;

/** A program of paging. It belongs to one thread, which uses it again and again. Whoever is to be woken is woken before anything else. */
abstract class PagingProgram extends KernelProgram {
    /** The bytes of an entry. */
    static final int ENTRY = 8;

    /** No address: all pages of a space. */
    static final long ALL = -1;

    final Paging paging;
    final Thread thread;

    private final LockWait lockWait;
    private final ShootDown shootDown;
    private final Wait wait;
    private String verdict = Process.VIOLATION;

    PagingProgram(Paging paging, Thread thread) {
        this.paging = paging;
        this.thread = thread;
        lockWait = new LockWait(paging.causes.pageLock());
        shootDown = paging.kernel.shootDown();
        wait = new Wait(paging.wakes);
    }

    @Override
    public final void next(Reference into) {
        if (paging.wakes.pending()) {
            block(into, paging.wakes);
        } else {
            step(into);
        }
    }

    /** Yields the next step. */
    abstract void step(Reference into);

    @Override
    protected final Awaited awaited() {
        return wait;
    }

    /** What the step waits for that was yielded last; before, those are woken who were to be. */
    private final class Wait implements Awaited {
        private Awaited what;

        Wait(Awaited what) {
            this.what = what;
        }

        @Override
        public boolean begins(Thread waiting, long time) {
            paging.wakes.deliver(time);
            return what.begins(waiting, time);
        }

        @Override
        public void account(Thread waiting, long time) {
            what.account(waiting, time);
        }

        @Override
        public boolean device() {
            return what.device();
        }
    }

    final void block(Reference into, Awaited what) {
        wait.what = what;
        into.operation(Kind.BLOCK);
    }

    final void block(Reference into, PageLock lock) {
        block(into, lockWait.of(lock));
    }

    /** All cores are to forget a page, or a space if {@code virtual} is {@link #ALL}; the core waits for it. */
    final void shootDown(Reference into, Space space, long virtual) {
        wait.what =
                virtual == ALL ? shootDown.of(space.address) : shootDown.of(space.address, virtual, space.leafShift);
        into.operation(Kind.HOLD);
    }

    /** All cores are to forget a segment; the core waits for it. */
    final void shootDownSegment(Reference into, Space space, int number) {
        wait.what = shootDown.ofSegment(space.address, number);
        into.operation(Kind.HOLD);
    }

    final void kill(Reference into, String how) {
        verdict = how;
        into.operation(Kind.KILL);
    }

    @Override
    protected final String verdict() {
        return verdict;
    }
}
