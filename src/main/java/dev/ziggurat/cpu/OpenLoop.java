package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No core at all: a driver that sends the references of its program at given times, for looking at caches or memory alone.
 *
 * <p>When a reference is ready to be sent is the program's affair ({@link Pacing}): a cycle after the one before, and one more for each
 * instruction of its gap; at its own arrival time; or as soon as the table has room. References are sent in program order, at most one a cycle
 * (of the pacing's clock if it has one, else of the core's). Loads and stores alike hold a slot of a table until they are served; one that finds
 * the table full waits, and all behind it: that wait, cause {@code driver}, is part of its time. A reference retires when it is served. What it
 * depends on is ignored: nothing waits for a result, and stores forward nothing. A modify is a load and, when that is there, a store, which
 * goes before whatever else the cycle would send.
 */
public final class OpenLoop extends Event implements Core {
    private static final long UNKNOWN = Long.MAX_VALUE;

    /** Slots of the table if neither the program nor the memory says how many. */
    private static final int SLOTS = 64;

    private final Engine engine;
    private final String path;
    private final Clock clock;
    private final Pacing.Kind pace;
    private final Thread thread;
    private final Process process;
    private final Shares shares;
    private final CoreBooks books;
    private final int driverCause;
    private final Outstanding table;

    // When the driver starts; the reference in hand and from when on it may be sent; when the driver's next cycle
    // begins.
    private final Reference reference = new Reference();
    private boolean inHand;
    private long started;
    private long ready;
    private long free;
    private long time;
    private long taken;
    private boolean over;

    private long storeTime;
    private long storesTimed;

    /**
     * {@code cores: {kind: open-loop, ...}}.
     *
     * @param count how many, default 1
     * @param clock their clock
     */
    public record Spec(Integer count, Frequency clock) implements CoreSpec {
        public Spec {
            count = count == null ? 1 : count;
            SpecException.requireRange("count", count, 1, CoreSpec.MOST_CORES);
            SpecException.requirePresent("clock", clock, "1 GHz");
        }

        @Override
        public Core create(CoreSite site) {
            return new OpenLoop(site);
        }
    }

    private OpenLoop(CoreSite site) {
        engine = site.simulation().engine();
        path = site.path();
        thread = site.cpu().thread();
        process = thread.process();
        shares = site.shares();
        Pacing pacing = thread.program().pacing();
        pace = pacing.kind();
        clock = pacing.cycle() == 0 ? site.clock() : new Clock(pacing.cycle());
        books = new CoreBooks(site);
        driverCause = site.simulation().causes().of("driver");
        table = new Outstanding(site, slots(pacing, site.queued()), books.causes, driverCause, this::answered);
        engine.watch(this);
    }

    private static int slots(Pacing pacing, int queued) {
        if (pacing.outstanding() > 0) {
            return pacing.outstanding();
        }
        return queued > 0 ? queued : SLOTS;
    }

    @Override
    public void start(long from) {
        started = clock.edgeFrom(from);
        free = started;
        books.time.spend(books.causes.idle(), free);
        engine.schedule(this, free);
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
            next = act();
        }
    }

    /** Does what is due at {@code time}; returns when something is due next, UNKNOWN if only an answer can tell. */
    private long act() {
        while (table.firstAnswer() <= time) {
            retire(table.takeAnswered());
        }
        long next = nextCycle();
        if (next == time) {
            useCycle();
            next = nextCycle();
        }
        return Math.min(next, table.firstAnswer());
    }

    /** Returns the first cycle, from {@code time} on, for which there is something to do, UNKNOWN if an answer must come first. */
    private long nextCycle() {
        if (over) {
            return UNKNOWN;
        }
        if (table.hasUnwritten()) {
            return edgeFrom(free);
        }
        // A daemon ends with the others; what it has sent is still answered, the store of a modify too.
        if (process.ended() || (!inHand && !take())) {
            return UNKNOWN;
        }
        boolean may = reference.kind.memory() ? table.hasRoom() : table.isEmpty();
        return may ? edgeFrom(Math.max(ready, free)) : UNKNOWN;
    }

    private long edgeFrom(long edge) {
        return edge >= time ? edge : clock.edgeFrom(time);
    }

    /** Takes the next reference from the program; false if there is none to take. */
    private boolean take() {
        if (taken >= process.limit()) {
            return false;
        }
        thread.program().next(reference);
        inHand = true;
        ready = readyAt();
        if (reference.kind == Kind.FETCH) {
            thread.carriesFetches = true;
        } else if (reference.kind.memory()) {
            taken++;
        }
        return true;
    }

    private long readyAt() {
        return switch (reference.kind) {
            case LOAD, STORE, MODIFY, FETCH ->
                switch (pace) {
                    case CLOCKED -> free + clock.cycles(reference.gap);
                    case ARRIVAL -> Math.max(started, clock.edgeFrom(reference.at));
                    case SATURATED -> 0;
                };
            case SLEEP -> clock.edgeFrom(reference.argument0);
            case EXIT, CLOCK, FENCE -> 0;
            default ->
                throw new IllegalStateException(path + ": a program asks the operating system for " + reference.kind
                        + ", and this machine has none");
        };
    }

    private void useCycle() {
        settle(time);
        if (table.hasUnwritten()) {
            table.write(time);
            free = time + clock.period();
            return;
        }
        inHand = false;
        if (reference.kind.memory()) {
            long offered = pace == Pacing.Kind.SATURATED ? time : ready;
            table.send(reference, offered, time);
            free = time + clock.period();
        } else if (reference.kind == Kind.CLOCK) {
            thread.program().returned(time);
            free = time + clock.period();
        } else if (reference.kind == Kind.FENCE) {
            free = time + clock.period();
        } else if (reference.kind == Kind.EXIT) {
            over = true;
            shares.ended(process, Process.EXIT, time);
        }
    }

    /** Books the driver's own time: the cycle of the last request and its gap, the time until the next is ready, and the wait for the table. */
    private void settle(long until) {
        books.time.spend(books.causes.retiring(), Math.min(free, until));
        if (inHand) {
            boolean counting = pace == Pacing.Kind.CLOCKED && reference.kind.memory();
            books.time.spend(counting ? books.causes.retiring() : books.causes.idle(), Math.min(ready, until));
        }
        books.time.spend(driverCause, until);
    }

    private void answered(long at) {
        if (!scheduled() || due() > at) {
            engine.reschedule(this, at);
        }
    }

    private void retire(int slot) {
        Parts own = table.parts(slot);
        if (over) {
            table.release(slot);
        } else if (table.loading(slot)) {
            books.references().load(own);
            table.mustWrite(slot, time);
        } else {
            table.release(slot);
            count(slot, own);
        }
    }

    private void count(int slot, Parts own) {
        Kind kind = table.kind(slot);
        process.instructions += kind == Kind.FETCH ? 1 : table.gap(slot) + (thread.carriesFetches ? 0 : 1);
        switch (kind) {
            case FETCH -> {
                books.fetched(own);
                process.fetches++;
                return;
            }
            case LOAD -> {
                books.references().load(own);
                process.loads++;
            }
            case STORE -> {
                stored(own);
                process.stores++;
            }
            default -> {
                stored(own);
                process.modifies++;
            }
        }
        if (++process.retired == process.milestone()) {
            shares.reached(process, time);
            over = process.ended();
            if (over) {
                settle(time);
            }
        }
    }

    private void stored(Parts own) {
        books.references().store(own);
        storeTime += own.end() - own.begun();
        storesTimed++;
    }

    @Override
    public void cutAt(long border) {
        books.time.cutAt(border);
    }

    @Override
    public void finishAt(long end) {
        if (!over) {
            settle(end);
        }
        books.time.close(books.causes.idle(), end);
    }

    @Override
    public @Nullable String waitsFor() {
        return table.isEmpty() ? null : path + ": " + table.underWay() + " references have no answer";
    }

    @Override
    public void describe(Statistics statistics) {
        books.describe(statistics, () -> process.instructions, process::references);
        Section section = statistics.section(path, "cores");
        Term sum = section.time(
                "store_time_ns",
                "time of all stores of an open-loop driver, from being offered to being served",
                () -> storeTime);
        Term count = section.counter(
                "stores_timed",
                "references",
                "stores (and modifies) whose time is in store_time_ns",
                () -> storesTimed);
        section.ratio(new Quotient(
                "store_mean_ns",
                "ns",
                "mean time of a store of an open-loop driver, from being offered to being served",
                "store_time_ns / stores_timed",
                new Scale(1, 1000),
                List.of(sum),
                List.of(count)));
    }
}
