package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.dram.scheduling.Readiness;
import dev.ziggurat.dram.standard.Standard;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The controller of one channel: what arrives, what is accepted, and when to wake up.
 *
 * <p>What happens in a memory cycle, in this order: (1) the controller decides whether reads or writes are served; (2) one command is issued;
 * (3) requests that wait are accepted while there is room, those that have arrived since the last cycle after them. So an accepted request
 * has its first command in the next cycle at the earliest.
 *
 * <p>No cycle in which none of this can happen is simulated: between them the controller sleeps on one event, set to the cycle of the next
 * command, which is known as long as nothing is accepted, or of the next refresh. If nothing else happens before, it goes on without it. An empty controller has no event; the refreshes that it slept through are done, in their own
 * cycles, when the next request arrives or somebody looks at the counters.
 *
 * <p>A read of bytes that all wait to be written is answered from the controller without an entry, one cycle after its arrival. A write to a
 * burst that is in the write queue joins its entry. A write that is accepted is served, for its sender, at once. Not modelled: the order of a
 * read and a younger write of the same burst, as no level above sends a write of a line whose read is under way.
 */
final class Channel {
    private final Engine engine;
    private final AddressMap map;
    private final ReadQueue reads;
    private final WriteQueue writes;
    private final CommandBus bus;
    private final Issuer issuer;
    private final Accounting accounting;
    private final ChannelCounts counts;
    private final Wake wake = new Wake();
    private final Place place = new Place();

    /** What has arrived but is not looked at before the step of its cycle is done. */
    private final Waiting arrived = new Waiting();

    /** How many entries have been made: the age of the next. */
    private long accepted;

    /** The next cycle in which a step may be needed; nothing can happen before. */
    private long planned;

    Channel(Simulation simulation, DramSpec spec, AddressMap map, int number) {
        this.map = map;
        engine = simulation.engine();
        Standard standard = spec.device().standard();
        Banks banks = Banks.of(spec.device().organisation(), spec.ranks());
        accounting = new Accounting(simulation, spec);
        counts = new ChannelCounts(spec.device().organisation().line(), standard.burst() * standard.clock());
        reads = new ReadQueue(spec.readQueue(), banks);
        writes = new WriteQueue(spec.writeQueue(), banks, map);
        bus = new CommandBus(number, new Readiness(standard, banks), counts);
        issuer = new Issuer(spec, accounting, bus, reads, writes);
        planned = issuer.nextRefresh();
    }

    void observe(CommandObserver observer) {
        bus.observe(observer);
    }

    /** Takes a request that arrives now; see {@link MemoryLevel#access}. */
    long access(MemoryRequest request) {
        long cycle = accounting.arrival(request);
        sleepUntil(cycle);
        if (planned <= cycle && busy()) {
            arrived.add(request);
            return MemoryLevel.PENDING;
        }
        long time = take(request, cycle);
        foresee(cycle);
        plan();
        return time;
    }

    private boolean busy() {
        return reads.entries.size() > 0 || writes.entries.size() > 0 || !arrived.isEmpty();
    }

    /** An empty controller does what it has slept through. */
    private void sleepUntil(long cycle) {
        while (planned <= cycle && !busy()) {
            step(planned);
        }
    }

    /**
     * One step after another while nothing else happens between them. A step that answers is the last, as the requester may schedule something
     * before the next, and after the controller's own event.
     */
    private final class Wake extends Event {
        @Override
        protected void fire() {
            step(planned);
            while (issuer.answered() == null && busy() && engine.advance(accounting.time(planned))) {
                step(planned);
            }
            plan();
            MemoryRequest answered = issuer.answered();
            if (answered != null) {
                answered.requester().completed(answered, issuer.answerTime());
            }
        }
    }

    private void plan() {
        if (!busy()) {
            return;
        }
        long time = accounting.time(planned);
        if (!wake.scheduled()) {
            engine.schedule(wake, time);
        } else if (wake.due() != time) {
            engine.reschedule(wake, time);
        }
    }

    private void step(long cycle) {
        issuer.step(cycle);
        accept(cycle);
        foresee(cycle);
    }

    /** Finds the next step, after all that happens in a cycle. */
    private void foresee(long cycle) {
        if (issuer.turns()) {
            planned = cycle + 1;
        } else if (busy()) {
            planned = issuer.next(cycle + 1);
        } else {
            planned = issuer.nextRefresh();
        }
        MemoryRequest next = arrived.first();
        if (next != null) {
            planned = Math.min(planned, accounting.arrival(next));
        }
    }

    private void accept(long cycle) {
        for (MemoryRequest read = reads.takeAcceptable(); read != null; read = reads.takeAcceptable()) {
            enterRead(read, cycle);
        }
        for (MemoryRequest write = writes.takeAcceptable(); write != null; write = writes.takeAcceptable()) {
            write.requester().completed(write, enterWrite(write, cycle));
        }
        MemoryRequest next = arrived.first();
        while (next != null && accounting.arrival(next) <= cycle) {
            arrived.take();
            long time = take(next, cycle);
            if (time != MemoryLevel.PENDING) {
                next.requester().completed(next, time);
            }
            next = arrived.first();
        }
    }

    /** Looks at a request in the cycle of its arrival; returns when it is served if that is known. */
    private long take(MemoryRequest request, long cycle) {
        if (request.type.bringsDataDown() || request.type == AccessType.STORE) {
            return takeWrite(request, cycle);
        }
        counts.reads++;
        if (writes.covers(map.line(request.physicalAddress), map.bytes(request))) {
            counts.forwarded++;
            long time = accounting.forwarded(request, cycle);
            counts.accepted(accounting.time(cycle) - request.time);
            counts.answered(time - accounting.time(cycle));
            return time;
        }
        if (reads.mustWait()) {
            reads.await(request);
        } else {
            enterRead(request, cycle);
        }
        return MemoryLevel.PENDING;
    }

    private long takeWrite(MemoryRequest request, long cycle) {
        counts.writes++;
        if (writes.mustWait() && !writes.holds(map.line(request.physicalAddress))) {
            writes.await(request);
            return MemoryLevel.PENDING;
        }
        return enterWrite(request, cycle);
    }

    private void enterRead(MemoryRequest request, long cycle) {
        map.place(request.physicalAddress, place);
        int entry = reads.add(place, request, accepted++, cycle);
        counts.accepted(accounting.time(cycle) - request.time);
        accounting.queued(request, cycle, issuer.refreshedUntil(place.bank));
        issuer.added(reads.entries, entry);
    }

    /** A write joins the entry of its burst or makes one; either way it is served now. */
    private long enterWrite(MemoryRequest request, long cycle) {
        map.place(request.physicalAddress, place);
        accounting.accepted(request, cycle);
        if (writes.merge(place.line, map.bytes(request))) {
            counts.merged++;
        } else {
            int entry = writes.add(place, map.bytes(request), accepted++, cycle);
            issuer.added(writes.entries, entry);
        }
        return accounting.time(cycle);
    }

    ChannelCounts counts() {
        return counts;
    }

    @Nullable
    String waitsFor(String path) {
        if (!busy()) {
            return null;
        }
        return path + ": " + reads.entries.size() + " reads and " + writes.entries.size() + " writes queued, "
                + (reads.waiting() + writes.waiting()) + " waiting for an entry";
    }

    void describe(Statistics statistics, String component, String aggregate) {
        counts.describe(
                statistics,
                component,
                aggregate,
                () -> sleepUntil(accounting.cycle(Math.max(engine.now(), statistics.instant()))));
        counts.laws(statistics, component, reads, writes);
    }
}
