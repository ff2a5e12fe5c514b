package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Thread;

/** The middle of the pipeline: loads are issued when they have their operands, take their bytes from older stores, and wake what needs them. */
final class Issue {
    private static final long UNKNOWN = InFlight.UNKNOWN;

    private final Pipeline core;
    private final Thread thread;
    private final FirstLevel data;
    private final CoreBooks books;
    private final Window window;
    private final StoreQueue stores;
    private final ReadyQueue ready;

    Issue(Pipeline core) {
        this.core = core;
        thread = core.thread;
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

    /** Issues a load, which has its operands. */
    void issue(InFlight load) {
        PendingStore store = stores.overlapping(load.rank, load.physical, load.size, core.time);
        if (store != null) {
            meetStore(load, store);
        } else if (load.begun == core.time && data.hits(AccessType.LOAD, load.physical, load.size)) {
            core.plainHits++;
            done(load, core.time + data.latency());
        } else {
            send(load);
        }
    }

    private void send(InFlight load) {
        core.plainHits = 0;
        Parts parts = begin(load);
        parts.touch(load.virtual, load.physical, load.size, load.pc);
        long served = parts.send(AccessType.LOAD, thread.number(), core.time);
        if (served != MemoryLevel.PENDING) {
            done(load, served);
        }
    }

    /** Starts a load's list of marks; it has waited for a store since it had its operands. */
    private Parts begin(InFlight load) {
        Parts parts = core.requests.take(load.rank);
        load.parts = parts;
        parts.begin(load.begun);
        parts.marks().spent(books.causes.storeBuffer(), core.time);
        return parts;
    }

    /** A load meets an older store that has not been written: it takes the store's bytes, or waits. */
    private void meetStore(InFlight load, PendingStore store) {
        if (!store.covers(load.physical, load.size)) {
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
            done(load, served);
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

    /** A reference has its operands at an instant: a load is issued then, a store needs nothing more. */
    void operandsAt(InFlight reference, long at) {
        if (reference.kind == Kind.STORE) {
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
