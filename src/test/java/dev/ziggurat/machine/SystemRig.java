package dev.ziggurat.machine;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.Directory;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.cache.Link;
import dev.ziggurat.cache.LinkSpec;
import dev.ziggurat.cache.Versions;
import dev.ziggurat.cpu.Core;
import dev.ziggurat.cpu.CoreSite;
import dev.ziggurat.cpu.FirstLevel;
import dev.ziggurat.dram.Memory;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.Upper;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.AbsentPages;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.MmuSite;
import dev.ziggurat.mmu.PagedMmu;
import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Processor;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.PagedMemory;
import dev.ziggurat.os.paging.PagingSite;
import dev.ziggurat.os.paging.PhysicalMemory;
import dev.ziggurat.os.paging.SwapArea;
import dev.ziggurat.os.replacement.Future;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProcessSpec.Made;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine with an operating system, wired as {@link Machine} wires it, with somebody between every two levels who carries the numbers of stores
 * ({@link Versions}), and before each first level one who asks a {@link PageLedger}. Its levels are {@code l1} for everything, {@code l2} of each core
 * if there is one, and {@code llc} of all if there is one. Its cores meet first-level hits by requests alone.
 */
final class SystemRig {
    static final String FIRST = "l1";
    static final String SECOND = "l2";
    static final String LAST = "llc";

    final List<Process> processes = new ArrayList<>();
    /** By number of the thread. */
    final List<Program> programs = new ArrayList<>();

    final PageLedger ledger;
    final FrameBooks frames;

    private final MachineSpec machine;
    private final Derived derived;
    private final Simulation simulation;
    private final Shares shares;
    private final Statistics statistics = new Statistics();
    private final WordStore words = new WordStore();
    private final Versions versions;
    private final Versions.Copies home;
    private final Map<String, Cache> caches = new LinkedHashMap<>();
    private final Memory memory;
    private final Link memoryLink;
    private final MemoryLevel homeLevel;
    private final Link homeLink;
    private final Directory directory;
    private final BlockDevice device;
    private final Kernel kernel;
    private final PagedMemory paging;
    private final List<Processor> processors = new ArrayList<>();
    private final List<Mmu> mmus = new ArrayList<>();
    private final List<Core> cores = new ArrayList<>();
    private @Nullable Snapshot begin;
    private long ended;

    SystemRig(MachineSpec machine, WorkloadSpec workload, RunOptions options) {
        this.machine = machine;
        derived = new Derived(machine);
        simulation = new Simulation(options.seed());
        shares = new Shares(options.warmUpReferences(), new Borders());
        KernelSpec os = Objects.requireNonNull(machine.kernel());
        ledger = new PageLedger(os.memory().frames());
        versions = new Versions(ledger);
        home = versions.new Copies();
        memory = machine.memory().spec().create(simulation, Topology.MEMORY);
        memoryLink = link(Topology.MEMORY, machine.memory().link(), memory, memory.shared());
        boolean last = machine.caches().containsKey(LAST);
        homeLevel = last ? lastLevel() : memory;
        homeLink = last
                ? link(LAST, Objects.requireNonNull(machine.caches().get(LAST)).link(), homeLevel, false)
                : memoryLink;
        directory = directory(last);
        List<LedgerEntry> entries = new ArrayList<>();
        for (int core = 0; core < machine.cores().count(); core++) {
            entries.add(entry(core));
        }
        KernelSpec.Swap swap = Objects.requireNonNull(os.swap());
        device = new Devices(simulation, machine.storage()).named(swap.device());
        device.observe(ledger);
        kernel = kernel(os, entries);
        paging = paging(os, swap);
        frames = new FrameBooks(paging, processes, words, os.memory().frames());
        kernel.own(new ToldMemory(paging, ledger, frames::ended));
        workload.processes().forEach(this::add);
        for (int core = 0; core < machine.cores().count(); core++) {
            cores.add(core(core, entries.get(core)));
        }
        describe();
    }

    private Directory directory(boolean last) {
        String path = derived.topology().home() + ".directory";
        long lookUp = last ? derived.level(LAST).latency() : 0;
        return new Directory(
                simulation,
                new Directory.Site(path, PageLedger.LINE, lookUp),
                versions.new Between(versions.recalled, home, homeLevel));
    }

    private Link link(String name, @Nullable LinkSpec spec, MemoryLevel below, boolean inTimeOrder) {
        LinkSpec keys = spec == null ? new LinkSpec(null, null) : spec;
        ByteSize width = keys.width();
        boolean events = inTimeOrder || machine.cores().count() > 1;
        return new Link(
                simulation,
                name,
                new Link.LinkTiming(
                        keys.latency().picoseconds(derived.period()),
                        width == null ? 0 : width.bytes(),
                        derived.period(),
                        events),
                below);
    }

    private Cache cache(String name, String path, boolean first) {
        Derived.Level level = derived.level(name);
        long fill = level.spec().fillLatency().picoseconds(derived.period());
        Cache cache = new Cache(simulation, new Geometry(path, name, level.spec(), level.latency(), fill, first));
        caches.put(path, cache);
        return cache;
    }

    private Cache lastLevel() {
        Cache last = cache(LAST, LAST, false);
        last.connect(memoryLink.port(0, versions.new Between(home, versions.new Copies(), memory)));
        return last;
    }

    /** Makes the caches of a core. */
    private LedgerEntry entry(int core) {
        boolean two = machine.caches().containsKey(SECOND);
        String path = "core" + core + ".";
        Versions.Copies copies = versions.new Copies();
        Cache first = cache(FIRST, path + FIRST, true);
        Cache client = first;
        Versions.Copies clientCopies = copies;
        if (two) {
            clientCopies = versions.new Copies();
            client = cache(SECOND, path + SECOND, false);
            client.above(new Versions.Above(first, copies, clientCopies));
            first.connect(versions.new Between(copies, clientCopies, client));
        }
        Upper seen = homeLink.above(new Versions.Above(client, clientCopies, versions.recalled), PageLedger.LINE);
        MemoryLevel below = homeLevel;
        if (machine.coherent()) {
            first.keepRights();
            client.keepRights();
            below = directory.entrance(seen);
        } else {
            directory.above(seen);
        }
        client.connect(homeLink.port(core, versions.new Between(clientCopies, home, below)));
        return new LedgerEntry(ledger, this::checkFrames, first, copies);
    }

    private Kernel kernel(KernelSpec os, List<LedgerEntry> entries) {
        Clock clock = Clock.of(machine.cores().clock());
        Kernel made = new Kernel(
                simulation,
                shares,
                os.costs().costs(clock.period()),
                os.quantum().picoseconds(clock.period()));
        for (int core = 0; core < machine.cores().count(); core++) {
            String path = "core" + core;
            MmuSite site = new MmuSite(simulation, path, clock, words, AbsentPages.FAULT, entries.get(core), FIRST);
            Mmu mmu = new PagedMmu(site, machine.translation());
            mmus.add(mmu);
            processors.add(made.add(path, mmu));
        }
        return made;
    }

    private PagedMemory paging(KernelSpec os, KernelSpec.Swap swap) {
        PagingSite site = new PagingSite(
                kernel, words, machine.translation().table(), directory.devices(), PageLedger.LINE, os.accessedFlush());
        PhysicalMemory physical = new PhysicalMemory(
                os.memory().frames(),
                machine.memory().spec().capacity(),
                os.frames(),
                os.pageReplacement(),
                () -> Future.END);
        return new PagedMemory(site, physical, new SwapArea(device, swap.size().bytes()));
    }

    private void add(ProcessSpec spec) {
        List<Made> made = spec.create(simulation::random, () -> 0).threads();
        long share = BareOccupants.share(spec);
        Process process = new Process(
                spec.name(), 0, share, paging.open(made.get(0).program().areas(), 12));
        for (Made each : made) {
            add(process, each, spec.start().picoseconds(derived.period()));
        }
        processes.add(process);
    }

    private void add(Process process, Made made, long start) {
        Thread thread = new Thread(process, programs.size(), made.program());
        if (made.daemon()) {
            thread.asDaemon();
        }
        Latency every = made.migrate();
        if (every != null) {
            List<Processor> round = made.cores().stream().map(processors::get).toList();
            kernel.moveRound(thread, round, every.picoseconds(derived.period()));
        }
        ledger.belongs(thread.number(), processes.size());
        programs.add(made.program());
        kernel.add(thread, processors.get(made.core()), start);
    }

    private Core core(int number, LedgerEntry entry) {
        Processor processor = processors.get(number);
        FirstLevel level = new FirstLevel(
                entry,
                PageLedger.LINE,
                entry.cache().latency(),
                simulation.causes().of(FIRST),
                simulation.outcomes().of(FIRST),
                entry.cache());
        return machine.cores()
                .create(new CoreSite(
                        simulation,
                        "core" + number,
                        Clock.of(machine.cores().clock()),
                        level,
                        level,
                        mmus.get(number),
                        memory.queued(),
                        processor,
                        shares));
    }

    private void describe() {
        statistics.section("simulation").time("time_ns", "simulated time", () -> ended);
        cores.forEach(core -> core.describe(statistics));
        processes.forEach(process -> process.describe(statistics));
        kernel.describe(statistics);
        paging.describe(statistics, processes);
        mmus.forEach(mmu -> mmu.describe(statistics));
        caches.forEach(this::describe);
        directory.describe(statistics);
        memory.describe(statistics);
        device.describe(statistics);
    }

    private void describe(String path, Cache cache) {
        List<Term> instructions = new ArrayList<>();
        for (int core = 0; core < cores.size(); core++) {
            String name = "core" + core;
            if (path.equals(LAST) || path.startsWith(name + ".")) {
                instructions.add(new Term(name, "instructions"));
            }
        }
        cache.describe(statistics, path.substring(path.indexOf('.') + 1), Booking.HARDWARE, instructions);
    }

    private void checkFrames() {
        frames.check();
    }

    /** Runs to the end. */
    void run() {
        shares.start(processes);
        cores.forEach(core -> core.start(0));
        simulation.engine().run();
        statistics.checkLaws();
    }

    /** Returns what every part has counted. */
    List<Row> rows() {
        return Window.rows(statistics.entries(), Objects.requireNonNull(begin), statistics.snapshot(ended));
    }

    private final class Borders implements Shares.Border {
        @Override
        public void crossed(long time) {
            begin = statistics.snapshot(time);
        }

        @Override
        public void over(long time) {
            ended = time;
            cores.forEach(core -> core.finishAt(time));
            kernel.finishAt(time);
        }
    }
}
