package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Reference.Kind;
import org.jspecify.annotations.Nullable;

/** The middle of the pipeline: loads are issued when they have their operands, take their bytes from older stores, and wake what needs them. */
final class Issue {
    private static final long UNKNOWN = InFlight.UNKNOWN;

    private final Pipeline core;
    private final Context context;
    private final FirstLevel data;
    private final CoreBooks books;
    private final Window window;
    private final StoreQueue stores;
    private final ReadyQueue ready;

    Issue(Pipeline core) {
        this.core = core;
        context = core.context;
        data = core.data;
        books = core.books;
        window = core.window;
        stores = core.stores;
        ready = core.ready;
    }

    /** Issues every load whose time has come. */
    void issueReady() {
        while (ready.firstTime() <= core.time) {
            issue(window.at(ready.take()));
        }
    }

    /** Issues a reference, which has its operands: its store is translated, its load sent. */
    void issue(InFlight reference) {
        PendingStore own = reference.store;
        if (own != null && own.translatedAt == UNKNOWN && own.translation == null) {
            translate(reference, own);
        }
        if (reference.kind != Kind.STORE) {
            load(reference);
        }
    }

    private void translate(InFlight reference, PendingStore store) {
        long known = stores.translate(store, context.thread, core.time);
        core.plainHits = store.translation == null ? core.plainHits : 0;
        if (known != MemoryLevel.PENDING && reference.kind == Kind.STORE) {
            done(reference, known);
        }
    }

    private void load(InFlight load) {
        PendingStore store = stores.overlapping(load.rank, load.virtual, load.size, core.time);
        if (store != null) {
            meetStore(load, store);
            return;
        }
        long physical = Translator.MISS;
        if (load.begun == core.time && data.oneLine(load.virtual, load.size)) {
            physical = core.translator.hit(AccessType.LOAD, load.virtual, core.time);
            if (physical != Translator.MISS
                    && (accompany(load, data.stillAwaiting(physical)) || hits(load, physical))) {
                return;
            }
            if (physical != Translator.MISS && accompany(load, data.awaiting(physical, core.time))) {
                return;
            }
        }
        send(load, physical);
    }

    private boolean hits(InFlight load, long physical) {
        if (!data.hits(AccessType.LOAD, physical, load.size)) {
            return false;
        }
        core.plainHits++;
        loaded(load, core.time + data.latency());
        return true;
    }

    /**
     * Has a load wait for the same fill as another, if it can; what is booked later is the same as if it had a request of its own.
     *
     * @param request the last that waits for the load's line, null if none does
     */
    private boolean accompany(InFlight load, @Nullable MemoryRequest request) {
        Parts parts = request == null ? null : core.requests.accompanied(request, core.time);
        if (parts == null) {
            return false;
        }
        core.plainHits = 0;
        data.waitsToo(load.collector);
        parts.companions().add(load, window);
        load.parts = parts;
        load.accompanies = true;
        return true;
    }

    /** The request of a load has its answer at an instant: the loads that wait with it are served then, or when they have been looked up. */
    void loadedToo(Parts parts, long at) {
        Companions companions = parts.companions();
        long rank = companions.first();
        while (rank != InFlight.NONE) {
            InFlight load = window.at(rank);
            rank = load.nextCompanion;
            loaded(load, Math.max(at, load.begun + data.latency()));
        }
        for (int i = companions.squashed(); i > 0; i--) {
            core.loadRoom++;
            core.requests.release(parts);
        }
    }

    private void send(InFlight load, long physical) {
        core.plainHits = 0;
        Parts parts = begin(load);
        if (physical != Translator.MISS) {
            parts.at(physical, physical);
        }
        long served = parts.send(AccessType.LOAD, core.time);
        if (served != MemoryLevel.PENDING) {
            loaded(load, served);
        }
    }

    /** A load has its data at an instant; a modify is done when its store is translated as well. */
    void loaded(InFlight load, long at) {
        load.loadedAt = at;
        PendingStore store = load.store;
        if (store == null) {
            done(load, at);
        } else if (store.translatedAt != UNKNOWN) {
            done(load, Math.max(at, store.translatedAt));
        }
    }

    /** A store is translated at an instant. */
    void translated(PendingStore store, long at) {
        InFlight reference = window.at(store.rank);
        if (reference.kind == Kind.STORE) {
            done(reference, at);
        } else if (reference.loadedAt != UNKNOWN) {
            done(reference, Math.max(at, reference.loadedAt));
        }
    }

    /** Starts a load's list of marks; it has waited for a store since it had its operands. */
    private Parts begin(InFlight load) {
        Parts parts = core.requests.take(load.rank);
        load.parts = parts;
        parts.of(load.virtual, load.size, load.pc, load.collector, context.thread);
        parts.begin(load.begun);
        parts.marks().spent(books.causes.storeBuffer(), core.time);
        return parts;
    }

    /** A load meets an older store that has not been written: it takes the store's bytes, or waits. */
    private void meetStore(InFlight load, PendingStore store) {
        if (!store.covers(load.virtual, load.size)) {
            waitForStore(load, store);
            return;
        }
        long bytesAt = store.rank >= window.head ? window.at(store.rank).doneAt : core.time;
        if (bytesAt == UNKNOWN) {
            window.depend(load, store.rank);
        } else if (bytesAt > core.time) {
            ready.add(core.edge(bytesAt), load.rank);
        } else {
            long served = core.time + data.latency();
            begin(load).forward(served, books.causes.forward(), books.forwardedOutcome());
            loaded(load, served);
        }
    }

    private void waitForStore(InFlight load, PendingStore store) {
        if (store.servedAt == UNKNOWN) {
            load.nextDependent = store.firstWaiting;
            store.firstWaiting = load.rank;
        } else {
            ready.add(core.edge(store.servedAt), load.rank);
        }
    }

    /** A store's time is known: the loads that wait until it is written are issued then. */
    void releaseLoads(PendingStore store) {
        long rank = store.firstWaiting;
        if (rank == InFlight.NONE) {
            return;
        }
        long at = core.edge(Math.max(store.servedAt, core.time));
        store.firstWaiting = InFlight.NONE;
        while (rank != InFlight.NONE) {
            long next = window.at(rank).nextDependent;
            ready.add(at, rank);
            rank = next;
        }
    }

    /** The result of a reference is there at an instant; those that depend on it learn it. */
    void done(InFlight reference, long at) {
        reference.doneAt = at;
        long rank = reference.firstDependent;
        reference.firstDependent = InFlight.NONE;
        while (rank != InFlight.NONE) {
            InFlight dependent = window.at(rank);
            long next = dependent.nextDependent;
            operandsAt(dependent, at);
            rank = next;
        }
    }

    /** A reference has its operands at an instant: it is issued then; a store that is translated needs nothing more. */
    void operandsAt(InFlight reference, long at) {
        PendingStore store = reference.store;
        if (reference.kind == Kind.STORE && store != null && store.translatedAt != UNKNOWN) {
            done(reference, at);
            return;
        }
        long edge = core.edge(at);
        if (reference.begun == UNKNOWN) {
            reference.begun = edge;
        }
        ready.add(edge, reference.rank);
    }
}
