package dev.ziggurat.machine;

import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.BareCpu;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.UnmanagedMemory;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.workload.ProcessRuntime;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProcessSpec.Made;
import dev.ziggurat.workload.ProcessSpec.Parts;
import dev.ziggurat.workload.ProgramSpec;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thread a core, without an operating system: pages lie where their addresses say, and none is ever absent. */
final class BareOccupants implements Occupants {
    private static final long PAGE = 4096;

    private final Simulation simulation;
    private final Shares shares;
    private final Wiring wiring;
    private final @Nullable UnmanagedMemory pages;
    private final List<Process> processes = new ArrayList<>();
    private final List<ProcessRuntime> runtimes = new ArrayList<>();
    private final Map<Integer, Thread> threads = new HashMap<>();
    private final Map<Integer, Long> starts = new HashMap<>();
    private final CallStacks stacks = new CallStacks();

    BareOccupants(MachineSpec machine, WorkloadSpec workload, Wiring wiring, Simulation simulation, Shares shares) {
        this.simulation = simulation;
        this.shares = shares;
        this.wiring = wiring;
        pages = wiring.pages();
        List<ProcessSpec> specs = workload.all();
        long slice = machine.memory().spec().capacity() / specs.size() / PAGE * PAGE;
        long period = machine.cores().clock().period();
        for (int i = 0; i < specs.size(); i++) {
            ProcessSpec spec = specs.get(i);
            int core = Placement.core(spec);
            Thread thread = thread(spec, i * slice);
            threads.put(core, thread);
            long start = spec.start().picoseconds(period);
            thread.process().begins(start);
            starts.put(core, start);
        }
    }

    private Thread thread(ProcessSpec spec, long base) {
        Parts parts = spec.create(simulation::random, simulation.engine()::now);
        Made made = parts.threads().get(0);
        if (parts.runtime() != null) {
            runtimes.add(parts.runtime());
        }
        boolean physical = spec.space() == ProgramSpec.AddressSpace.PHYSICAL;
        AddressSpace space = physical || pages == null
                ? null
                : pages.add(base, Long.numberOfTrailingZeros(spec.pages().bytes()));
        Process process = process(spec, physical ? 0 : base, space);
        processes.add(process);
        CallStack frames = made.program().callStack();
        if (frames != null) {
            stacks.add(process, frames);
        }
        Thread thread = new Thread(process, processes.size() - 1, made.program());
        process.has(thread);
        return thread;
    }

    /** Returns how many references a process does. */
    static long share(ProcessSpec spec) {
        return spec.references() == null ? Process.TO_THE_END : spec.references();
    }

    /** Makes a process that has no thread yet: its share, its warm-up, and whether others wait for its end. */
    static Process process(ProcessSpec spec, long base, @Nullable AddressSpace space) {
        Process process = new Process(spec.name(), base, share(spec), space);
        process.warmsUpFor(spec.warmUp(-1));
        return spec.daemon() ? process.asDaemon() : process;
    }

    @Override
    public @Nullable Cpu cpu(int core) {
        Thread thread = threads.get(core);
        return thread == null ? null : new BareCpu(simulation, "core" + core, thread, shares);
    }

    @Override
    public @Nullable Mmu mmu(int core) {
        Thread thread = threads.get(core);
        AddressSpace space = thread == null ? null : thread.process().space();
        if (space == null || pages == null) {
            return null;
        }
        Mmu mmu = wiring.mmu(core, pages);
        mmu.switchTo(space);
        return mmu;
    }

    @Override
    public long start(int core) {
        return starts.getOrDefault(core, 0L);
    }

    @Override
    public List<Process> processes() {
        return processes;
    }

    @Override
    public int outstanding() {
        return threads.values().stream()
                .mapToInt(thread -> thread.program().pacing().outstanding())
                .max()
                .orElse(0);
    }

    @Override
    public @Nullable KernelFiles files() {
        return null;
    }

    @Override
    public void cutAt(long border) {
        // Threads have no books of their own here.
    }

    @Override
    public void finishAt(long end) {
        // Threads have no books of their own here.
    }

    @Override
    public void describe(Statistics statistics) {
        processes.forEach(process -> process.describe(statistics));
        runtimes.forEach(runtime -> runtime.describe(statistics));
        stacks.describe(statistics);
    }

    @Override
    public List<String> notes() {
        return runtimes.stream().flatMap(runtime -> runtime.notes().stream()).toList();
    }
}
