package dev.ziggurat.cpu;

import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference.Kind;
import org.jspecify.annotations.Nullable;

/** The end of the pipeline: instructions retire in program order, and retired stores are sent in that order, one a cycle. */
final class Retirement {
    private final Pipeline core;
    private final Issue issue;
    private final int width;
    private final long period;
    private final Context context;
    private final CoreBooks books;
    private final Window window;
    private final StoreQueue stores;

    /** Retired stores that have not been sent, in program order: a ring. */
    private final PendingStore[] unsent;

    private int firstUnsent;
    private int unsentCount;

    /** The last cycle in which something retired; its own time is booked with the next. */
    private long retiredAt = -1;

    Retirement(Pipeline core, Issue issue, OutOfOrder.Spec spec) {
        this.core = core;
        this.issue = issue;
        width = spec.width();
        period = core.period;
        context = core.context;
        books = core.books;
        window = core.window;
        stores = core.stores;
        unsent = new PendingStore[spec.storeQueue()];
    }

    /** Goes on after a {@link HitRun}, which retired something last at an instant; the stores to be sent are then added anew. */
    void restart(long lastRetired) {
        retiredAt = lastRetired;
        unsentCount = 0;
    }

    /** Returns the last cycle in which something retired. */
    long retiredAt() {
        return retiredAt;
    }

    /** Returns the end of the last cycle in which something retired, in picoseconds. */
    long retiredUntil() {
        return retiredAt < 0 ? 0 : retiredAt + period;
    }

    /** A store has retired and waits to be sent. */
    void retired(PendingStore store) {
        int place = firstUnsent + unsentCount++;
        unsent[place < unsent.length ? place : place - unsent.length] = store;
    }

    /** Whether every retired store has been sent. */
    boolean allSent() {
        return unsentCount == 0;
    }

    /** When the oldest instruction can retire, {@code Long.MAX_VALUE} if that is not known. */
    long headTime() {
        if (window.isEmpty()) {
            return InFlight.UNKNOWN;
        }
        InFlight oldest = window.oldest();
        return window.retiredGap < gapDispatched(oldest) ? core.time + period : oldest.doneAt;
    }

    private int gapDispatched(InFlight oldest) {
        return window.oldestWaits() ? window.dispatchedGap : oldest.gap;
    }

    /** Retires up to the width of instructions in program order. */
    void retire() {
        int budget = width;
        while (budget > 0 && !window.isEmpty()) {
            InFlight oldest = window.oldest();
            if (oldest.gap > 0) {
                budget -= retireGap(oldest, budget);
            }
            if (budget == 0 || window.retiredGap < oldest.gap || oldest.doneAt > core.time) {
                return;
            }
            if (retiredAt != core.time) {
                bookWaitFor(oldest);
                bookUntilNow();
            }
            if (oldest.fault() != 0) {
                core.faulted = true;
                return;
            }
            window.head++;
            window.retiredGap = 0;
            core.occupancy -= oldest.weight;
            budget -= oldest.weight;
            retire(oldest);
            if (context.process.ended() && !context.kernel) {
                return;
            }
        }
    }

    private int retireGap(InFlight oldest, int budget) {
        int gap = Math.min(budget, gapDispatched(oldest) - window.retiredGap);
        if (gap > 0) {
            if (retiredAt != core.time) {
                bookLastCycle();
                bookUntilNow();
            }
            window.retiredGap += gap;
            core.occupancy -= gap;
        }
        return gap;
    }

    /** Books the last cycle in which something retired. */
    void bookLastCycle() {
        if (retiredAt >= 0) {
            books.time.spend(books.causes.retiring(), retiredAt + period);
        }
    }

    /** Books the core's time up to this cycle: first the last cycle that retired something, then what the oldest reference waited for. */
    private void bookWaitFor(InFlight oldest) {
        bookLastCycle();
        if (books.time.settled() < core.time && oldest.kind == Kind.STORE) {
            bookTranslation(oldest.store);
        }
        if (books.time.settled() < core.time && oldest.loads()) {
            books.time.spend(core.stall, Math.min(core.time, oldest.begun));
            long until = Math.min(core.time, oldest.doneAt);
            if (oldest.parts == null) {
                books.waitForHit(oldest.begun, until);
            } else {
                books.waitFor(oldest, oldest.parts, until);
            }
            books.time.spend(books.causes.retiring(), core.time);
        }
    }

    /** The oldest is a store, which may have waited for its translation. */
    private void bookTranslation(@Nullable PendingStore store) {
        Parts parts = store == null ? null : store.translation;
        if (parts != null) {
            books.time.spend(core.stall, Math.min(core.time, parts.begun()));
            books.waitFor(parts, Math.min(core.time, parts.end()));
            books.time.spend(books.causes.retiring(), core.time);
        }
    }

    /** Books the core's time up to this cycle, in which it has nothing left to retire. */
    void bookStall() {
        bookLastCycle();
        books.time.spend(core.stall, core.time);
    }

    /** Books the core's time up to this cycle, in which its program ends; if something has retired in it, that is done. */
    void bookEnd() {
        if (retiredAt != core.time) {
            bookStall();
        }
    }

    private void bookUntilNow() {
        books.time.spend(core.stall, core.time);
        core.stall = books.causes.window();
        retiredAt = core.time;
    }

    private void retire(InFlight reference) {
        if (context.thread.observed) {
            context.observe(reference, core.time);
        }
        if (reference.loads()) {
            core.loadRoom++;
            if (reference.parts == null) {
                books.references().loadHit();
            } else {
                books.references().load(reference, reference.parts);
                core.requests.release(reference.parts);
            }
        }
        PendingStore store = reference.store;
        if (store != null) {
            retired(store);
        }
        boolean fetch = reference.kind == Kind.FETCH;
        context.retired(reference.kind, fetch ? 1 : reference.gap + reference.weight, core.time);
    }

    /** Sends the oldest store that has retired and not been sent. */
    void sendStore() {
        PendingStore store = unsent[firstUnsent];
        firstUnsent = firstUnsent + 1 == unsent.length ? 0 : firstUnsent + 1;
        unsentCount--;
        if (stores.send(store, context.thread, core.time) != MemoryLevel.PENDING) {
            issue.releaseLoads(store);
        }
        core.plainHits = store.parts == null ? core.plainHits + 1 : 0;
    }

    /** Books what is left when the run ends at an instant: up to there the core's time goes to a cause. */
    void finishAt(long end, int cause) {
        if (retiredAt >= 0) {
            books.time.spend(books.causes.retiring(), Math.min(end, retiredAt + period));
        }
        books.time.close(cause, end);
    }
}
