package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** The page to which the collector's thread moves objects: nobody else takes of it. */
final class ZTarget extends Routine implements ZRoom {
    private final ZPages pages;
    private final ZPageTake take;

    private long page;
    private long top;

    /** The position of the load that they come from. */
    private long pageAt;

    private long end;

    /** Whether the reserve may be taken. */
    private boolean reserved;

    private long bytes;
    private Step step = Step.FITS;

    private enum Step {
        FITS,
        TAKEN,
        UNDO
    }

    ZTarget(ZPages pages, ZPageTake take) {
        this.pages = pages;
        this.take = take;
    }

    /** The next object is moved to a new page. */
    void drop() {
        top = 0;
        end = 0;
    }

    /** From now on the reserve may be taken: pages are emptied one after the other. */
    void allowReserve() {
        reserved = true;
    }

    /** From now on the reserve may not be taken. */
    void keepReserve() {
        reserved = false;
    }

    @Override
    public void take(RuntimeThread thread, long size) {
        bytes = size;
        step = Step.FITS;
        thread.call(this);
    }

    @Override
    public void undo(RuntimeThread thread, long address, long size) {
        top = address;
        step = Step.UNDO;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FITS -> {
                if (top + bytes <= end) {
                    top += bytes;
                    thread.store(page + ZPages.TOP, top);
                    thread.end(top - bytes, pageAt);
                } else {
                    step = Step.TAKEN;
                    more(thread);
                }
            }
            case TAKEN -> taken(thread);
            case UNDO -> {
                thread.store(page + ZPages.TOP, top);
                thread.end();
            }
        }
    }

    private void more(RuntimeThread thread) {
        if (reserved) {
            take.beginWithReserve(thread);
        } else {
            take.begin(thread, 1);
        }
    }

    private void taken(RuntimeThread thread) {
        long taken = thread.answer();
        pageAt = thread.answeredAt();
        if (taken != 0) {
            page = taken;
            top = pages.start(ZPages.granuleOf(page));
            end = top + pages.page();
            step = Step.FITS;
        } else if (reserved) {
            throw new IllegalStateException("no page is left to move objects to, not even the reserve");
        } else {
            thread.end(0);
        }
    }
}
