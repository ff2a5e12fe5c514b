package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;

/** The front of the pipeline: references are taken from the program and enter the window and the queues in program order. */
final class Dispatch {
    private static final long PENDING = MemoryLevel.PENDING;
    private static final long UNKNOWN = Window.UNKNOWN;

    private final Pipeline core;
    private final Issue issue;
    private final Retirement retirement;
    private final int width;
    private final int windowSize;
    private final long period;
    private final Thread thread;
    private final Process process;
    private final Shares shares;
    private final FirstLevel fetch;
    private final CoreBooks books;
    private final Window window;
    private final LoadQueue loads;
    private final StoreQueue stores;
    private final Parts fetching;

    // The reference in hand, how many have been taken, and the fetch that holds back the rest.
    private final Reference reference = new Reference();
    private boolean inHand;
    private long taken;
    private long fetchedAt;
    private boolean fetchPending;

    Dispatch(Pipeline core, Issue issue, Retirement retirement, OutOfOrder.Spec spec, Parts.Owner fetched) {
        this.core = core;
        this.issue = issue;
        this.retirement = retirement;
        width = spec.width();
        windowSize = spec.window();
        period = core.period;
        thread = core.thread;
        process = core.process;
        shares = core.shares;
        fetch = core.fetch;
        books = core.books;
        window = core.window;
        loads = core.loads;
        stores = core.stores;
        fetching = new Parts(core.engine, fetch, 0, fetched, core.books.causes.split());
    }

    /** Fills the window; returns when it can go on, UNKNOWN if something else must happen first. */
    long dispatch() {
        int budget = width;
        while (true) {
            if (!inHand && !take()) {
                return UNKNOWN;
            }
            if (!reference.kind.memory()) {
                return operate();
            }
            int place = (int) (window.tail - 1) & window.mask;
            int gap = Math.min(
                    Math.min(budget, windowSize - core.occupancy), window.gap[place] - window.gapDispatched[place]);
            window.gapDispatched[place] += gap;
            core.occupancy += gap;
            budget -= gap;
            int weight = window.weight[place];
            boolean more = window.gapDispatched[place] < window.gap[place];
            if (more || weight > budget || core.occupancy + weight > windowSize) {
                return budget == 0 || (more && core.occupancy < windowSize) ? core.time + period : UNKNOWN;
            }
            long blockedUntil = enter(place);
            if (blockedUntil != core.time) {
                return blockedUntil;
            }
            core.occupancy += weight;
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
            window.weight[(int) window.tail & window.mask] = weight(reference.kind);
            window.add(reference, process.base());
        }
        return true;
    }

    /** How many instructions a reference is besides its gap: with a stream of fetches, those are the instructions. */
    private int weight(Kind kind) {
        return kind == Kind.FETCH || !thread.carriesFetches ? 1 : 0;
    }

    /** Lets the reference in hand enter the queues; returns {@code time} if it has, else when to try again. */
    private long enter(int place) {
        return switch (reference.kind) {
            case FETCH -> enterFetch(place);
            case LOAD -> loads.hasRoom() ? enterLoad(place) : UNKNOWN;
            case STORE -> stores.hasRoom(core.time) ? enterStore(place) : storesFull();
            default -> {
                if (!loads.hasRoom()) {
                    yield UNKNOWN;
                }
                if (!stores.hasRoom(core.time)) {
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
        long operands = producer == Window.NONE ? core.time : window.doneAt[(int) producer & window.mask];
        Parts load = loads.parts(entry);
        if (operands <= core.time) {
            load.begin(core.time);
            issue.issue(rank);
        } else {
            load.beginLater();
            if (operands == UNKNOWN) {
                window.depend(rank, producer);
            } else {
                issue.operandsAt(rank, operands);
            }
        }
        return core.time;
    }

    private long enterStore(int place) {
        takeStore(place);
        long producer = window.producer(reference.dependsOn);
        long operands = producer == Window.NONE ? core.time : window.doneAt[(int) producer & window.mask];
        if (operands == UNKNOWN) {
            window.depend(window.tail - 1, producer);
        } else {
            window.doneAt[place] = Math.max(core.time, operands);
        }
        return core.time;
    }

    private void takeStore(int place) {
        window.storeEntry[place] = stores.take(
                window.tail - 1, window.virtual[place], window.physical[place], window.size[place], window.pc[place]);
    }

    private long storesFull() {
        core.stall = books.causes.storeBuffer();
        return stores.nextFree();
    }

    /** A fetch that hits passes; one that misses holds back dispatch for the time beyond the first level's latency. */
    private long enterFetch(int place) {
        if (fetchPending) {
            return UNKNOWN;
        }
        if (fetchedAt == UNKNOWN) {
            fetching.begin(core.time);
            long served = fetching.send(
                    AccessType.FETCH,
                    window.virtual[place],
                    window.physical[place],
                    window.size[place],
                    window.pc[place],
                    thread.number(),
                    core.time);
            fetchPending = served == PENDING;
            fetchedAt = fetchPending ? UNKNOWN : served - fetch.latency();
        }
        if (fetchPending || fetchedAt > core.time) {
            core.stall = books.causes.fetch();
            return fetchPending ? UNKNOWN : fetchedAt;
        }
        books.fetched(fetching);
        window.doneAt[place] = core.time;
        return core.time;
    }

    /** SLEEP and EXIT take effect when the window and the store queue are empty. */
    private long operate() {
        if (!window.isEmpty() || !retirement.allSent()) {
            return UNKNOWN;
        }
        if (!stores.isEmpty(core.time)) {
            core.stall = books.causes.storeBuffer();
            return stores.nextFree();
        }
        if (reference.kind == Kind.SLEEP && reference.argument0 > core.time) {
            core.stall = books.causes.idle();
            return reference.argument0;
        }
        inHand = false;
        if (reference.kind == Kind.SLEEP) {
            return core.time + period;
        }
        if (reference.kind != Kind.EXIT) {
            throw new IllegalStateException(core.path + ": a program asks the operating system for " + reference.kind
                    + ", and this machine has none");
        }
        core.over = true;
        shares.exited(thread, core.time);
        return UNKNOWN;
    }

    /** The fetch that was pending has its bytes; returns from when dispatch goes on. */
    long fetched(long served) {
        fetchPending = false;
        fetchedAt = served - fetch.latency();
        return fetchedAt;
    }
}
