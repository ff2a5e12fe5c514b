package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import org.jspecify.annotations.Nullable;

/** An allocator as one thread uses it: takes the heap's lock, counts, and takes nothing back that it has not given out. */
final class HeapUse implements HeapThread {
    /** What no allocator has: more than the user half of the addresses. */
    private static final long TOO_MUCH = 1L << 47;

    /** {@code free} of what is no block. */
    private static final long INVALID = -1;

    private final RuntimeThread thread;
    private final int number;
    private final HeapCounts counts;
    private final Placer placer;
    private final @Nullable Locked locked;
    private final Allocate allocate = new Allocate();
    private final Free free = new Free();

    /**
     * Makes the use of an allocator.
     *
     * @param number the thread's among those that use the heap
     * @param lock the heap's, null if the code locks by itself
     */
    HeapUse(RuntimeThread thread, int number, HeapCounts counts, Placer placer, @Nullable HeapLock lock) {
        this.thread = thread;
        this.number = number;
        this.counts = counts;
        this.placer = placer;
        locked = lock == null ? null : new Locked(lock);
    }

    private void run(Routine routine) {
        if (locked == null) {
            thread.call(routine);
        } else {
            locked.begin(thread, routine);
        }
    }

    @Override
    public void allocate(long bytes, long alignment) {
        allocate.begin(bytes, alignment, Allocate.ANYWHERE);
        thread.call(allocate);
    }

    @Override
    public void reserve(long address, long bytes) {
        allocate.begin(bytes, 1, address);
        thread.call(allocate);
    }

    @Override
    public void free(long address) {
        free.address = address;
        free.counted = false;
        thread.call(free);
    }

    @Override
    public void usable(long address) {
        if (counts.live(address)) {
            run(placer.measure(address));
        } else {
            thread.reply(0);
        }
    }

    @Override
    public boolean owns(long address) {
        return counts.live(address);
    }

    private final class Allocate extends Routine {
        static final long ANYWHERE = -1;

        private long bytes;
        private long alignment;
        private long wanted;
        private boolean placed;
        private boolean refused;

        void begin(long askedBytes, long askedAlignment, long place) {
            bytes = Math.max(1, askedBytes);
            alignment = askedAlignment;
            wanted = place;
            refused = askedBytes < 0 || askedBytes >= TOO_MUCH;
            placed = refused;
        }

        @Override
        protected void step(RuntimeThread on) {
            if (!placed) {
                placed = true;
                run(wanted == ANYWHERE ? placer.take(bytes, alignment) : placer.reserve(wanted, bytes));
                return;
            }
            long block = refused ? NONE : on.answer();
            if (block == NONE) {
                counts.failed();
            } else {
                counts.allocated(block, bytes, number);
            }
            on.end(block);
        }
    }

    private final class Free extends Routine {
        private long address;
        private boolean counted;

        @Override
        protected void step(RuntimeThread on) {
            if (counted) {
                counts.settle();
                on.end(0);
            } else if (address == NONE) {
                on.end(0);
            } else if (counts.freed(address, number)) {
                counted = true;
                run(placer.give(address));
            } else {
                on.end(INVALID);
            }
        }
    }
}
