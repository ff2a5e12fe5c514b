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
import org.jspecify.annotations.Nullable;

/**
 * A core that takes one reference at a time. A gap instruction costs a cycle, a fetch that hits nothing, a fetch that misses the time beyond the
 * first level's latency, a load the time until its data, a store one cycle while the store queue has room. With {@code store-queue: 0} a store
 * blocks until it is served. A load or a store that is served at once takes a cycle nevertheless.
 */
public final class InOrder extends Event implements Core, Cpu.Seat {
    private static final long PENDING = MemoryLevel.PENDING;

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
    private final InOrderStores stores;

    // What the core is at: the reference and a copy with its physical address, how far it has come,
    // why it calls the operating system and to what the time before the call goes.
    private final Reference reference = new Reference();
    private final InFlight inHand = new InFlight();
    private final Progress progress;
    private Reason reason = Reason.OPERATION;
    private int drain;

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
            SpecException.requireRange("count", count, 1, CoreSpec.MOST_CORES);
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
        progress = new Progress(engine, clock, this);
        stores = new InOrderStores(site, storeQueue, translator, books, context, progress, inHand);
        engine.watch(this);
    }

    @Override
    public void start(long from) {
        progress.goOn(context.start(from));
        if (!progress.waits()) {
            engine.schedule(this, progress.time);
        }
    }

    @Override
    protected void fire() {
        while (!progress.waits()) {
            long time = progress.time;
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
        switch (progress.step) {
            case TAKE -> take();
            case ISSUE -> issue();
            case SEND_LOAD -> sendLoad();
            case LOAD_DONE -> finishLoad();
            case SEND_STORE -> stores.take();
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
        progress.time += clock.cycles(reference.gap);
        progress.step = InOrderStep.ISSUE;
    }

    private void issue() {
        books.time.spend(books.causes.retiring(), progress.time);
        switch (reference.kind) {
            case LOAD, MODIFY -> {
                inHand.begun = progress.time;
                progress.step = InOrderStep.SEND_LOAD;
            }
            case STORE -> {
                inHand.begun = progress.time;
                progress.step = InOrderStep.SEND_STORE;
            }
            case FETCH -> sendFetch();
            default -> callFor(Reason.OPERATION);
        }
    }

    private void sendFetch() {
        fetching.of(inHand.virtual, inHand.size, inHand.pc, inHand.collector, context.thread);
        fetching.begin(progress.time);
        long served = fetching.send(AccessType.FETCH, progress.time);
        progress.step = InOrderStep.FETCH_DONE;
        progress.answer(served == PENDING ? PENDING : Math.max(progress.time, passed(served)));
    }

    /** Returns when a fetch that is served at an instant lets the core go on. */
    private long passed(long served) {
        return fetching.fault() == 0 ? served - fetch.latency() : served;
    }

    private void finishFetch() {
        if (fetching.fault() != 0) {
            books.time.spend(books.causes.fetch(), progress.time);
            fault(fetching);
            return;
        }
        books.fetched(fetching);
        books.time.spend(books.causes.fetch(), progress.time);
        context.thread.carriesFetches = true;
        context.fetched(fetching, true);
        retire();
    }

    private void sendLoad() {
        PendingStore store = stores.before(inHand);
        if (store != null && !store.covers(inHand.virtual, inHand.size)) {
            progress.await(store, store.servedAt);
            return;
        }
        progress.step = InOrderStep.LOAD_DONE;
        long physical = Translator.MISS;
        if (store == null && inHand.begun == progress.time && data.oneLine(inHand.virtual, inHand.size)) {
            physical = translator.hit(AccessType.LOAD, inHand.virtual, progress.time);
            if (physical != Translator.MISS && data.hits(AccessType.LOAD, physical, inHand.size)) {
                inHand.doneAt = progress.time + data.latency();
                progress.answer(inHand.doneAt);
                return;
            }
        }
        inHand.parts = load;
        load.of(inHand.virtual, inHand.size, inHand.pc, inHand.collector, context.thread);
        load.begin(inHand.begun);
        load.marks().spent(books.causes.storeBuffer(), progress.time);
        if (store != null) {
            load.forward(progress.time + data.latency(), books.causes.forward(), books.forwardedOutcome());
            progress.answer(progress.time + data.latency());
            return;
        }
        if (physical != Translator.MISS) {
            load.at(physical, physical);
        }
        progress.answer(load.send(AccessType.LOAD, progress.time));
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
        books.time.spend(books.causes.retiring(), progress.time);
        if (reference.kind == Kind.MODIFY) {
            progress.step = InOrderStep.SEND_STORE;
        } else {
            retire();
        }
    }

    private void sendTranslated() {
        Parts failed = stores.send();
        if (failed != null) {
            fault(failed);
            stores.giveUp();
        }
    }

    private void finishStore() {
        stores.finish();
        retire();
    }

    private void retire() {
        progress.step = InOrderStep.TAKE;
        Thread thread = context.thread;
        if (thread.observed) {
            context.observe(inHand, progress.time);
        }
        context.retired(reference.kind, context.instructions(reference.kind, reference.gap), progress.time);
    }

    /** The reference in hand cannot be translated: it goes back, and the operating system is told. */
    private void fault(Parts failed) {
        context.faulted(failed, inHand.access(), progress.time);
        books.time.spend(books.causes.window(), progress.time);
        context.putBack(reference, reference.gap);
        callFor(Reason.FAULT);
    }

    private void callFor(Reason why) {
        progress.step = InOrderStep.CALL;
        reason = why;
        drain = context.drainCause();
    }

    /** The operating system is called when the store buffer is empty. */
    private void call() {
        books.time.spend(drain, progress.time);
        if (!stores.drained()) {
            return;
        }
        progress.goOn(
                switch (reason) {
                    case ATTENTION -> context.attend(progress.time);
                    case FAULT -> context.fault(progress.time);
                    case OPERATION -> operate();
                });
    }

    /** An operation takes no time of its own, but for a look at the clock and a fence: whoever does nothing else must see time go on. */
    private long operate() {
        long from = context.operate(reference, progress.time);
        boolean instruction = reference.kind == Kind.CLOCK || reference.kind == Kind.FENCE;
        return instruction ? from + clock.period() : from;
    }

    private void wake() {
        context.goOn(progress.time);
        progress.step = InOrderStep.TAKE;
    }

    private void answered(long served) {
        progress.resume(progress.step == InOrderStep.FETCH_DONE ? passed(served) : served);
    }

    /** A call has been answered, or the operating system sends the core on. */
    @Override
    public void goOn(long from) {
        progress.goOn(from);
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
        if (progress.step == InOrderStep.WAKE || !context.hasKernel()) {
            return context.waitCause();
        }
        return context.causeInMode(progress.step == InOrderStep.CALL ? drain : books.causes.window());
    }

    @Override
    public long spentOn(CpuTime what, long until) {
        int open = openCause();
        return books.cpuTimes.upTo(until, what, open, 0, open);
    }

    @Override
    public @Nullable String waitsFor() {
        String owed = progress.owed();
        if (owed == null) {
            return null;
        }
        return path + ": " + reference.kind + " 0x" + Long.toHexString(reference.address) + " waits for " + owed;
    }

    @Override
    public void describe(Statistics statistics) {
        books.describe(statistics, context::instructions, context::references);
    }
}
