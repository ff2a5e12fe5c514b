package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Threads of the program take bytes of the small page that they share, by compare-and-exchange of its top; who finds it full takes a new page and makes it the shared one
 * (ZObjectAllocator::alloc_object_in_shared_page). There is one for all threads, as ZGC has on small heaps.
 */
final class ZSharedPage extends Routine implements ZRoom {
    private final ZPages pages;
    private final ZPageTake take;
    private final ZPageFree free;
    private final Undo undo = new Undo();

    private long bytes;
    private long shared;
    private long top;
    private long address;

    /** A page of this thread that is not shared yet, 0 if there is none. */
    private long own;

    // The positions of the loads that these come from.
    private long sharedAt;
    private long topAt;
    private long addressAt;
    private long ownAt;

    private Step step = Step.SHARED;

    private enum Step {
        SHARED,
        TOP,
        CLAIM,
        TAKE,
        FIRST,
        INSTALL,
        END
    }

    ZSharedPage(ZPages pages, ZPageTake take) {
        this.pages = pages;
        this.take = take;
        free = new ZPageFree(pages);
    }

    @Override
    public void take(RuntimeThread thread, long size) {
        bytes = size;
        own = 0;
        step = Step.SHARED;
        thread.call(this);
    }

    @Override
    public void undo(RuntimeThread thread, long at, long size) {
        undo.address = at;
        undo.bytes = size;
        thread.call(undo);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SHARED -> {
                shared = thread.load(ZPages.SHARED);
                sharedAt = thread.position();
                step = shared == 0 ? Step.TAKE : Step.TOP;
            }
            case TOP -> {
                top = thread.follow(shared + ZPages.TOP, sharedAt);
                topAt = thread.position();
                boolean fits = top + bytes <= pages.start(ZPages.granuleOf(shared) + 1);
                step = fits ? Step.CLAIM : own == 0 ? Step.TAKE : Step.INSTALL;
            }
            case CLAIM -> claim(thread);
            case TAKE -> {
                step = Step.FIRST;
                take.begin(thread, 1);
            }
            case FIRST -> first(thread);
            case INSTALL -> {
                long found = thread.compareAndExchange(ZPages.SHARED, shared, own);
                step = found == shared ? Step.END : Step.TOP;
                shared = found;
                sharedAt = thread.position();
            }
            case END -> thread.end(address, addressAt);
        }
    }

    private void claim(RuntimeThread thread) {
        if (thread.compareAndExchange(shared + ZPages.TOP, top, top + bytes) != top) {
            step = Step.TOP;
            return;
        }
        address = top;
        addressAt = topAt;
        step = Step.END;
        if (own != 0) {
            free.begin(thread, own, ownAt);
        }
    }

    /** The bytes are the first of a new page. */
    private void first(RuntimeThread thread) {
        own = thread.answer();
        ownAt = thread.answeredAt();
        if (own == 0) {
            thread.end(0);
            return;
        }
        address = pages.start(ZPages.granuleOf(own));
        addressAt = ownAt;
        thread.store(own + ZPages.TOP, address + bytes);
        step = Step.INSTALL;
    }

    private final class Undo extends Routine {
        private long address;
        private long bytes;

        @Override
        protected void step(RuntimeThread thread) {
            long page = ZPages.record(pages.granule(address));
            thread.compareAndExchange(page + ZPages.TOP, address + bytes, address);
            thread.end();
        }
    }
}
