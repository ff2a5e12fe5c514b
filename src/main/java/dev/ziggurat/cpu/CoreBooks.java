package dev.ziggurat.cpu;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books of one core: where its loads' time went, who answered its references, and where its own time went. */
final class CoreBooks {
    final TimeBook time = new TimeBook();
    final Causes causes;

    private final String path;
    private final long period;
    private final Names causeNames;
    private final Names outcomeNames;
    private final FirstLevel data;
    private final int forwardedOutcome;

    /** Loads and modifies; those that were nothing but a first-level hit are only counted. */
    private final Book loadTime = new Book();

    private long plainLoads;
    private long longLoads;
    private final Book fetchTime = new Book();
    private long plainFetches;
    private long longFetches;

    /** By outcome: loads and stores answered, but for plain hits. */
    private final long[] outcomes = new long[128];

    private long plainStores;

    /** The core's own causes. */
    record Causes(int retiring, int fetch, int storeBuffer, int window, int idle, int split, int forward) {
        static Causes of(Simulation simulation) {
            Names names = simulation.causes();
            return new Causes(
                    names.of("retiring"),
                    names.of("fetch"),
                    names.of("store buffer"),
                    names.of("window"),
                    names.of("idle"),
                    names.of("split"),
                    names.of("forward"));
        }
    }

    CoreBooks(Simulation simulation, String path, long period, FirstLevel data) {
        this.path = path;
        this.period = period;
        this.data = data;
        causes = Causes.of(simulation);
        causeNames = simulation.causes();
        outcomeNames = simulation.outcomes();
        forwardedOutcome = outcomeNames.of("forwarded");
    }

    /** A load that was sent as a request has its data. */
    void load(Parts parts) {
        if (parts.plainHit()) {
            plainLoads++;
        } else {
            longLoads++;
            if (parts.companions().some()) {
                loadTime.addShared(parts.marks(), parts.sentAt() + data.latency());
            } else {
                loadTime.add(parts.marks());
            }
            answered(parts.marks());
        }
    }

    /** A load has its data that was sent as a request, or waited with another's: then what that waited for after its own look-up is its own. */
    void load(InFlight load, Parts parts) {
        if (!load.accompanies) {
            load(parts);
            return;
        }
        longLoads++;
        loadTime.add(data.cause(), data.latency());
        loadTime.addAfter(parts.marks(), load.begun + data.latency());
        outcomes[data.mergedOutcome()]++;
    }

    /** A load was nothing but a first-level hit, for which no request was made. */
    void loadHit() {
        plainLoads++;
    }

    /** A store that was sent as a request is written. */
    void store(Parts parts) {
        if (parts.plainHit()) {
            plainStores++;
        } else {
            answered(parts.marks());
        }
    }

    /** A store was nothing but a first-level hit, for which no request was made. */
    void storeHit() {
        plainStores++;
    }

    /** So many loads, and so many stores, were nothing but first-level hits. */
    void hits(long loads, long stores) {
        plainLoads += loads;
        plainStores += stores;
    }

    /** So many loads were served by an older store at once, in the time of a hit. */
    void forwards(long loads) {
        longLoads += loads;
        loadTime.add(causes.forward(), loads * data.latency());
        outcomes[forwardedOutcome] += loads;
    }

    /** Returns the cause of a first-level hit's time. */
    int hitCause() {
        return data.cause();
    }

    /** An instruction fetch has its bytes. */
    void fetched(Parts parts) {
        if (parts.plainHit()) {
            plainFetches++;
        } else {
            longFetches++;
            fetchTime.add(parts.marks());
        }
    }

    /** Returns the outcome of loads that an older store serves. */
    int forwardedOutcome() {
        return forwardedOutcome;
    }

    private void answered(MarkList marks) {
        int outcome = marks.outcome();
        if (outcome == MarkList.UNANSWERED) {
            outcome = data.outcome();
        }
        outcomes[outcome]++;
    }

    /** Books the core's time up to an instant as the list of what it waited for says. */
    void waitFor(Parts parts, long until) {
        if (parts.plainHit()) {
            waitForHit(parts.begun(), until);
        } else {
            time.follow(parts.marks(), causes.window(), until);
        }
    }

    /** Books the core's time up to an instant: it waited for a load that was sent as a request, or waited with another's. */
    void waitFor(InFlight load, Parts parts, long until) {
        if (load.accompanies) {
            waitForHit(load.begun, Math.min(until, load.begun + data.latency()));
        }
        waitFor(parts, until);
    }

    /** Books the core's time up to an instant: it waited for a first-level hit that began at another. */
    void waitForHit(long begun, long until) {
        time.spend(causes.window(), Math.min(begun, until));
        time.spend(data.cause(), until);
    }

    /** Describes the core's metrics, its books and its laws; called when every cause has its name. */
    void describe(Statistics statistics, @Nullable Process process) {
        Section core = statistics.section(path, "cores");
        Term instructions = core.counter(
                "instructions",
                "instructions",
                "instructions retired in user mode",
                () -> process == null ? 0 : process.instructions);
        core.counter(
                "references",
                "references",
                "loads, stores and modifies retired",
                () -> process == null ? 0 : process.references());
        Term cycles = core.counter("cycles", "cycles", "clock cycles in which the core was not idle", this::busyCycles);
        core.ratio(Quotient.of(
                "ipc", "instructions/cycle", "instructions retired in a cycle not idle", instructions, cycles));
        Term latency = core.time(
                "load_time_ns", "time of all loads, from operands and queue entry to data", this::allLoadTime);
        Term loads = core.counter(
                "loads_timed",
                "references",
                "loads (and modifies) whose time is in load_time_ns",
                () -> plainLoads + longLoads);
        core.ratio(new Quotient(
                "amat_ns",
                "ns",
                "mean time of a load, from operands and queue entry to data",
                "load_time_ns / loads_timed",
                new Scale(1, 1000),
                List.of(latency),
                List.of(loads)));
        core.counter("fetches_timed", "fetches", "instruction fetches", () -> plainFetches + longFetches);
        core.time("fetch_miss_time_ns", "time of instruction fetches that were no plain hits", fetchTime::total);
        core.law("the causes of the core's time sum to its time (ps)", time::booked, time::settled);
        describeCauses(statistics);
        describeOutcomes(statistics);
    }

    private void describeCauses(Statistics statistics) {
        Section own = statistics.section(path + ".time", "cores.time");
        Section loads = statistics.section(path + ".loads", "cores.loads");
        List<String> names = new ArrayList<>(causeNames.all());
        for (int i = 0; i < names.size(); i++) {
            int cause = i;
            String metric = names.get(i).replace(' ', '_') + "_ns";
            own.time(metric, "core time spent in '" + names.get(i) + "'", () -> time.sum(cause));
            loads.time(metric, "time of loads spent in '" + names.get(i) + "'", () -> loadSum(cause));
        }
        own.time("total_ns", "core time, all causes", time::total);
        loads.time("total_ns", "time of loads, all causes", this::allLoadTime);
    }

    private void describeOutcomes(Statistics statistics) {
        Section section = statistics.section(path + ".answered", "cores.answered");
        List<String> names = new ArrayList<>(outcomeNames.all());
        for (int i = 0; i < names.size(); i++) {
            int outcome = i;
            String metric = names.get(i).replace(' ', '_');
            section.counter(
                    metric, "references", "references answered by '" + names.get(i) + "'", () -> answers(outcome));
        }
    }

    private long answers(int outcome) {
        return outcomes[outcome] + (outcome == data.outcome() ? plainLoads + plainStores : 0);
    }

    private long loadSum(int cause) {
        return loadTime.sum(cause) + (cause == data.cause() ? plainLoads * data.latency() : 0);
    }

    private long allLoadTime() {
        return loadTime.total() + plainLoads * data.latency();
    }

    private long busyCycles() {
        return (time.total() - time.sum(causes.idle())) / period;
    }
}
