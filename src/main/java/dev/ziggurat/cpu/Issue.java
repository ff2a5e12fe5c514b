package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Thread;
import java.util.Arrays;

/** The middle of the pipeline: loads are issued when they have their operands, take their bytes from older stores, and wake what needs them. */
final class Issue {
    private static final long PENDING = MemoryLevel.PENDING;
    private static final long UNKNOWN = Window.UNKNOWN;

    private final Pipeline core;
    private final Thread thread;
    private final FirstLevel data;
    private final CoreBooks books;
    private final Window window;
    private final LoadQueue loads;
    private final StoreQueue stores;
    private final ReadyQueue ready;

    /** Per entry of the store queue: the first of the loads that wait until it is served, linked through the window's dependents. */
    private final long[] waitingForStore;

    Issue(Pipeline core, OutOfOrder.Spec spec) {
        this.core = core;
        thread = core.thread;
        data = core.data;
        books = core.books;
        window = core.window;
        loads = core.loads;
        stores = core.stores;
        ready = core.ready;
        waitingForStore = new long[spec.storeQueue()];
        Arrays.fill(waitingForStore, Window.NONE);
    }

    /** Issues every load whose time has come. */
    void issueReady() {
        while (ready.firstTime() <= core.time) {
            issue(ready.take());
        }
    }

    /** Issues the load of a rank, which has its operands. */
    void issue(long rank) {
        int place = (int) rank & window.mask;
        Parts load = loads.parts(window.loadEntry[place]);
        load.marks().spent(books.causes.storeBuffer(), core.time);
        int store = stores.overlapping(rank, window.physical[place], window.size[place], core.time);
        if (store != StoreQueue.NONE) {
            meetStore(rank, store);
            return;
        }
        long served = load.send(
                AccessType.LOAD,
                window.virtual[place],
                window.physical[place],
                window.size[place],
                window.pc[place],
                thread.number(),
                core.time);
        if (served != PENDING) {
            done(rank, served);
        }
    }

    /** A load meets an older store that has not been written: it takes the store's bytes, or waits. */
    private void meetStore(long rank, int store) {
        int place = (int) rank & window.mask;
        if (!stores.covers(store, window.physical[place], window.size[place])) {
            waitForStore(rank, store);
            return;
        }
        long storeRank = stores.rank(store);
        long bytesAt = storeRank >= window.head ? window.doneAt[(int) storeRank & window.mask] : core.time;
        if (bytesAt == UNKNOWN) {
            window.depend(rank, storeRank);
        } else if (bytesAt > core.time) {
            ready.add(core.edge(bytesAt), rank);
        } else {
            long served = core.time + data.latency();
            loads.parts(window.loadEntry[place]).forward(served, books.causes.forward(), books.forwardedOutcome());
            done(rank, served);
        }
    }

    private void waitForStore(long rank, int store) {
        long served = stores.servedAt(store);
        if (served == UNKNOWN) {
            window.nextDependent[(int) rank & window.mask] = waitingForStore[store];
            waitingForStore[store] = rank;
        } else {
            ready.add(core.edge(served), rank);
        }
    }

    /** A store's time is known: the loads that wait until it is written are issued then. */
    void releaseLoads(int store) {
        long at = core.edge(Math.max(stores.servedAt(store), core.time));
        long rank = waitingForStore[store];
        waitingForStore[store] = Window.NONE;
        while (rank != Window.NONE) {
            long next = window.nextDependent[(int) rank & window.mask];
            ready.add(at, rank);
            rank = next;
        }
    }

    /** The result of a reference is there at an instant; those that depend on it learn it. */
    void done(long rank, long at) {
        int place = (int) rank & window.mask;
        window.doneAt[place] = at;
        long dependent = window.firstDependent[place];
        window.firstDependent[place] = Window.NONE;
        while (dependent != Window.NONE) {
            int next = (int) dependent & window.mask;
            long following = window.nextDependent[next];
            operandsAt(dependent, at);
            dependent = following;
        }
    }

    /** A reference has its operands at an instant: a load is issued then, a store needs nothing more. */
    void operandsAt(long rank, long at) {
        int place = (int) rank & window.mask;
        if (window.kind[place] == Kind.STORE) {
            done(rank, at);
            return;
        }
        long edge = core.edge(at);
        Parts load = loads.parts(window.loadEntry[place]);
        if (load.begun() == UNKNOWN) {
            load.begin(Math.max(edge, core.time));
        }
        ready.add(Math.max(edge, core.time), rank);
    }
}
