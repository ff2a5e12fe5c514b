package dev.ziggurat.os;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.proc.KernelFiles;
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

    /** Of the thread that a core has while it has none. */
    final Process idleProcess = new Process("idle", 0, Process.TO_THE_END);

    private @Nullable VirtualMemory memory;

    // Since time 0: how often a core went from one thread to another, was interrupted, was called by a program.
    long contextSwitches;
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

    /** Returns what core time is spent on in the kernel. */
    public KernelCauses causes() {
        return causes;
    }

    /** Returns what the kernel costs. */
    public Costs costs() {
        return costs;
    }

    /** Has a thread run on a core from an instant on, in picoseconds; called before the run. */
    public void add(Thread thread, Processor on, long start) {
        threads.add(thread);
        thread.process().threads++;
        thread.observed = memory().watchesReferences();
        on.add(thread, start);
    }

    /** Has every core forget translations; of one thread, to be used anew for each shoot-down. */
    public ShootDown shootDown() {
        return new ShootDown(this);
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
        thread.time.close(causes.killed(), time);
        recovered(thread);
        if (--thread.process().threads == 0) {
            memory().ended(thread.process());
        }
    }

    /** A reference that had faulted is done, or will never be. */
    void recovered(Thread thread) {
        MarkList list = thread.recovery();
        if (list != null) {
            faultTime.add(list);
            faultSpan += list.end() - list.start();
            faulted++;
            thread.recovered();
        }
        memory().recovered(thread);
    }

    /** Describes its counts under {@code os}, and each thread's time. */
    public void describe(Statistics statistics) {
        Section section = statistics.section("os");
        section.counter(
                "context_switches", "switches", "changes of a core from one thread to another", () -> contextSwitches);
        section.counter(
                "interrupts", "interrupts", "interrupts of cores: timers, devices, other cores", () -> interrupts);
        section.counter("system_calls", "calls", "system calls", () -> calls);
        section.counter(
                "faults", "faults", "references that the kernel was told could not be translated", () -> faults);
        section.counter(
                "faulted_references",
                "references",
                "references that faulted, once or more, and are done",
                () -> faulted);
        Section time = statistics.section("os.faults");
        faultTime.describe(time, simulation.causes(), "time of references that faulted");
        time.law("the causes of faulted references sum to their time (ps)", faultTime::total, () -> faultSpan);
        for (Thread thread : threads) {
            thread.describe(statistics, simulation.causes());
        }
    }
}
