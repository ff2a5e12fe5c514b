package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * A core that keeps a window of instructions, issues each load when its operands are there, and retires in program order.
 *
 * <p>In each cycle it retires up to {@code width} instructions, sends one retired store, issues the loads that have become ready, and dispatches
 * up to {@code width} instructions into the window; it sleeps through the cycles in which nothing can happen. A load that depends on nothing is
 * issued in the cycle of its dispatch. Addresses are known, so disambiguation is perfect: a load covered by the youngest older store that
 * overlaps it is forwarded at the first level's latency, a partly covered one waits until that store is served. A fetch that misses holds back
 * dispatch. What is in the window can be squashed and is then dispatched again from the window's own copies. Not modelled: load and store ports,
 * branches, the latency of gap instructions.
 */
public final class OutOfOrder extends Event implements Core, Pipeline.Seat {
    private static final long UNKNOWN = InFlight.UNKNOWN;

    private final Pipeline core;
    private final Engine engine;
    private final long period;
    private final Issue issue;
    private final Retirement retirement;
    private final Dispatch dispatch;
    private final KernelCall call;
    private final HitRun hitRun;
    private final int width;

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
            SpecException.requireRange("count", count, 1, CoreSpec.MOST_CORES);
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
        core = new Pipeline(site, spec, this::loaded, this);
        engine = core.engine;
        period = core.period;
        issue = new Issue(core);
        retirement = new Retirement(core, issue, spec);
        dispatch = new Dispatch(core, issue, spec, this::fetched);
        call = new KernelCall(core, dispatch, retirement);
        hitRun = new HitRun(core, dispatch, retirement, spec);
        width = spec.width();
        engine.watch(this);
    }

    @Override
    public void start(long from) {
        long at = call.start(from);
        if (at != Context.LATER) {
            engine.schedule(this, core.clock.edgeFrom(at));
        }
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
            core.time = next;
            int more = call.pending() ? HitRun.NO_RUN : hitRun.run();
            next = more == HitRun.NO_RUN ? cycle() : dispatch(more);
        }
    }

    /** Lives through the cycle at hand; returns when the next is in which something can happen, UNKNOWN if only an answer can tell. */
    private long cycle() {
        if (call.waits()) {
            return call.resumeAt();
        }
        call.resume();
        retirement.retire();
        call.look();
        if (!retirement.allSent()) {
            retirement.sendStore();
        }
        issue.issueReady();
        return call.pending() ? next(call.act()) : dispatch(width);
    }

    /** Dispatches what else can be dispatched in the cycle at hand; returns when the next is. */
    private long dispatch(int most) {
        long front = dispatch.dispatch(most);
        return next(front == UNKNOWN && dispatch.holdsOperation() ? call.operate() : front);
    }

    /** Returns when the next cycle is, if the front of the pipeline has something to do at an instant. */
    private long next(long front) {
        long following = core.time + period;
        long next = retirement.allSent() ? UNKNOWN : following;
        next = Math.min(next, front);
        next = Math.min(next, core.ready.firstTime());
        next = Math.min(next, retirement.headTime());
        if (next <= following) {
            return following;
        }
        return next == UNKNOWN ? UNKNOWN : core.clock.edgeFrom(next, following);
    }

    private void loaded(Parts parts, long served) {
        if (parts.holder() == InFlight.NONE) {
            core.requests.release(parts);
            core.loadRoom++;
        } else {
            issue.loaded(core.window.at(parts.holder()), served);
        }
        issue.loadedToo(parts, served);
        wake(served);
    }

    @Override
    public void translated(PendingStore store, long time) {
        issue.translated(store, time);
        wake(time);
    }

    @Override
    public void freed(long time) {
        wake(time);
    }

    @Override
    public void stored(PendingStore store, long served) {
        issue.releaseLoads(store);
        wake(served);
    }

    private void fetched(Parts parts, long served) {
        wake(dispatch.fetched(served));
    }

    @Override
    public void goOn(long time) {
        call.goOn(time);
        wake(time);
    }

    @Override
    public void attention(long time) {
        wake(time);
    }

    /**
     * Squashes the references from one on; they are dispatched again, from the window's copies, from the next edge at or after
     * {@code engine.now()} on.
     *
     * @param rank the number of the first, counted from 0 in program order with fetches; it has not retired
     */
    void squashFrom(long rank) {
        call.squashFrom(rank);
        wake(engine.now());
    }

    /** Something happens at an instant that the core could not foresee. */
    private void wake(long at) {
        if (!scheduled() || due() > at) {
            long edge = core.clock.edgeFrom(Math.max(Math.max(at, core.time + period), engine.now()), core.time);
            if (!scheduled() || due() > edge) {
                engine.reschedule(this, edge);
            }
        }
    }

    @Override
    public void cutAt(long border) {
        core.books.time.cutAt(border);
    }

    @Override
    public void finishAt(long end) {
        retirement.finishAt(end, call.openCause());
    }

    @Override
    public long spentOn(CpuTime what, long until) {
        int mode = core.context.causeInMode(core.books.causes.retiring());
        return core.books.cpuTimes.upTo(until, what, mode, retirement.retiredUntil(), call.openCause());
    }

    @Override
    public @Nullable String waitsFor() {
        Window window = core.window;
        if (window.isEmpty()) {
            return null;
        }
        InFlight oldest = window.oldest();
        return core.path + ": " + oldest.kind + " 0x" + Long.toHexString(oldest.virtual) + ", the oldest of "
                + (window.tail - window.head) + ", has no answer";
    }

    @Override
    public void describe(Statistics statistics) {
        core.books.describe(statistics, core.context::instructions, core.context::references);
    }
}
