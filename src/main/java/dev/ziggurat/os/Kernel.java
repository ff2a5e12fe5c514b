package dev.ziggurat.os;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.LoadAverage;
import dev.ziggurat.os.proc.MemoryCounts;
import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operating system: its cores with their threads, its memory, and what they share. */
public final class Kernel {
    final Simulation simulation;
    final Shares shares;
    final KernelCauses causes;
    final Costs costs;
    final long quantum;

    private final List<Processor> processors = new ArrayList<>();
    final List<Thread> threads = new ArrayList<>();
    final List<Process> processes = new ArrayList<>();
    final LoadAverage load = new LoadAverage();
    final Words words = new Words();

    /** Of the thread that a core has while it has none. */
    final Process idleProcess = new Process("idle", 0, Process.TO_THE_END);

    private @Nullable VirtualMemory memory;

    // Since time 0: how often a core went from one thread to another, a thread to another core; interrupts of cores,
    // calls by programs.
    long contextSwitches;
    long migrations;
    long interrupts;
    long calls;
    long faults;

    // References that have faulted and are done, their time by cause, and from beginning to end.
    private long faulted;
    private final Book faultTime = new Book();
    private long faultSpan;

    /**
     * Makes an operating system without cores and memory.
     *
     * @param quantum how long a thread runs while others wait for its core, in picoseconds
     */
    public Kernel(Simulation simulation, Shares shares, Costs costs, long quantum) {
        this.simulation = simulation;
        this.shares = shares;
        this.costs = costs;
        this.quantum = quantum;
        causes = KernelCauses.of(simulation.causes());
        simulation.engine().watch(words);
    }

    /** Gives it the part that owns memory; called once, before anything runs. */
    public void own(VirtualMemory part) {
        memory = part;
    }

    /** Returns the files that it shows; {@code counts} are those of the part that owns memory. */
    public KernelFiles files(MemoryCounts counts) {
        return new KernelView(this, counts);
    }

    /** Returns the part that owns memory. */
    VirtualMemory memory() {
        return Objects.requireNonNull(memory, "a kernel without memory");
    }

    /** Adds a core, which translates by {@code mmu}; {@code path} is its name in the statistics. */
    public Processor add(String path, Mmu mmu) {
        Processor processor = new Processor(this, path, mmu);
        processors.add(processor);
        return processor;
    }

    /** Returns its cores, by number. */
    List<Processor> processors() {
        return processors;
    }

    /** Returns what it shares with all components. */
    public Simulation simulation() {
        return simulation;
    }

    /** Returns the number of its cores. */
    public int cores() {
        return processors.size();
    }

    /** Returns what core time is spent on in the kernel. */
    public KernelCauses causes() {
        return causes;
    }

    /** Returns what the kernel costs. */
    public Costs costs() {
        return costs;
    }

    /** Has a thread go on to the next of some cores, round and round, when it has had one for so many picoseconds; called before it is added to the first. */
    public void moveRound(Thread thread, List<Processor> cores, long every) {
        thread.moveBy(new Migration(this, cores, every));
    }

    /** Has a thread run on a core from an instant on, in picoseconds; called before the run. */
    public void add(Thread thread, Processor on, long start) {
        threads.add(thread);
        if (!processes.contains(thread.process())) {
            processes.add(thread.process());
        }
        thread.process().add(thread, start);
        thread.observed = memory().watchesReferences();
        on.add(thread, start);
    }

    /** Has every core forget translations; of one thread, to be used anew for each shoot-down. */
    public ShootDown shootDown() {
        return new ShootDown(this);
    }

    /** Has every core forget a page at once, at no cost; its size is 2^{@code leafShift} bytes. */
    public void invalidate(AddressSpace space, long address, int leafShift) {
        for (int i = 0; i < processors.size(); i++) {
            Processor each = processors.get(i);
            if (each.scheduler().hasRun(space.tag())) {
                each.mmu().invalidate(space.tag(), address, leafShift);
            }
        }
    }

    /** An address space has ended: no core knows of it any more. */
    public void forget(AddressSpace space) {
        for (Processor each : processors) {
            each.scheduler().forget(space.tag());
        }
    }

    /** A device has done what a thread waits for: it interrupts the thread's core, at {@code engine.now()}. */
    public void deviceInterrupts(Thread thread) {
        thread.processor()
                .interrupt(new WakeUp(this, thread), simulation.engine().now());
    }

    /** Returns the number of references that it was told could not be translated. */
    public long faults() {
        return faults;
    }

    /** Returns how often a core has been interrupted. */
    public long interrupts() {
        return interrupts;
    }

    /** Returns how often a core has gone from one thread to another. */
    public long contextSwitches() {
        return contextSwitches;
    }

    /** Returns the number of threads it has had. */
    public long threads() {
        return threads.size();
    }

    /**
     * Takes a sample for the load averages; called each {@link LoadAverage#PERIOD}, as a {@link dev.ziggurat.engine.Sampler}.
     *
     * @return when the next is due, in picoseconds
     */
    public long sampleLoad(long time) {
        long active = 0;
        for (Thread thread : threads) {
            active += thread.runnable() || thread.uninterruptible() ? 1 : 0;
        }
        load.sample(active);
        return time + LoadAverage.PERIOD;
    }

    /** The warm-up is over at an instant, in picoseconds: threads' time counts from there. */
    public void cutAt(long border) {
        threads.forEach(thread -> thread.time.cutAt(border));
    }

    /** The run is over at an instant, in picoseconds: the books of all threads close with what they are at. */
    public void finishAt(long end) {
        threads.forEach(thread -> thread.finishAt(causes, end));
    }

    /** A process has ended: its threads leave. */
    void endThreads(Process process, long time) {
        for (Thread thread : threads) {
            if (thread.process() == process && thread.state != Thread.State.OVER) {
                thread.processor().end(thread, time);
            }
        }
    }

    /** A thread is over at an instant. */
    void over(Thread thread, long time) {
        thread.state = Thread.State.OVER;
        // The interrupt that tells what it waited for may be under way already.
        thread.awaited = null;
        words.forget(thread);
        thread.close(causes.killed(), time);
        recovered(thread, time);
        if (thread.process().isLeftBy(thread)) {
            memory().ended(thread.process(), time);
        }
    }

    /** A reference that had faulted is done, or will never be. */
    void recovered(Thread thread, long time) {
        MarkList list = thread.recovery();
        if (list != null) {
            faultTime.add(list);
            faultSpan += list.end() - list.start();
            faulted++;
            thread.recovered();
        }
        memory().recovered(thread, time);
    }

    /** Describes its counts under {@code os}, and each thread's time. */
    public void describe(Statistics statistics) {
        Section section = statistics.section("os");
        section.counter(
                "context_switches",
                "switches",
                "threads that a core has gone on with, after another one or after having had nothing to do",
                () -> contextSwitches);
        section.counter("migrations", "moves", "threads that have gone on on another core", () -> migrations);
        section.counter(
                "interrupts", "interrupts", "interrupts of cores: timers, devices, other cores", () -> interrupts);
        section.counter("system_calls", "calls", "system calls, waits for words and wakes included", () -> calls);
        section.counter(
                "faults", "faults", "references that the kernel was told could not be translated", () -> faults);
        section.counter(
                "faulted_references",
                "references",
                "references that faulted, once or more, and are done",
                () -> faulted);
        words.describe(section);
        Section time = statistics.section("os.faults");
        faultTime.describe(time, simulation.causes(), "time of references that faulted");
        time.law("the causes of faulted references sum to their time (ps)", faultTime::total, () -> faultSpan);
        for (Thread thread : threads) {
            thread.describe(statistics, simulation.causes());
        }
    }
}
