package dev.ziggurat.machine;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.AbsentPages;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.os.ManagedMemory;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Processor;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.PagedMemory;
import dev.ziggurat.os.paging.PagingSite;
import dev.ziggurat.os.paging.PhysicalMemory;
import dev.ziggurat.os.paging.SwapArea;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.replacement.Future;
import dev.ziggurat.os.replacement.ProgramFuture;
import dev.ziggurat.os.segments.ContiguousMemory;
import dev.ziggurat.os.segments.SegmentSite;
import dev.ziggurat.os.segments.SegmentedMemory;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.ProcessRuntime;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProcessSpec.Made;
import dev.ziggurat.workload.ProcessSpec.Parts;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes under an operating system: any number of threads a core, pages on demand, swap. */
final class KernelOccupants implements Occupants {
    private static final int PAGE_BITS = 12;

    private final Simulation simulation;
    private final Kernel kernel;
    private final ManagedMemory memory;

    /** Where stacks grow by page faults; null where addresses are in segments. */
    private final @Nullable PagedMemory stackPages;

    /** Where the number of the segment begins in an address; 0 if there are no segments. */
    private final int offsetBits;

    private final long period;
    private final List<Mmu> mmus = new ArrayList<>();
    private final List<Processor> processors = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<ProcessRuntime> runtimes = new ArrayList<>();
    private final CallStacks stacks = new CallStacks();
    private int threads;

    KernelOccupants(
            MachineSpec machine, KernelSpec os, Wiring wiring, Simulation simulation, Shares shares, Future future) {
        this.simulation = simulation;
        period = Clock.of(machine.cores().clock()).period();
        long quantum = os.quantum().picoseconds(period);
        kernel = new Kernel(simulation, shares, os.costs().costs(period), quantum);
        for (int core = 0; core < machine.cores().count(); core++) {
            Mmu mmu = wiring.mmu(core, AbsentPages.FAULT);
            mmus.add(mmu);
            processors.add(kernel.add("core" + core, mmu));
        }
        offsetBits = machine.translation().format().segmented()
                ? machine.translation().offsetBits()
                : 0;
        boolean paged = machine.translation().format().paged();
        PagedMemory pages = paged ? paged(machine, os, wiring, future) : null;
        memory = pages == null ? segmented(machine, os, wiring) : pages;
        stackPages = offsetBits == 0 ? pages : null;
        kernel.own(memory);
    }

    private PagedMemory paged(MachineSpec machine, KernelSpec os, Wiring wiring, Future future) {
        return new PagedMemory(
                new PagingSite(
                        kernel,
                        wiring.words(),
                        machine.translation().table(),
                        wiring.home().devices(),
                        wiring.home().lineBytes(),
                        os.accessedFlush(),
                        offsetBits),
                new PhysicalMemory(
                        os.memory().frames(),
                        machine.memory().spec().capacity(),
                        os.frames(),
                        os.pageReplacement(),
                        future),
                swapArea(os.swap(), wiring));
    }

    private ManagedMemory segmented(MachineSpec machine, KernelSpec os, Wiring wiring) {
        return new SegmentedMemory(
                new SegmentSite(
                        kernel,
                        wiring.words(),
                        wiring.home().devices(),
                        wiring.home().lineBytes(),
                        offsetBits),
                new ContiguousMemory(
                        os.memory().bytes(), machine.memory().spec().capacity(), os.segments()),
                swapArea(os.swap(), wiring));
    }

    private static @Nullable SwapArea swapArea(KernelSpec.@Nullable Swap swap, Wiring wiring) {
        return swap == null
                ? null
                : new SwapArea(
                        wiring.devices().named(swap.device()), swap.size().bytes());
    }

    /**
     * Returns what a policy that reads the future is told: the references of a second instance of the only program. Nothing for other policies,
     * which do not ask.
     */
    static Future future(KernelSpec os, WorkloadSpec workload, RunOptions options) {
        if (!os.pageReplacement().readsFuture()) {
            return () -> Future.END;
        }
        ProcessSpec only = workload.all().get(0);
        Program twin = only.create(new Simulation(options.seed())::random, () -> 0)
                .threads()
                .get(0)
                .program();
        long share = BareOccupants.share(only);
        long warmUp = only.warmUp(options.warmUpReferences());
        boolean endless = share > Long.MAX_VALUE - warmUp;
        return new ProgramFuture(twin, PAGE_BITS, endless ? Long.MAX_VALUE : warmUp + share);
    }

    /** Adds the processes of a workload, each of which begins at its start. */
    void add(WorkloadSpec workload) {
        for (ProcessSpec spec : workload.all()) {
            Parts parts = spec.create(simulation::random, simulation.engine()::now);
            List<Made> made = parts.threads();
            ProcessRuntime below = parts.runtime();
            List<Area> areas = made.stream()
                    .flatMap(each -> each.program().areas().stream())
                    .distinct()
                    .toList();
            int leafShift = Long.numberOfTrailingZeros(spec.pages().bytes());
            Loading loading = Loading.of(spec, made, offsetBits);
            AddressSpace space = memory.open(offsetBits == 0 ? areas : loading.areas(), leafShift);
            if (below != null) {
                runtimes.add(below);
                below.resident(() -> memory.resident(space));
            }
            Process process = BareOccupants.process(spec, 0, space);
            processes.add(process);
            for (Made each : made) {
                addStack(process, space, each);
                Program program = offsetBits == 0 ? each.program() : loading.load(each.program());
                add(process, each, program, spec.start().picoseconds(period));
            }
        }
    }

    /** Where a process may use every address, as that of a trace, its program brings a stack of its own, unless it says that it wants one. */
    private void addStack(Process process, AddressSpace space, Made made) {
        CallStack frames = made.program().callStack();
        if (stackPages == null || (frames == null && stackPages.allIsAllowed(space))) {
            return;
        }
        long top = stackPages.addStack(
                space, made.stack().limit().bytes(), made.stack().guard().bytes());
        if (frames != null) {
            frames.begin(top);
            stacks.add(process, frames);
        }
    }

    private void add(Process process, Made made, Program program, long start) {
        Thread thread = new Thread(process, threads++, program);
        if (made.daemon()) {
            thread.asDaemon();
        }
        Latency every = made.migrate();
        if (every != null) {
            List<Processor> round = made.cores().stream().map(processors::get).toList();
            kernel.moveRound(thread, round, every.picoseconds(period));
        }
        kernel.add(thread, processors.get(made.core()), start);
    }

    /** Takes a sample for the load averages, as a {@link dev.ziggurat.engine.Sampler}. */
    long sampleLoad(long time) {
        return kernel.sampleLoad(time);
    }

    @Override
    public Cpu cpu(int core) {
        return processors.get(core);
    }

    @Override
    public Mmu mmu(int core) {
        return mmus.get(core);
    }

    @Override
    public long start(int core) {
        return 0;
    }

    @Override
    public List<Process> processes() {
        return processes;
    }

    @Override
    public int outstanding() {
        return 0;
    }

    @Override
    public KernelFiles files() {
        return kernel.files(memory.numbers());
    }

    @Override
    public void cutAt(long border) {
        kernel.cutAt(border);
    }

    @Override
    public void finishAt(long end) {
        kernel.finishAt(end);
    }

    @Override
    public void describe(Statistics statistics) {
        processes.forEach(process -> process.describe(statistics));
        runtimes.forEach(runtime -> runtime.describe(statistics));
        kernel.describe(statistics);
        memory.describe(statistics, processes);
        stacks.describe(statistics);
    }

    @Override
    public List<String> notes() {
        return runtimes.stream().flatMap(runtime -> runtime.notes().stream()).toList();
    }
}
