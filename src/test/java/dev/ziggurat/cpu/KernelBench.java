package dev.ziggurat.cpu;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.AbsentPages;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.MmuSite;
import dev.ziggurat.mmu.PageTable;
import dev.ziggurat.mmu.PageTableFormat;
import dev.ziggurat.mmu.PagedMmu;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.mmu.TablePages;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.mmu.TranslationSpec.Format;
import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.Costs;
import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.KernelProgram;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Processor;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.ShootDown;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.VirtualMemory;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cores with a kernel whose memory is a test's: a fault maps the page after {@link #FAULT}; in an odd page it first waits {@link #DEVICE} for a device;
 * a page from {@link #FORBIDDEN} on ends the process; the kernel writes the page's first line; the first fault of every {@link #unmapEvery}th also has all cores forget the page before.
 */
final class KernelBench {
    static final long CYCLE = 1000;
    static final long LATENCY = 4 * CYCLE;
    static final long HIT = 2 * CYCLE;
    static final long FAULT = 100 * CYCLE;
    static final long DEVICE = 5000 * CYCLE;
    static final long FORBIDDEN = 1L << 40;
    static final Costs COSTS = new Costs(50 * CYCLE, FAULT, FAULT, 70 * CYCLE);
    static final int PAGE = 4096;

    /** A fault: where, of what, and why. */
    record Told(long address, AccessType access, int fault) {}

    final Simulation simulation = new Simulation(1);
    final Statistics statistics = new Statistics();
    final Shares shares;
    final Kernel kernel;
    final List<Processor> processors = new ArrayList<>();
    final List<Core> cores = new ArrayList<>();
    final List<Process> processes = new ArrayList<>();
    final WordStore words = new WordStore();
    final Map<Process, PageTable> tables = new HashMap<>();
    final FakeLevel level;
    int unmapEvery = Integer.MAX_VALUE;
    int faultsSeen;

    /** What the kernel was told of. */
    final List<Told> told = new ArrayList<>();

    /** Whether the memory wants to know what retires, and of what it was told. */
    boolean watches;

    final List<String> watched = new ArrayList<>();

    int threads;
    long nextTable = 1L << 44;
    long nextFrame;
    long last = -1;
    Process lastOf;

    KernelBench(CoreSpec spec, int count, long quantum, FakeLevel.Answer answer) {
        this(spec, count, quantum, answer, LATENCY);
    }

    /** Makes one whose memory takes so many picoseconds. */
    KernelBench(CoreSpec spec, int count, long quantum, FakeLevel.Answer answer, long memory) {
        this(spec, count, quantum, answer, memory, null);
    }

    /** Makes one of one core, with a cache before its memory in which a hit takes {@link #HIT}. */
    static KernelBench cached(CoreSpec spec, long quantum) {
        return cached(spec, quantum, cache -> cache);
    }

    /** The same with something between the core and its cache. */
    static KernelBench cached(CoreSpec spec, long quantum, CachedRun.Way way) {
        return new KernelBench(spec, 1, quantum, FakeLevel.Answer.LATER, LATENCY, way);
    }

    private KernelBench(
            CoreSpec spec,
            int count,
            long quantum,
            FakeLevel.Answer answer,
            long memory,
            CachedRun.@Nullable Way cached) {
        shares = new Shares(0, new Shares.Border() {
            @Override
            public void crossed(long time) {}

            @Override
            public void over(long time) {
                cores.forEach(core -> core.finishAt(time));
            }
        });
        kernel = new Kernel(simulation, shares, COSTS, quantum);
        kernel.own(new Memory());
        level = new FakeLevel(simulation, memory, answer);
        FirstLevel first = cached == null ? uncached(memory) : cached(cached);
        TlbSpec tlb = new TlbSpec(4, null, null, null, null);
        TranslationSpec translation =
                new TranslationSpec(Format.X86_64, "l1d", new TlbsSpec(tlb, tlb, null), null, 2, true);
        for (int i = 0; i < count; i++) {
            String path = "core" + i;
            Clock clock = new Clock(CYCLE);
            Mmu mmu = new PagedMmu(
                    new MmuSite(simulation, path, clock, words, AbsentPages.FAULT, level, "fake"), translation);
            Processor processor = kernel.add(path, mmu);
            processors.add(processor);
            cores.add(spec.create(new CoreSite(simulation, path, clock, first, first, mmu, 0, processor, shares)));
        }
    }

    private FirstLevel uncached(long memory) {
        int cause = simulation.causes().of("fake");
        return new FirstLevel(level, 64, memory, cause, simulation.outcomes().of("fake"), null);
    }

    private FirstLevel cached(CachedRun.Way way) {
        CacheSpec spec = CachedRun.cache(4096, Latency.ofPicoseconds(HIT), 4, 4);
        Cache cache = new Cache(simulation, new Geometry("l1", "l1", spec, HIT, 0, true));
        cache.connect(level);
        cache.describe(statistics, "l1", Booking.HARDWARE, List.of());
        int cause = simulation.causes().of("l1");
        return new FirstLevel(
                way.to(cache), 64, HIT, cause, simulation.outcomes().of("l1"), cache);
    }

    /** Adds a process of one thread. */
    Process add(String name, int core, Program program, long start) {
        return add(name, core, program, start, Process.TO_THE_END);
    }

    /** Adds a process of one thread that does so many references. */
    Process add(String name, int core, Program program, long start, long share) {
        PageTable table = new PageTable(PageTableFormat.X86_64, words, new Tables());
        Process process = new Process(name, 0, share, new AddressSpace(table.root(), processes.size()));
        tables.put(process, table);
        processes.add(process);
        addThread(process, core, program, start);
        return process;
    }

    /** Adds a thread to a process. */
    void addThread(Process process, int core, Program program, long start) {
        kernel.add(new Thread(process, threads++, program), processors.get(core), start);
    }

    /** Adds a thread that keeps its process not alive. */
    void addDaemon(Process process, int core, Program program, long start) {
        kernel.add(new Thread(process, threads++, program).asDaemon(), processors.get(core), start);
    }

    KernelBench run() {
        shares.start(processes);
        cores.forEach(core -> core.start(0));
        simulation.engine().run();
        cores.forEach(core -> core.describe(statistics));
        processes.forEach(process -> process.describe(statistics));
        kernel.describe(statistics);
        statistics.checkLaws();
        return this;
    }

    long count(String component, String metric) {
        return statistics.snapshot(shares.lastEnd()).counter(new Term(component, metric));
    }

    private final class Tables implements TablePages {
        @Override
        public long take(int level, long parent) {
            nextTable += PAGE;
            return nextTable;
        }

        @Override
        public void giveBack(int level, long page) {}
    }

    private final class Memory implements VirtualMemory {
        @Override
        public KernelProgram fault(Thread thread, long address, AccessType access, int fault) {
            told.add(new Told(address, access, fault));
            return new Handler(thread, address);
        }

        @Override
        public KernelProgram call(Thread thread, Reference call) {
            throw new IllegalStateException("no calls");
        }

        @Override
        public void retired(Thread thread, Reference reference) {
            watched.add(reference.kind + " " + reference.address + " " + reference.size);
        }

        @Override
        public void recovered(Thread thread, long time) {}

        @Override
        public void ended(Process process, long time) {}

        @Override
        public long mapped(AddressSpace space) {
            return 0;
        }

        @Override
        public long resident(AddressSpace space) {
            return 0;
        }

        @Override
        public boolean watchesReferences() {
            return watches;
        }
    }

    private final class Handler extends KernelProgram implements Awaited {
        private final Thread thread;
        private final long page;
        private final ShootDown shootDown = kernel.shootDown();
        private int step;

        Handler(Thread thread, long address) {
            this.thread = thread;
            page = address & -PAGE;
        }

        @Override
        public void next(Reference into) {
            PageTable table = tables.get(thread.process());
            if (step == 0 && Long.compareUnsigned(page, FORBIDDEN) >= 0) {
                into.operation(Kind.KILL);
                return;
            }
            switch (step++) {
                case 0 -> into.spend(kernel.causes().trap(), FAULT);
                case 1 -> into.set(Kind.LOAD, 0x10_0000 + page, 8);
                case 2 -> {
                    if (++faultsSeen % unmapEvery == 0
                            && last >= 0
                            && tables.get(lastOf).physical(last) >= 0) {
                        tables.get(lastOf).unmap(last);
                        shootDown.of(lastOf.space(), last, 12);
                        into.operation(Kind.HOLD);
                    } else {
                        into.set(Kind.STORE, PAGE * (nextFrame + 1), 64);
                    }
                }
                case 3 -> into.operation(page / PAGE % 2 == 1 ? Kind.BLOCK : Kind.RETURN);
                default -> into.operation(Kind.RETURN);
            }
            if (into.kind == Kind.RETURN && table.physical(page) < 0) {
                table.map(page, PAGE * ++nextFrame, 12, Rights.ALL);
                last = page;
                lastOf = thread.process();
            }
        }

        @Override
        protected Awaited awaited() {
            return step == 3 ? shootDown : this;
        }

        @Override
        public boolean begins(Thread waiting, long time) {
            simulation
                    .engine()
                    .schedule(
                            new Event() {
                                @Override
                                protected void fire() {
                                    waiting.come(due());
                                }
                            },
                            time + DEVICE);
            return true;
        }

        @Override
        public void account(Thread waiting, long time) {
            waiting.spent(simulation.causes().of("swap device"), time);
        }

        @Override
        public boolean device() {
            return true;
        }
    }
}
