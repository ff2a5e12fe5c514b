package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.SpecException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A core that takes one reference at a time. A gap instruction costs a cycle, a fetch that hits nothing, a fetch that misses the time beyond the
 * first level's latency, a load the time until its data, a store one cycle while the store queue has room. With {@code store-queue: 0} a store
 * blocks until it is served. A load or a store that is served at once takes a cycle nevertheless.
 */
public final class InOrder extends Event implements Core, StoreQueue.Owner, Cpu.Seat {
    private static final long PENDING = MemoryLevel.PENDING;
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Engine engine;
    private final String path;
    private final Clock clock;
    private final Translator translator;
    private final CoreBooks books;
    private final Context context;
    private final FirstLevel data;
    private final FirstLevel fetch;
    private final Parts load;
    private final Parts fetching;
    private final StoreQueue stores;
    private final boolean blockingStores;

    // What the core is at: the reference and a copy with its physical address, the next step and its instant,
    // whether it waits for an answer and for whose, why it calls and to what the time before the call goes.
    private final Reference reference = new Reference();
    private final InFlight inHand = new InFlight();
    private InOrderStep step = InOrderStep.TAKE;
    private long time;
    private long sentAt;
    private Reason reason = Reason.OPERATION;
    private int drain;
    private Awaited waiting = Awaited.NOTHING;
    private @Nullable PendingStore awaitedStore;

    /**
     * {@code cores: {kind: in-order, ...}}.
     *
     * @param count how many, default 1
     * @param clock their clock
     * @param storeQueue entries of the store buffer, 0 for blocking stores, default 8
     */
    public record Spec(Integer count, Frequency clock, Integer storeQueue) implements CoreSpec {
        public Spec {
            count = count == null ? 1 : count;
            storeQueue = storeQueue == null ? 8 : storeQueue;
            SpecException.requireRange("count", count, 1, 1024);
            SpecException.requirePresent("clock", clock, "2 GHz");
            SpecException.requireRange("store-queue", storeQueue, 0, 4096);
        }

        @Override
        public Core create(CoreSite site) {
            return new InOrder(site, storeQueue);
        }
    }

    private InOrder(CoreSite site, int storeQueue) {
        engine = site.simulation().engine();
        path = site.path();
        clock = site.clock();
        data = site.data();
        fetch = site.fetch();
        books = new CoreBooks(site);
        translator = new Translator(site.mmu());
        context = new Context(site, translator, books, this);
        load = new Parts(engine, data, translator, (parts, served) -> answered(served), books.causes.split());
        fetching = new Parts(engine, fetch, translator, (parts, served) -> answered(served), books.causes.split());
        blockingStores = storeQueue == 0;
        stores = new StoreQueue(site, translator, Math.max(1, storeQueue), books, this);
        engine.watch(this);
    }

    @Override
    public void start(long from) {
        goOn(context.start(from));
        if (waiting == Awaited.NOTHING) {
            engine.schedule(this, time);
        }
    }

    @Override
    protected void fire() {
        while (waiting == Awaited.NOTHING) {
            if (time >= engine.horizon()) {
                engine.sampleBefore(time);
            }
            if (time > engine.now() && time >= engine.horizon()) {
                engine.schedule(this, time);
                return;
            }
            act();
        }
    }

    private void act() {
        switch (step) {
            case TAKE -> take();
            case ISSUE -> issue();
            case SEND_LOAD -> sendLoad();
            case LOAD_DONE -> finishLoad();
            case SEND_STORE -> sendStore();
            case SEND_TRANSLATED -> sendTranslated();
            case STORE_DONE -> finishStore();
            case FETCH_DONE -> finishFetch();
            case CALL -> call();
            case WAKE -> wake();
        }
    }

    private void take() {
        if (context.thread.attention) {
            callFor(Reason.ATTENTION);
            return;
        }
        context.thread.next(reference);
        if (reference.kind.memory()) {
            inHand.copy(reference);
        }
        time += clock.cycles(reference.gap);
        step = InOrderStep.ISSUE;
    }

    private void issue() {
        books.time.spend(books.causes.retiring(), time);
        switch (reference.kind) {
            case LOAD, MODIFY -> {
                inHand.begun = time;
                step = InOrderStep.SEND_LOAD;
            }
            case STORE -> step = InOrderStep.SEND_STORE;
            case FETCH -> sendFetch();
            default -> callFor(Reason.OPERATION);
        }
    }

    private void sendFetch() {
        fetching.of(inHand.virtual, inHand.size, inHand.pc, context.thread);
        fetching.begin(time);
        long served = fetching.send(AccessType.FETCH, time);
        step = InOrderStep.FETCH_DONE;
        answer(served == PENDING ? PENDING : Math.max(time, passed(served)));
    }

    /** Returns when a fetch that is served at an instant lets the core go on. */
    private long passed(long served) {
        return fetching.fault() == 0 ? served - fetch.latency() : served;
    }

    private void finishFetch() {
        if (fetching.fault() != 0) {
            books.time.spend(books.causes.fetch(), time);
            fault(fetching);
            return;
        }
        books.fetched(fetching);
        books.time.spend(books.causes.fetch(), time);
        context.thread.carriesFetches = true;
        context.fetched(fetching, true);
        retire();
    }

    private void sendLoad() {
        PendingStore store = stores.overlapping(Long.MAX_VALUE, inHand.virtual, inHand.size, time);
        if (store != null && !store.covers(inHand.virtual, inHand.size)) {
            await(Awaited.STORE, store, store.servedAt);
            return;
        }
        step = InOrderStep.LOAD_DONE;
        long physical = Translator.MISS;
        if (store == null && inHand.begun == time && data.oneLine(inHand.virtual, inHand.size)) {
            physical = translator.hit(AccessType.LOAD, inHand.virtual, time);
            if (physical != Translator.MISS && data.hits(AccessType.LOAD, physical, inHand.size)) {
                inHand.doneAt = time + data.latency();
                answer(inHand.doneAt);
                return;
            }
        }
        inHand.parts = load;
        load.of(inHand.virtual, inHand.size, inHand.pc, context.thread);
        load.begin(inHand.begun);
        load.marks().spent(books.causes.storeBuffer(), time);
        if (store != null) {
            load.forward(time + data.latency(), books.causes.forward(), books.forwardedOutcome());
            answer(time + data.latency());
            return;
        }
        if (physical != Translator.MISS) {
            load.at(physical, physical);
        }
        answer(load.send(AccessType.LOAD, time));
    }

    private void finishLoad() {
        if (inHand.fault() != 0) {
            books.waitFor(load, load.end());
            fault(load);
            return;
        }
        if (inHand.parts == null) {
            books.references().loadHit();
            books.waitForHit(inHand.begun, inHand.doneAt);
        } else {
            books.references().load(load);
            books.waitFor(load, load.end());
        }
        books.time.spend(books.causes.retiring(), time);
        if (reference.kind == Kind.MODIFY) {
            step = InOrderStep.SEND_STORE;
        } else {
            retire();
        }
    }

    private void sendStore() {
        books.time.spend(books.causes.storeBuffer(), time);
        if (!stores.hasRoom(time)) {
            await(Awaited.ANY_STORE, null, stores.nextFree());
            return;
        }
        inHand.store = stores.take(inHand);
        step = InOrderStep.SEND_TRANSLATED;
        if (inHand.store.translatedAt == UNKNOWN) {
            answer(stores.translate(inHand.store, context.thread, time));
        }
    }

    /** The store in hand is translated. */
    private void sendTranslated() {
        PendingStore store = Objects.requireNonNull(inHand.store);
        Parts translation = store.translation;
        if (translation != null) {
            books.waitFor(translation, time);
        }
        if (translation != null && store.fault() != 0) {
            fault(translation);
            stores.squash(store);
            return;
        }
        sentAt = time;
        long served = stores.send(store, context.thread, time);
        step = InOrderStep.STORE_DONE;
        if (blockingStores) {
            await(Awaited.STORE, store, served == PENDING ? UNKNOWN : served);
        } else {
            time += clock.period();
        }
    }

    private void finishStore() {
        PendingStore store = awaitedStore;
        if (blockingStores && store != null) {
            if (store.parts == null) {
                books.waitForHit(sentAt, store.servedAt);
            } else {
                books.waitFor(store.parts, store.servedAt);
            }
        }
        books.time.spend(books.causes.retiring(), time);
        retire();
    }

    private void retire() {
        step = InOrderStep.TAKE;
        Thread thread = context.thread;
        if (thread.observed) {
            context.observe(inHand, time);
        }
        context.retired(reference.kind, context.instructions(reference.kind, reference.gap), time);
    }

    /** The reference in hand cannot be translated: it goes back, and the operating system is told. */
    private void fault(Parts failed) {
        context.faulted(failed, inHand.access(), time);
        books.time.spend(books.causes.window(), time);
        context.putBack(reference, reference.gap);
        callFor(Reason.FAULT);
    }

    private void callFor(Reason why) {
        step = InOrderStep.CALL;
        reason = why;
        drain = context.drainCause();
    }

    /** The operating system is called when the store buffer is empty. */
    private void call() {
        books.time.spend(drain, time);
        if (!stores.isEmpty(time)) {
            await(Awaited.ANY_STORE, null, stores.nextFree());
            return;
        }
        goOn(
                switch (reason) {
                    case ATTENTION -> context.attend(time);
                    case FAULT -> context.fault(time);
                    case OPERATION -> context.operate(reference, time);
                });
    }

    private void wake() {
        context.goOn(time);
        step = InOrderStep.TAKE;
    }

    /** Goes on when the answer is there, known or not. */
    private void answer(long served) {
        if (served == PENDING) {
            waiting = Awaited.ANSWER;
        } else {
            time = clock.edgeFrom(Math.max(earliest(), served));
        }
    }

    /** A load or a store takes a cycle at least, whatever answers it: so no program does endless work at one instant. */
    private long earliest() {
        return step == InOrderStep.LOAD_DONE || step == InOrderStep.STORE_DONE ? time + clock.period() : time;
    }

    private void await(Awaited what, @Nullable PendingStore store, long until) {
        awaitedStore = store;
        if (until == UNKNOWN) {
            waiting = what;
        } else {
            time = clock.edgeFrom(Math.max(earliest(), until));
        }
    }

    private void answered(long served) {
        resume(step == InOrderStep.FETCH_DONE ? passed(served) : served);
    }

    @Override
    public void translated(PendingStore store, long known) {
        resume(known);
    }

    @Override
    public void freed(long time) {
        throw new IllegalStateException(path + ": a store was squashed before it was translated");
    }

    @Override
    public void stored(PendingStore store, long served) {
        boolean awaited = waiting == Awaited.ANY_STORE || (waiting == Awaited.STORE && store == awaitedStore);
        if (awaited) {
            resume(served);
        }
    }

    private void resume(long from) {
        waiting = Awaited.NOTHING;
        time = clock.edgeFrom(Math.max(Math.max(from, earliest()), engine.now()));
        engine.schedule(this, time);
    }

    /** A call has been answered, or the operating system sends the core on. */
    @Override
    public void goOn(long from) {
        step = InOrderStep.WAKE;
        if (from == Context.LATER) {
            waiting = Awaited.SEAT;
        } else if (waiting == Awaited.SEAT) {
            resume(from);
        } else {
            time = clock.edgeFrom(Math.max(time, from));
        }
    }

    /** Between two references it looks anyway. */
    @Override
    public void attention(long when) {
        // A core that takes one reference at a time always comes to that.
    }

    @Override
    public void cutAt(long border) {
        books.time.cutAt(border);
    }

    @Override
    public void finishAt(long end) {
        books.time.close(openCause(), end);
    }

    /** Returns what the time that is not booked yet goes to if what is under way comes to nothing. */
    private int openCause() {
        if (step == InOrderStep.WAKE || !context.hasKernel()) {
            return context.waitCause();
        }
        return context.causeInMode(step == InOrderStep.CALL ? drain : books.causes.window());
    }

    @Override
    public long spentOn(CpuTime what, long until) {
        int open = openCause();
        return books.cpuTimes.upTo(until, what, open, 0, open);
    }

    @Override
    public @Nullable String waitsFor() {
        if (waiting == Awaited.NOTHING || waiting == Awaited.SEAT) {
            return null;
        }
        return path + ": " + reference.kind + " 0x" + Long.toHexString(reference.address) + " waits for "
                + (waiting == Awaited.ANSWER ? "its answer" : "a store");
    }

    @Override
    public void describe(Statistics statistics) {
        books.describe(statistics, context::instructions, context::references);
    }
}
