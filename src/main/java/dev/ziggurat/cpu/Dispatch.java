package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;

/** The front of the pipeline: references are taken from the program and enter the window and the queues in program order. */
final class Dispatch {
    private static final long PENDING = MemoryLevel.PENDING;
    private static final long UNKNOWN = InFlight.UNKNOWN;

    private final Pipeline core;
    private final Issue issue;
    private final int windowSize;
    private final long period;
    private final Context context;
    private final FirstLevel fetch;
    private final CoreBooks books;
    private final Window window;
    private final StoreQueue stores;

    private final Reference reference = new Reference();

    /** Whether {@code reference} is an operation that has not taken effect. */
    private boolean operation;

    // The fetch sent last: of which reference, and from when it lets dispatch go on.
    private final Parts fetching;
    private long fetched = InFlight.NONE;
    private long fetchedAt;
    private boolean fetchPending;

    Dispatch(Pipeline core, Issue issue, OutOfOrder.Spec spec, Parts.Owner fetched) {
        this.core = core;
        this.issue = issue;
        windowSize = spec.window();
        period = core.period;
        context = core.context;
        fetch = core.fetch;
        books = core.books;
        window = core.window;
        stores = core.stores;
        fetching = new Parts(core.engine, fetch, core.translator, fetched, core.books.causes.split());
    }

    /** Dispatches up to so many instructions; returns when it can go on, UNKNOWN if something else must happen first. */
    long dispatch(int most) {
        int budget = most;
        while (window.next != window.tail || take()) {
            InFlight entry = window.at(window.next);
            if (entry.gap > 0) {
                budget -= dispatchGap(entry, budget);
            }
            boolean more = window.dispatchedGap < entry.gap;
            if (more || entry.weight > budget || core.occupancy + entry.weight > windowSize) {
                return budget == 0 ? core.time + period : UNKNOWN;
            }
            long blockedUntil = enter(entry);
            if (blockedUntil != core.time) {
                return blockedUntil;
            }
            window.next++;
            window.dispatchedGap = 0;
            core.occupancy += entry.weight;
            budget -= entry.weight;
        }
        return UNKNOWN;
    }

    /** Returns the object into which references are taken from the program. */
    Reference reference() {
        return reference;
    }

    /** Whether nothing has been taken but loads and stores (or modifies), of which one at most waits for its dispatch, and as a whole. */
    boolean onlyReferences() {
        return !operation
                && !context.thread.carriesFetches
                && context.thread.plain()
                && window.tail - window.next <= 1
                && window.dispatchedGap == 0;
    }

    /** Takes the reference that waits for its dispatch out of the window, if there is one, as if it had just been taken from the program. */
    boolean handBack() {
        if (window.next == window.tail) {
            return false;
        }
        window.takeBack(reference);
        untake(reference);
        return true;
    }

    /** Returns how many references may still be taken from the program. */
    long takes() {
        return context.apart ? Long.MAX_VALUE : context.process.limit() - context.process.taken;
    }

    /** So many references were taken and dispatched otherwise. */
    void took(long count) {
        context.process.taken += context.apart ? 0 : count;
    }

    private int dispatchGap(InFlight entry, int budget) {
        int gap = Math.min(Math.min(budget, windowSize - core.occupancy), entry.gap - window.dispatchedGap);
        window.dispatchedGap += gap;
        core.occupancy += gap;
        return gap;
    }

    /** Takes the next reference from the program into the window; false if it is an operation or there is none to take. */
    private boolean take() {
        if (operation || (!context.apart && takes() <= 0)) {
            return false;
        }
        context.thread.next(reference);
        return hold();
    }

    /** The reference that was just taken stands in the window, or is an operation that is still to take effect: then false. */
    boolean hold() {
        if (!reference.kind.memory()) {
            operation = true;
            return false;
        }
        if (reference.kind == Kind.FETCH) {
            context.thread.carriesFetches = true;
        } else if (!context.apart) {
            context.process.taken++;
        }
        InFlight entry = window.add(reference);
        // With a stream of fetches, those are the instructions.
        entry.weight = reference.kind == Kind.FETCH || !context.thread.carriesFetches ? 1 : 0;
        return true;
    }

    /** Lets a reference enter the queues; returns {@code core.time} if it has, else when to try again. */
    private long enter(InFlight entry) {
        if (entry.kind == Kind.FETCH) {
            return enterFetch(entry);
        }
        if (entry.loads() && core.loadRoom == 0) {
            return UNKNOWN;
        }
        if (entry.kind != Kind.LOAD) {
            if (!stores.hasRoom(core.time)) {
                core.stall = books.causes.storeBuffer();
                return stores.nextFree();
            }
            entry.store = stores.take(entry);
        }
        if (entry.loads()) {
            core.loadRoom--;
        }
        enterOnOperands(entry);
        return core.time;
    }

    private void enterOnOperands(InFlight entry) {
        long producer = entry.dependsOn == 0 ? InFlight.NONE : window.producer(entry);
        long operands = producer == InFlight.NONE ? core.time : window.at(producer).doneAt;
        if (operands == UNKNOWN) {
            window.depend(entry, producer);
        } else if (operands > core.time) {
            issue.operandsAt(entry, operands);
        } else if (entry.kind == Kind.STORE && !core.translator.translates()) {
            entry.doneAt = core.time;
        } else {
            entry.begun = core.time;
            issue.issue(entry);
        }
    }

    /** A fetch that hits passes; one that misses holds back dispatch for the time beyond the first level's latency. */
    private long enterFetch(InFlight entry) {
        if (!fetchPending && fetched != entry.rank) {
            fetched = entry.rank;
            fetching.of(entry.virtual, entry.size, entry.pc, entry.collector, context.thread);
            fetching.begin(core.time);
            long served = fetching.send(AccessType.FETCH, core.time);
            fetchPending = served == PENDING;
            fetchedAt = fetchPending ? UNKNOWN : passed(served);
        }
        if (fetchPending || fetchedAt > core.time) {
            core.stall = books.causes.fetch();
            return fetchPending ? UNKNOWN : fetchedAt;
        }
        if (fetching.fault() != 0) {
            core.faulted = window.head == entry.rank;
            return core.faulted ? core.time + period : UNKNOWN;
        }
        books.fetched(fetching);
        if (context.thread.observed) {
            context.fetched(fetching, window.head == entry.rank);
        }
        fetched = InFlight.NONE;
        entry.doneAt = core.time;
        return core.time;
    }

    /** Whether an operation stands next in program order and has not taken effect. */
    boolean holdsOperation() {
        return operation;
    }

    /** The operation has taken effect. */
    void operated() {
        operation = false;
    }

    /** Whatever is not in the window is forgotten; an operation goes back to the thread, a fetch is sent anew. */
    void putBack() {
        fetched = InFlight.NONE;
        if (operation) {
            operation = false;
            context.thread.putBack(reference);
        }
    }

    /** A reference that was taken goes back. */
    void untake(Reference reference) {
        if (reference.kind != Kind.FETCH && !context.apart) {
            context.process.taken--;
        }
    }

    /** Returns the requests of the fetch sent last. */
    Parts fetching() {
        return fetching;
    }

    /** Returns when a fetch that is served at an instant lets dispatch go on. */
    private long passed(long served) {
        return fetching.fault() == 0 ? served - fetch.latency() : served;
    }

    /** The fetch that was pending has its bytes; returns from when dispatch goes on. */
    long fetched(long served) {
        fetchPending = false;
        fetchedAt = passed(served);
        return fetchedAt;
    }
}
