package dev.ziggurat.cpu;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.KernelCauses;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.TimeBook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
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

    private final Book fetchTime = new Book();
    private long plainFetches;
    private long longFetches;

    /** What programs did in user mode, and what the kernel did, if there is one; and the book of the mode at hand. */
    private final ReferenceBook user;

    private final ReferenceBook kernel;
    private final @Nullable KernelCauses kernelCauses;
    private ReferenceBook current;
    private long kernelReferences;

    // References taken out of the pipeline; and of loads that had faulted, the time before their last attempt.
    private long squashed;
    private long faultTime;

    /** The core's time as the operating system shows it. */
    final CpuTimes cpuTimes;

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

    CoreBooks(CoreSite site) {
        this(
                site.simulation(),
                site.path(),
                site.clock().period(),
                site.data(),
                site.cpu().kernelCauses());
    }

    CoreBooks(Simulation simulation, String path, long period, FirstLevel data, @Nullable KernelCauses kernelCauses) {
        this.path = path;
        this.period = period;
        this.data = data;
        this.kernelCauses = kernelCauses;
        user = new ReferenceBook(data);
        kernel = new ReferenceBook(data);
        current = user;
        causes = Causes.of(simulation);
        if (kernelCauses != null) {
            time.divide(kernelCauses.kernel());
        }
        cpuTimes = new CpuTimes(time, causes.idle(), kernelCauses);
        causeNames = simulation.causes();
        outcomeNames = simulation.outcomes();
        forwardedOutcome = outcomeNames.of("forwarded");
    }

    /** Whether user mode or a kernel program goes on, to which all core time is then booked. */
    void enter(Thread thread) {
        data.enter(thread);
        if (thread.inKernel() && kernelCauses != null) {
            current = kernel;
            time.bookAllToDivided();
        } else {
            current = user;
            time.bookEach();
        }
    }

    /** Returns the book of the mode at hand. */
    ReferenceBook references() {
        return current;
    }

    /** A reference of a kernel program has retired. */
    void kernelReference() {
        kernelReferences++;
    }

    /** So many references that had been dispatched were taken out of the pipeline, because an older one faulted or their process ended. */
    void squashed(long references) {
        squashed += references;
    }

    /** A load that had faulted has its data; before its last attempt lay so much time, in picoseconds. */
    void faulted(long picoseconds) {
        faultTime += picoseconds;
    }

    /** So many loads were served by an older store at once, in the time of a hit. */
    void forwards(long loads) {
        current.forwards(loads, causes.forward(), forwardedOutcome);
    }

    /** Returns the cause of a first-level hit's time. */
    int hitCause() {
        return data.cause();
    }

    /** Returns a first-level hit's time, in picoseconds. */
    long hitTime() {
        return data.latency();
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

    /** Describes the core's metrics, its books and its laws, of a core that runs nothing; called when every cause has its name. */
    void describe(Statistics statistics) {
        describe(statistics, () -> 0, () -> 0);
    }

    /** Describes the core's metrics, its books and its laws; called when every cause has its name. */
    void describe(Statistics statistics, LongSupplier instructionCount, LongSupplier referenceCount) {
        Section core = statistics.section(path, "cores");
        Term instructions =
                core.counter("instructions", "instructions", "instructions retired in user mode", instructionCount);
        core.counter("references", "references", "loads, stores and modifies retired", referenceCount);
        Term cycles = core.counter(
                "cycles", "cycles", "clock cycles in which the core was neither idle nor in iowait", this::busyCycles);
        core.ratio(Quotient.of(
                "ipc",
                "instructions/cycle",
                "instructions retired in a cycle neither idle nor in iowait",
                instructions,
                cycles));
        Term latency =
                core.time("load_time_ns", "time of all loads, from operands and queue entry to data", user::loadTime);
        Term loads = core.counter(
                "loads_timed", "references", "loads (and modifies) whose time is in load_time_ns", user::loads);
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
        KernelCauses causesThere = kernelCauses;
        if (causesThere != null) {
            describeFaults(core, latency, loads);
            describeKernel(statistics, core, causesThere);
        }
        core.law("the causes of the core's time sum to its time (ps)", time::booked, time::settled);
        describeCauses(statistics);
        user.describeOutcomes(statistics.section(path + ".answered", "cores.answered"), outcomeNames, "");
    }

    private void describeFaults(Section core, Term loadTime, Term loads) {
        core.counter(
                "squashed",
                "references",
                "references (and fetches) taken out of the pipeline because an older one faulted or their process ended",
                () -> squashed);
        Term before = core.time(
                "load_fault_time_ns",
                "time of loads that faulted, from their first attempt to their last",
                () -> faultTime);
        core.ratio(new Quotient(
                "amat_with_faults_ns",
                "ns",
                "mean time of a load, from the operands and queue entry of its first attempt to data",
                "(load_time_ns + load_fault_time_ns) / loads_timed",
                new Scale(1, 1000),
                List.of(loadTime, before),
                List.of(loads)));
    }

    private void describeKernel(Statistics statistics, Section core, KernelCauses causesThere) {
        core.counter(
                "kernel_references",
                "references",
                "loads and stores of kernel programs retired",
                () -> kernelReferences);
        core.counter("kernel_cycles", "cycles", "clock cycles in kernel programs", () -> time.sumBehindAll() / period);
        kernel.describeOutcomes(
                statistics.section(path + ".kernel.answered", "cores.kernel.answered"),
                outcomeNames,
                "kernel programs' ");
        describeKernelTime(statistics.section(path + ".kernel.time", "cores.kernel.time"), causesThere.kernel());
    }

    private void describeKernelTime(Section behind, int kernelCause) {
        List<String> names = new ArrayList<>(causeNames.all());
        for (int i = 0; i < names.size(); i++) {
            int cause = i;
            behind.time(
                    names.get(i).replace(' ', '_') + "_ns",
                    "core time of kernel programs spent in '" + names.get(i) + "'",
                    () -> time.sumBehind(cause));
        }
        behind.time("total_ns", "core time of kernel programs, all causes", time::sumBehindAll);
        behind.law(
                "the causes of kernel programs' time sum to the core's time in them (ps)",
                time::sumBehindAll,
                () -> time.sum(kernelCause));
    }

    private void describeCauses(Statistics statistics) {
        Section own = statistics.section(path + ".time", "cores.time");
        Section loads = statistics.section(path + ".loads", "cores.loads");
        List<String> names = new ArrayList<>(causeNames.all());
        for (int i = 0; i < names.size(); i++) {
            int cause = i;
            String metric = names.get(i).replace(' ', '_') + "_ns";
            own.time(metric, "core time spent in '" + names.get(i) + "'", () -> time.sum(cause));
            loads.time(metric, "time of loads spent in '" + names.get(i) + "'", () -> user.loadTime(cause));
        }
        own.time("total_ns", "core time, all causes", time::total);
        loads.time("total_ns", "time of loads, all causes", user::loadTime);
    }

    private long busyCycles() {
        long idle = time.sum(causes.idle()) + (kernelCauses == null ? 0 : time.sum(kernelCauses.iowait()));
        return (time.total() - idle) / period;
    }
}
