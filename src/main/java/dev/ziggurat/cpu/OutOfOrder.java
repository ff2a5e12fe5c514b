package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.SpecException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A core that keeps a window of instructions, issues each load when its operands are there, and retires in program order.
 *
 * <p>In each cycle it retires up to {@code width} instructions, sends one retired store, issues the loads that have become ready, and dispatches
 * up to {@code width} instructions into the window; it sleeps through the cycles in which nothing can happen. A load that depends on nothing is
 * issued in the cycle of its dispatch. Addresses are known, so disambiguation is perfect: a load covered by the youngest older store that
 * overlaps it is forwarded at the first level's latency, a partly covered one waits until that store is served. A fetch that misses holds back
 * dispatch. Not modelled: load and store ports, branches, the latency of gap instructions.
 */
public final class OutOfOrder extends Event implements Core {
    private static final long PENDING = MemoryLevel.PENDING;
    private static final long UNKNOWN = Window.UNKNOWN;

    private final Engine engine;
    private final String path;
    private final Clock clock;
    private final long period;
    private final int width;
    private final int windowSize;
    private final Thread thread;
    private final Process process;
    private final Shares shares;
    private final FirstLevel data;
    private final FirstLevel fetch;
    private final CoreBooks books;

    private final Window window;
    private final LoadQueue loads;
    private final StoreQueue stores;
    private final Parts fetching;
    private final ReadyQueue ready;

    /** Per entry of the store queue: the first of the loads that wait until it is served, linked through the window's dependents. */
    private final long[] waitingForStore;

    /** Retired stores that have not been sent, in program order: a ring. */
    private final int[] unsent;

    private int firstUnsent;
    private int unsentCount;

    // The cycle at hand, and what dispatch is at: the reference in hand, instructions in the window, references taken.
    private long time;
    private final Reference reference = new Reference();
    private boolean inHand;
    private int occupancy;
    private long taken;
    private long fetchedAt;
    private boolean fetchPending;
    private boolean over;

    /** Why nothing was retired lately, as dispatch saw it. */
    private int stall;

    /** The last cycle in which something retired; its own time is booked with the next. */
    private long retiredAt = -1;

    /**
     * {@code cores: {kind: out-of-order, ...}}.
     *
     * @param count how many, default 1
     * @param clock their clock
     * @param width instructions dispatched and retired a cycle, default 4
     * @param window instructions between dispatch and retirement, default 224
     * @param loadQueue loads between dispatch and retirement, default 72
     * @param storeQueue stores between dispatch and the moment they are written, default 56
     */
    public record Spec(
            Integer count, Frequency clock, Integer width, Integer window, Integer loadQueue, Integer storeQueue)
            implements CoreSpec {
        public Spec {
            count = count == null ? 1 : count;
            width = width == null ? 4 : width;
            window = window == null ? 224 : window;
            loadQueue = loadQueue == null ? 72 : loadQueue;
            storeQueue = storeQueue == null ? 56 : storeQueue;
            SpecException.requireRange("count", count, 1, 1024);
            SpecException.requirePresent("clock", clock, "4 GHz");
            SpecException.requireRange("width", width, 1, 64);
            SpecException.requireRange("window", window, 1, 65536);
            SpecException.requireRange("load-queue", loadQueue, 1, 65536);
            SpecException.requireRange("store-queue", storeQueue, 1, 65536);
        }

        @Override
        public Core create(CoreSite site) {
            return new OutOfOrder(site, this);
        }
    }

    private OutOfOrder(CoreSite site, Spec spec) {
        engine = site.simulation().engine();
        path = site.path();
        clock = site.clock();
        period = clock.period();
        width = spec.width();
        windowSize = spec.window();
        thread = site.thread();
        process = thread.process();
        shares = site.shares();
        data = site.data();
        fetch = site.fetch();
        books = new CoreBooks(site.simulation(), path, period, data);
        int entries = windowSize + spec.loadQueue() + spec.storeQueue() + 2;
        window = new Window(entries);
        loads = new LoadQueue(engine, data, spec.loadQueue(), this::loaded, books.causes.split());
        stores = new StoreQueue(engine, data, spec.storeQueue(), books, this::stored);
        fetching = new Parts(engine, fetch, 0, (entry, served) -> fetched(served), books.causes.split());
        ready = new ReadyQueue(spec.loadQueue());
        waitingForStore = new long[spec.storeQueue()];
        Arrays.fill(waitingForStore, Window.NONE);
        unsent = new int[spec.storeQueue()];
        engine.watch(this);
    }

    @Override
    public void start(long from) {
        stall = books.causes.idle();
        engine.schedule(this, clock.edgeFrom(from));
    }

    @Override
    protected void fire() {
        long next = engine.now();
        while (next != UNKNOWN) {
            if (next > engine.now()) {
                if (next >= engine.horizon()) {
                    engine.sampleBefore(next);
                }
                if (next >= engine.horizon()) {
                    engine.schedule(this, next);
                    return;
                }
            }
            time = next;
            next = cycle();
        }
    }

    /** Lives through the cycle at {@code time}; returns when the next is in which something can happen, UNKNOWN if only an answer can tell. */
    private long cycle() {
        if (!over) {
            retire();
        }
        if (unsentCount > 0) {
            sendStore();
        }
        long next = unsentCount > 0 ? time + period : UNKNOWN;
        if (over) {
            return next;
        }
        while (ready.firstTime() <= time) {
            issue(ready.take());
        }
        next = Math.min(next, dispatch());
        next = Math.min(next, ready.firstTime());
        next = Math.min(next, headTime());
        return next == UNKNOWN ? UNKNOWN : clock.edgeFrom(Math.max(next, time + period));
    }

    /** When the oldest instruction can retire, UNKNOWN if that is not known. */
    private long headTime() {
        if (window.isEmpty()) {
            return UNKNOWN;
        }
        int place = (int) window.head & window.mask;
        if (window.gapRetired[place] < window.gapDispatched[place]) {
            return time + period;
        }
        return window.doneAt[place];
    }

    // Retirement

    private void retire() {
        int budget = width;
        while (budget > 0 && !window.isEmpty()) {
            int place = (int) window.head & window.mask;
            int gap = Math.min(budget, window.gapDispatched[place] - window.gapRetired[place]);
            if (gap > 0) {
                bookUntilNow(Window.NONE);
                window.gapRetired[place] += gap;
                occupancy -= gap;
                budget -= gap;
            }
            boolean blocked = window.gapRetired[place] < window.gap[place] || window.doneAt[place] > time;
            if (budget == 0 || blocked) {
                return;
            }
            int weight = weight(window.kind[place]);
            bookUntilNow(window.head);
            retire(place);
            window.head++;
            occupancy -= weight;
            budget -= weight;
            if (over) {
                return;
            }
        }
    }

    /** How many instructions a reference is besides its gap: with a stream of fetches, those are the instructions. */
    private int weight(Kind kind) {
        return kind == Kind.FETCH || !thread.carriesFetches ? 1 : 0;
    }

    /** Books the core's time up to this cycle: first the last cycle that retired something, then what the oldest reference waited for. */
    private void bookUntilNow(long rank) {
        if (retiredAt == time) {
            return;
        }
        if (retiredAt >= 0) {
            books.time.spend(books.causes.retiring(), retiredAt + period);
        }
        if (rank != Window.NONE && books.time.settled() < time) {
            int place = (int) rank & window.mask;
            Kind kind = window.kind[place];
            if (kind == Kind.LOAD || kind == Kind.MODIFY) {
                books.time.spend(
                        stall,
                        Math.min(time, loads.parts(window.loadEntry[place]).begun()));
                books.waitFor(loads.parts(window.loadEntry[place]), Math.min(time, window.doneAt[place]));
                books.time.spend(books.causes.retiring(), time);
            }
        }
        books.time.spend(stall, time);
        stall = books.causes.window();
        retiredAt = time;
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
        process.instructions += window.gap[place] + weight(kind);
        if (++thread.retired == thread.milestone()) {
            shares.reached(thread, time);
            over = thread.ended();
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

    private void sendStore() {
        int entry = unsent[firstUnsent];
        firstUnsent = firstUnsent + 1 == unsent.length ? 0 : firstUnsent + 1;
        unsentCount--;
        if (stores.send(entry, thread.number(), time) != PENDING) {
            releaseLoads(entry);
        }
    }

    // Issue

    /** Issues the load of a rank, which has its operands. */
    private void issue(long rank) {
        int place = (int) rank & window.mask;
        Parts load = loads.parts(window.loadEntry[place]);
        load.marks().spent(books.causes.storeBuffer(), time);
        int store = stores.overlapping(rank, window.physical[place], window.size[place], time);
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
                time);
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
        long bytesAt = storeRank >= window.head ? window.doneAt[(int) storeRank & window.mask] : time;
        if (bytesAt == UNKNOWN) {
            window.depend(rank, storeRank);
        } else if (bytesAt > time) {
            ready.add(clock.edgeFrom(bytesAt), rank);
        } else {
            long served = time + data.latency();
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
            ready.add(clock.edgeFrom(served), rank);
        }
    }

    private void releaseLoads(int store) {
        long at = clock.edgeFrom(Math.max(stores.servedAt(store), time));
        long rank = waitingForStore[store];
        waitingForStore[store] = Window.NONE;
        while (rank != Window.NONE) {
            long next = window.nextDependent[(int) rank & window.mask];
            ready.add(at, rank);
            rank = next;
        }
    }

    /** The result of a reference is there at an instant; those that depend on it learn it. */
    private void done(long rank, long at) {
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
    private void operandsAt(long rank, long at) {
        int place = (int) rank & window.mask;
        if (window.kind[place] == Kind.STORE) {
            done(rank, at);
            return;
        }
        long edge = clock.edgeFrom(at);
        Parts load = loads.parts(window.loadEntry[place]);
        if (load.begun() == UNKNOWN) {
            load.begin(Math.max(edge, time));
        }
        ready.add(Math.max(edge, time), rank);
    }

    // Dispatch

    /** Fills the window; returns when it can go on, UNKNOWN if something else must happen first. */
    private long dispatch() {
        int budget = width;
        while (true) {
            if (!inHand && !take()) {
                return UNKNOWN;
            }
            if (!reference.kind.memory()) {
                return operate();
            }
            int place = (int) (window.tail - 1) & window.mask;
            int gap =
                    Math.min(Math.min(budget, windowSize - occupancy), window.gap[place] - window.gapDispatched[place]);
            window.gapDispatched[place] += gap;
            occupancy += gap;
            budget -= gap;
            int weight = weight(reference.kind);
            boolean more = window.gapDispatched[place] < window.gap[place];
            if (more || weight > budget || occupancy + weight > windowSize) {
                return budget == 0 || (more && occupancy < windowSize) ? time + period : UNKNOWN;
            }
            long blockedUntil = enter(place);
            if (blockedUntil != time) {
                return blockedUntil;
            }
            occupancy += weight;
            budget -= weight;
            inHand = false;
        }
    }

    /** Takes the next reference from the program; false if there is none to take. */
    private boolean take() {
        if (taken >= thread.limit()) {
            return false;
        }
        thread.program().next(reference);
        inHand = true;
        if (reference.kind.memory()) {
            if (reference.kind == Kind.FETCH) {
                thread.carriesFetches = true;
                fetchedAt = UNKNOWN;
            } else {
                taken++;
            }
            window.add(reference, process.base());
        }
        return true;
    }

    /** Lets the reference in hand enter the queues; returns {@code time} if it has, else when to try again. */
    private long enter(int place) {
        return switch (reference.kind) {
            case FETCH -> enterFetch(place);
            case LOAD -> loads.hasRoom() ? enterLoad(place) : UNKNOWN;
            case STORE -> stores.hasRoom(time) ? enterStore(place) : storesFull();
            default -> {
                if (!loads.hasRoom()) {
                    yield UNKNOWN;
                }
                if (!stores.hasRoom(time)) {
                    yield storesFull();
                }
                takeStore(place);
                yield enterLoad(place);
            }
        };
    }

    private long enterLoad(int place) {
        long rank = window.tail - 1;
        int entry = loads.take(rank);
        window.loadEntry[place] = entry;
        long producer = window.producer(reference.dependsOn);
        long operands = producer == Window.NONE ? time : window.doneAt[(int) producer & window.mask];
        Parts load = loads.parts(entry);
        if (operands <= time) {
            load.begin(time);
            issue(rank);
        } else {
            load.beginLater();
            if (operands == UNKNOWN) {
                window.depend(rank, producer);
            } else {
                operandsAt(rank, operands);
            }
        }
        return time;
    }

    private long enterStore(int place) {
        takeStore(place);
        long producer = window.producer(reference.dependsOn);
        long operands = producer == Window.NONE ? time : window.doneAt[(int) producer & window.mask];
        if (operands == UNKNOWN) {
            window.depend(window.tail - 1, producer);
        } else {
            window.doneAt[place] = Math.max(time, operands);
        }
        return time;
    }

    private void takeStore(int place) {
        window.storeEntry[place] = stores.take(
                window.tail - 1, window.virtual[place], window.physical[place], window.size[place], window.pc[place]);
    }

    private long storesFull() {
        stall = books.causes.storeBuffer();
        return stores.nextFree();
    }

    /** A fetch that hits passes; one that misses holds back dispatch for the time beyond the first level's latency. */
    private long enterFetch(int place) {
        if (fetchPending) {
            return UNKNOWN;
        }
        if (fetchedAt == UNKNOWN) {
            fetching.begin(time);
            long served = fetching.send(
                    AccessType.FETCH,
                    window.virtual[place],
                    window.physical[place],
                    window.size[place],
                    window.pc[place],
                    thread.number(),
                    time);
            fetchPending = served == PENDING;
            fetchedAt = fetchPending ? UNKNOWN : served - fetch.latency();
        }
        if (fetchPending || fetchedAt > time) {
            stall = books.causes.fetch();
            return fetchPending ? UNKNOWN : fetchedAt;
        }
        books.fetched(fetching);
        window.doneAt[place] = time;
        return time;
    }

    /** SLEEP and EXIT take effect when the window and the store queue are empty. */
    private long operate() {
        if (!window.isEmpty() || unsentCount > 0) {
            return UNKNOWN;
        }
        if (!stores.isEmpty(time)) {
            stall = books.causes.storeBuffer();
            return stores.nextFree();
        }
        if (reference.kind == Kind.SLEEP && reference.argument0 > time) {
            stall = books.causes.idle();
            return reference.argument0;
        }
        inHand = false;
        if (reference.kind == Kind.SLEEP) {
            return time + period;
        }
        if (reference.kind != Kind.EXIT) {
            throw new IllegalStateException(path + ": a program asks the operating system for " + reference.kind
                    + ", and this machine has none");
        }
        over = true;
        shares.exited(thread, time);
        return UNKNOWN;
    }

    // Answers

    private void loaded(int entry, long served) {
        done(loads.rank(entry), served);
        wake(served);
    }

    private void stored(int entry, long served) {
        releaseLoads(entry);
        wake(served);
    }

    private void fetched(long served) {
        fetchPending = false;
        fetchedAt = served - fetch.latency();
        wake(fetchedAt);
    }

    /** Something happens at an instant that the core could not foresee. */
    private void wake(long at) {
        long edge = clock.edgeFrom(Math.max(Math.max(at, time + period), engine.now()));
        if (!scheduled() || due() > edge) {
            engine.reschedule(this, edge);
        }
    }

    @Override
    public void cutAt(long border) {
        books.time.cutAt(border);
    }

    @Override
    public void finishAt(long end) {
        if (retiredAt >= 0) {
            books.time.spend(books.causes.retiring(), Math.min(end, retiredAt + period));
        }
        books.time.spend(over ? books.causes.idle() : stall, end);
    }

    @Override
    public @Nullable String waitsFor() {
        if (over || window.isEmpty()) {
            return null;
        }
        int place = (int) window.head & window.mask;
        return path + ": " + window.kind[place] + " 0x" + Long.toHexString(window.virtual[place]) + ", the oldest of "
                + (window.tail - window.head) + ", has no answer";
    }

    @Override
    public void describe(Statistics statistics) {
        books.describe(statistics, process);
    }
}
