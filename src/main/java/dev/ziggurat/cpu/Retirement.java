package dev.ziggurat.cpu;

import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;

/** The end of the pipeline: instructions retire in program order, and retired stores are sent in that order, one a cycle. */
final class Retirement {
    private static final long PENDING = MemoryLevel.PENDING;

    private final Pipeline core;
    private final Issue issue;
    private final int width;
    private final long period;
    private final Thread thread;
    private final Process process;
    private final Shares shares;
    private final CoreBooks books;
    private final Window window;
    private final LoadQueue loads;
    private final StoreQueue stores;

    /** Retired stores that have not been sent, in program order: a ring. */
    private final int[] unsent;

    private int firstUnsent;
    private int unsentCount;

    /** The last cycle in which something retired; its own time is booked with the next. */
    private long retiredAt = -1;

    Retirement(Pipeline core, Issue issue, OutOfOrder.Spec spec) {
        this.core = core;
        this.issue = issue;
        width = spec.width();
        period = core.period;
        thread = core.thread;
        process = core.process;
        shares = core.shares;
        books = core.books;
        window = core.window;
        loads = core.loads;
        stores = core.stores;
        unsent = new int[spec.storeQueue()];
    }

    /** Whether every retired store has been sent. */
    boolean allSent() {
        return unsentCount == 0;
    }

    /** When the oldest instruction can retire, {@link Window#UNKNOWN} if that is not known. */
    long headTime() {
        if (window.isEmpty()) {
            return Window.UNKNOWN;
        }
        int place = (int) window.head & window.mask;
        if (window.gapRetired[place] < window.gapDispatched[place]) {
            return core.time + period;
        }
        return window.doneAt[place];
    }

    /** Retires up to the width of instructions in program order. */
    void retire() {
        int budget = width;
        while (budget > 0 && !window.isEmpty()) {
            int place = (int) window.head & window.mask;
            int gap = Math.min(budget, window.gapDispatched[place] - window.gapRetired[place]);
            if (gap > 0) {
                bookUntilNow(Window.NONE);
                window.gapRetired[place] += gap;
                core.occupancy -= gap;
                budget -= gap;
            }
            boolean blocked = window.gapRetired[place] < window.gap[place] || window.doneAt[place] > core.time;
            if (budget == 0 || blocked) {
                return;
            }
            int weight = window.weight[place];
            bookUntilNow(window.head);
            retire(place);
            window.head++;
            core.occupancy -= weight;
            budget -= weight;
            if (core.over) {
                return;
            }
        }
    }

    /** Books the core's time up to this cycle: first the last cycle that retired something, then what the oldest reference waited for. */
    private void bookUntilNow(long rank) {
        if (retiredAt == core.time) {
            return;
        }
        if (retiredAt >= 0) {
            books.time.spend(books.causes.retiring(), retiredAt + period);
        }
        if (rank != Window.NONE && books.time.settled() < core.time) {
            int place = (int) rank & window.mask;
            Kind kind = window.kind[place];
            if (kind == Kind.LOAD || kind == Kind.MODIFY) {
                books.time.spend(
                        core.stall,
                        Math.min(core.time, loads.parts(window.loadEntry[place]).begun()));
                books.waitFor(loads.parts(window.loadEntry[place]), Math.min(core.time, window.doneAt[place]));
                books.time.spend(books.causes.retiring(), core.time);
            }
        }
        books.time.spend(core.stall, core.time);
        core.stall = books.causes.window();
        retiredAt = core.time;
    }

    private void retire(int place) {
        Kind kind = window.kind[place];
        if (kind == Kind.FETCH) {
            process.fetches++;
            process.instructions++;
            return;
        }
        if (kind != Kind.STORE) {
            int entry = window.loadEntry[place];
            books.load(loads.parts(entry));
            loads.release(entry);
        }
        if (kind != Kind.LOAD) {
            unsent[(firstUnsent + unsentCount) % unsent.length] = window.storeEntry[place];
            unsentCount++;
        }
        count(kind);
        process.instructions += window.gap[place] + window.weight[place];
        if (++thread.retired == thread.milestone()) {
            shares.reached(thread, core.time);
            core.over = thread.ended();
        }
    }

    private void count(Kind kind) {
        if (kind == Kind.LOAD) {
            process.loads++;
        } else if (kind == Kind.STORE) {
            process.stores++;
        } else {
            process.modifies++;
        }
    }

    /** Sends the oldest store that has retired and not been sent. */
    void sendStore() {
        int entry = unsent[firstUnsent];
        firstUnsent = firstUnsent + 1 == unsent.length ? 0 : firstUnsent + 1;
        unsentCount--;
        if (stores.send(entry, thread.number(), core.time) != PENDING) {
            issue.releaseLoads(entry);
        }
    }

    /** Books what is left when the run ends at an instant. */
    void finishAt(long end) {
        if (retiredAt >= 0) {
            books.time.spend(books.causes.retiring(), Math.min(end, retiredAt + period));
        }
        books.time.spend(core.over ? books.causes.idle() : core.stall, end);
    }
}
