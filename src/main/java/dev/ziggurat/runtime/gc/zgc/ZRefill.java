package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.Safepoints;

/**
 * A thread takes a buffer from the shared page; for an object that no small page takes, one of just its size: a page of its own. If there is no page the thread stalls until one is free, but no longer than
 * until a cycle is over that began after that.
 */
final class ZRefill extends Routine {
    private final ZPages pages;
    private final Allocation into;
    private final Safepoints.Part safepoint;
    private final ZSharedPage shared;
    private final ZPageTake take;
    private final ZRequest request;
    private final long buffer;

    private long least;
    private long size;
    private boolean got;

    /** The page that a large object has for itself. */
    private long page;

    // What is left of the buffer that was in use before the last large object.
    private long restTop;
    private long restEnd;

    // The stall: since when, until which cycle; how often pages had been freed, and whether that cycle was over, before
    // the last try.
    private boolean stalls;
    private long since;
    private long wanted;
    private long freed;
    private boolean over;
    private Step step = Step.TRY;

    private long stalled;
    private long stalledTime;

    private enum Step {
        TRY,
        TRIED,
        SHARE,
        TIME,
        COUNT,
        CYCLE,
        REQUEST,
        FREED,
        DONE,
        WAIT,
        LEAVE,
        LEFT,
        END
    }

    ZRefill(ZPages pages, Allocation into, Safepoints.Part safepoint, ZPageTake take, ZRequest request, long buffer) {
        this.pages = pages;
        this.into = into;
        this.safepoint = safepoint;
        this.take = take;
        this.request = request;
        this.buffer = buffer;
        shared = new ZSharedPage(pages, take);
    }

    /** Has the thread get a buffer for so many bytes at least; answers 0 if there is none. */
    void begin(RuntimeThread thread, long bytes) {
        least = bytes;
        stalls = false;
        got = false;
        step = Step.TRY;
        thread.call(this);
    }

    /** What is left of buffers is not used any more. */
    void retire() {
        restTop = 0;
        restEnd = 0;
    }

    /** Returns how often the thread had to wait for a page. */
    long stalled() {
        return stalled;
    }

    /** Returns how long it did, in picoseconds. */
    long stalledTime() {
        return stalledTime;
    }

    private boolean large() {
        return least > pages.smallObjects();
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TRY -> attempt(thread);
            case TRIED -> tried(thread);
            case SHARE -> {
                thread.store(page + ZPages.TOP, into.top() + least);
                finish();
            }
            case END -> {
                stalledTime += stalls ? thread.answer() - since : 0;
                thread.end(got ? 1 : 0);
            }
            case LEAVE, LEFT -> leave(thread);
            default -> stall(thread);
        }
    }

    private void attempt(RuntimeThread thread) {
        step = Step.TRIED;
        if (large()) {
            size = least;
            take.begin(thread, pages.granules(least));
        } else if (restTop + least <= restEnd) {
            into.buffer(restTop, restEnd);
            retire();
            finish();
        } else {
            size = Math.max(least, buffer);
            shared.take(thread, size);
        }
    }

    private void tried(RuntimeThread thread) {
        long found = thread.answer();
        if (found == 0) {
            step = !stalls ? Step.TIME : over ? Step.LEAVE : Step.WAIT;
        } else if (large()) {
            page = found;
            restTop = into.top();
            restEnd = into.end();
            long start = pages.start(ZPages.granuleOf(page));
            into.buffer(start, start + least);
            step = Step.SHARE;
        } else {
            into.buffer(found, found + size);
            finish();
        }
    }

    /** There is a buffer. */
    private void finish() {
        got = true;
        step = stalls ? Step.LEAVE : Step.END;
    }

    private void stall(RuntimeThread thread) {
        switch (step) {
            case TIME -> {
                stalls = true;
                stalled++;
                thread.clock();
                step = Step.COUNT;
            }
            case COUNT -> {
                since = thread.answer();
                thread.add(ZPages.STALLED, 1);
                step = Step.CYCLE;
            }
            case CYCLE -> {
                wanted = thread.load(ZPages.CYCLE) + 1;
                step = Step.REQUEST;
            }
            case REQUEST -> {
                step = Step.FREED;
                request.begin(thread, wanted, ZDirector.Reason.STALL);
            }
            case FREED -> {
                freed = thread.load(ZPages.FREED);
                step = Step.DONE;
            }
            case DONE -> {
                over = thread.load(ZPages.DONE) >= wanted;
                step = Step.TRY;
            }
            default -> {
                step = Step.FREED;
                safepoint.await(thread, ZPages.FREED, freed);
            }
        }
    }

    private void leave(RuntimeThread thread) {
        if (step == Step.LEAVE) {
            thread.add(ZPages.STALLED, -1);
            step = Step.LEFT;
        } else {
            thread.clock();
            step = Step.END;
        }
    }
}
