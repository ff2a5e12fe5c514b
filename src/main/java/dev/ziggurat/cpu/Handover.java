package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.Arrays;

/** How a {@link HitRun} takes over what is in the pipeline, and puts back at its end what is in it then. */
final class Handover {
    private final Pipeline core;
    private final Retirement retirement;
    private final RunTime time;
    private final PlainInstructions instructions;
    private final PlainStores stores;
    private final Window window;
    private final StoreQueue queue;
    private final Context context;
    private final int loadQueue;
    private final Reference copy = new Reference();

    // At the beginning: the rank of the oldest reference, the loads in the window, the stores sent.
    private long firstRank;
    private long oldLoads;
    private long oldSent;

    // At the end: what is still in the window, by kind, and the instructions before it.
    private final long[] left = new long[PlainInstructions.KINDS];
    private long leftGaps;

    Handover(Pipeline core, Retirement retirement, RunTime time, PlainInstructions instructions, PlainStores stores) {
        this.core = core;
        this.retirement = retirement;
        this.time = time;
        this.instructions = instructions;
        this.stores = stores;
        window = core.window;
        queue = core.stores;
        context = core.context;
        loadQueue = core.loadRoom;
    }

    /** Returns how many references may be dispatched so that the last that retires is still before the thread's milestone. */
    long most() {
        return context.apart
                ? Long.MAX_VALUE
                : context.process.milestone() - context.process.retired - instructions.references() - 1;
    }

    /** Returns the rank of the reference that is dispatched next. */
    long nextRank() {
        return firstRank + instructions.references();
    }

    /** Takes over the pipeline before the cycle at hand, and leaves it as it is; false if there is anything in it but hits. */
    boolean begin() {
        time.begin(retirement.retiredAt(), core.stall);
        instructions.begin(core.time);
        stores.begin();
        firstRank = window.head;
        if (core.ready.firstTime() != InFlight.UNKNOWN || !beginStores() || !beginWindow()) {
            return false;
        }
        oldSent = stores.sent();
        oldLoads = instructions.added(PlainInstructions.HIT);
        return core.loadRoom + oldLoads == loadQueue;
    }

    /** The stores that have retired. */
    private boolean beginStores() {
        PendingStore store = queue.oldest(core.time);
        while (store != null && store.rank < firstRank) {
            if (store.parts != null) {
                return false;
            }
            if (store.servedAt != InFlight.UNKNOWN) {
                stores.addSent(store);
            } else if (!stores.addUnsent(store, core.time)) {
                return false;
            }
            store = store.younger;
        }
        return true;
    }

    private boolean beginWindow() {
        int retiredGap = window.retiredGap;
        for (long rank = firstRank; rank < window.next; rank++) {
            InFlight entry = window.at(rank);
            if (entry.parts != null || entry.doneAt == InFlight.UNKNOWN || !add(entry, retiredGap)) {
                return false;
            }
            retiredGap = 0;
        }
        return true;
    }

    private boolean add(InFlight entry, int retiredGap) {
        for (int gap = retiredGap; gap < entry.gap; gap++) {
            instructions.addOldGap(core.time);
        }
        entry.copyTo(copy);
        long done = core.edge(entry.doneAt);
        if (entry.kind == Kind.LOAD) {
            instructions.add(copy, PlainInstructions.HIT, entry.begun, done);
            return true;
        }
        PendingStore store = entry.store;
        return entry.kind == Kind.STORE
                && store != null
                && store.translation == null
                && stores.addUnsent(
                        store, instructions.add(copy, PlainInstructions.STORE, core.time - core.period, done));
    }

    /** Puts back what is in the pipeline at the end of a run, whose last dispatch was at an instant, and counts what has left it. */
    void end(long last) {
        core.time = last;
        time.end(last);
        core.stall = time.stall();
        retirement.restart(time.retiredAt());
        long unretired = 0;
        long head = instructions.oldest(last);
        for (long number = head; number < instructions.next(); number++) {
            unretired += instructions.kind(number) == PlainInstructions.GAP ? 0 : 1;
        }
        window.restart(nextRank() - unretired);
        queue.clear();
        endWindow(head, endStores(last));
        count();
    }

    /** The stores that have retired; returns the number of the first that has not. */
    private long endStores(long last) {
        long number = stores.oldest(last);
        while (number < stores.end() && stores.rank(number) < window.head) {
            PendingStore store = stores.putBack(number, queue);
            if (number >= stores.sent()) {
                retirement.retired(store);
            }
            number++;
        }
        return number;
    }

    private void endWindow(long head, long firstStore) {
        long store = firstStore;
        Arrays.fill(left, 0);
        leftGaps = 0;
        for (long number = head; number < instructions.next(); number++) {
            int kind = instructions.kind(number);
            if (kind != PlainInstructions.GAP) {
                instructions.copy(number, copy);
                if (window.isEmpty()) {
                    window.retiredGap = copy.gap - (int) (number - head);
                }
                InFlight entry = putBack(kind, instructions.dispatched(number));
                if (kind == PlainInstructions.STORE) {
                    entry.store = stores.putBack(store++, queue);
                }
            }
        }
        core.occupancy = (int) (instructions.next() - head);
        core.loadRoom = loadQueue - (int) (left[PlainInstructions.HIT] + left[PlainInstructions.FORWARDED]);
    }

    private InFlight putBack(int kind, long dispatched) {
        InFlight entry = window.add(copy);
        window.next++;
        entry.weight = 1;
        left[kind]++;
        leftGaps += copy.gap;
        if (kind == PlainInstructions.STORE) {
            entry.doneAt = dispatched;
            return entry;
        }
        entry.begun = dispatched;
        entry.doneAt = dispatched + core.data.latency();
        if (kind == PlainInstructions.FORWARDED) {
            Parts parts = core.requests.take(entry.rank);
            entry.parts = parts;
            parts.begin(dispatched);
            parts.forward(entry.doneAt, core.books.causes.forward(), core.books.forwardedOutcome());
        }
        return entry;
    }

    private void count() {
        long hits = retired(PlainInstructions.HIT);
        long forwards = retired(PlainInstructions.FORWARDED);
        long written = stores.sent() - oldSent;
        long references = hits + forwards + retired(PlainInstructions.STORE);
        context.retiredRun(
                hits + forwards, retired(PlainInstructions.STORE), references + instructions.gaps() - leftGaps);
        core.books.references().hits(hits, written);
        core.books.forwards(forwards);
        core.data.count(AccessType.LOAD, instructions.added(PlainInstructions.HIT) - oldLoads);
        core.data.count(AccessType.STORE, written);
    }

    private long retired(int kind) {
        return instructions.added(kind) - left[kind];
    }
}
