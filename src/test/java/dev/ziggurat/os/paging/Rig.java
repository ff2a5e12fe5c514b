package dev.ziggurat.os.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.AbsentPages;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.MmuSite;
import dev.ziggurat.mmu.PageTableFormat;
import dev.ziggurat.mmu.PagedMmu;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.os.AccessedFlush;
import dev.ziggurat.os.Costs;
import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Processor;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.frames.FrameAllocatorSpec;
import dev.ziggurat.os.frames.SequentialFrames;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.replacement.Future;
import dev.ziggurat.os.replacement.PageFifo;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Gauge;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine with real translation and a real kernel, and beside them fakes: cores without caches, a device of fixed times. What it costs: trap
 * 1000 ps, minor fault 2000, major fault 3000, context switch 4000; a load of a walk 5, a bit that a walk sets 1.
 */
final class Rig {
    static final long TRAP = 1000;
    static final long MINOR = 2000;
    static final long MAJOR = 3000;
    static final long SWITCH = 4000;
    static final long AREA = 0x1000_0000L;
    static final int LINE = 64;

    final Simulation simulation = new Simulation(1);
    final WordStore words = new WordStore();
    final Contents contents = new Contents(simulation);
    final FakeDevice device = new FakeDevice(simulation, contents);
    final Kernel kernel;
    final Shares shares = new Shares(0, time -> {});
    final Statistics statistics = new Statistics();
    final List<Process> processes = new ArrayList<>();
    final List<FakeCore> cores = new ArrayList<>();
    final List<Processor> processors = new ArrayList<>();
    final PagedMemory memory;

    /** What the kernel did, step by step, if that is kept. */
    final List<String> steps = new ArrayList<>();

    boolean keepSteps = true;

    private final long frames;
    private final Map<String, Long> written = new HashMap<>();
    private long version;
    private int threads;

    /** What a rig is made of; small things that most tests do not care for have their values here. */
    static final class Shape {
        int cores = 1;
        long frames = 8;
        long kernelPages = 100;
        long slots = 64;
        PageReplacementSpec replacement = new PageFifo.Spec();
        FrameAllocatorSpec allocator = new SequentialFrames.Spec();
        Future future = () -> Future.END;
        AccessedFlush flush = AccessedFlush.FREE;
        long quantum = 1_000_000;
        int tlbEntries = 4;

        Shape cores(int count) {
            cores = count;
            return this;
        }

        Shape frames(long count) {
            frames = count;
            return this;
        }

        Shape kernelPages(long count) {
            kernelPages = count;
            return this;
        }

        /** 0 for no swap. */
        Shape slots(long count) {
            slots = count;
            return this;
        }

        Shape replacement(PageReplacementSpec spec) {
            replacement = spec;
            return this;
        }

        Shape allocator(FrameAllocatorSpec spec) {
            allocator = spec;
            return this;
        }

        Shape future(Future told) {
            future = told;
            return this;
        }

        Shape flush(AccessedFlush how) {
            flush = how;
            return this;
        }

        Shape quantum(long picoseconds) {
            quantum = picoseconds;
            return this;
        }

        Shape tlbEntries(int count) {
            tlbEntries = count;
            return this;
        }
    }

    Rig(Shape shape) {
        frames = shape.frames;
        kernel = new Kernel(simulation, shares, new Costs(TRAP, MINOR, MAJOR, SWITCH), shape.quantum);
        for (int i = 0; i < shape.cores; i++) {
            Mmu mmu = mmu("core" + i, shape.tlbEntries);
            Processor processor = kernel.add("core" + i, mmu);
            processors.add(processor);
            cores.add(new FakeCore(this, processor, mmu, shares));
        }
        memory = new PagedMemory(
                new PagingSite(kernel, words, PageTableFormat.X86_64, contents, LINE, shape.flush),
                new PhysicalMemory(
                        frames, (frames + shape.kernelPages) << 12, shape.allocator, shape.replacement, shape.future),
                shape.slots == 0 ? null : new SwapArea(device, shape.slots << 12));
        kernel.own(memory);
        simulation.engine().watch(device);
    }

    private Mmu mmu(String path, int entries) {
        int cause = simulation.causes().of("l1d");
        MemoryLevel walks = request -> {
            long time = request.time + (request.type == dev.ziggurat.memory.AccessType.WALK ? 5 : 1);
            request.marks.spent(cause, time);
            return time;
        };
        TlbSpec tlb = new TlbSpec(
                entries,
                entries,
                Latency.ofPicoseconds(0),
                List.of(new ByteSize(1 << 12), new ByteSize(1 << 21)),
                new Lru.Spec());
        TranslationSpec spec =
                new TranslationSpec(TranslationSpec.Format.X86_64, "l1d", new TlbsSpec(tlb, tlb, null), null, 1, true);
        return new PagedMmu(new MmuSite(simulation, path, new Clock(1), words, AbsentPages.FAULT, walks, "l1d"), spec);
    }

    /** Adds a process of pages of 4 KiB, with one area of some pages at {@link #AREA}. */
    Process process(String name, int pages) {
        return process(name, List.of(new Area("data", AREA, (long) pages << 12)), 12);
    }

    Process process(String name, List<Area> areas, int leafShift) {
        Process process = new Process(name, 0, Process.TO_THE_END, memory.open(areas, leafShift));
        processes.add(process);
        return process;
    }

    /** Returns what the kernel shows of itself. */
    KernelFiles files() {
        return kernel.files(memory.numbers());
    }

    Thread thread(Process process, Program program, int core) {
        Thread thread = new Thread(process, threads++, program);
        kernel.add(thread, processors.get(core), 0);
        return thread;
    }

    /** Runs to the end and checks the laws. */
    Rig run() {
        shares.start(processes);
        cores.forEach(FakeCore::start);
        kernel.describe(statistics);
        memory.describe(statistics, processes);
        simulation.engine().run();
        statistics.checkLaws();
        return this;
    }

    /** Does something at an instant. */
    void at(long time, Runnable what) {
        simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {
                                what.run();
                            }
                        },
                        time);
    }

    /** The kernel makes a reference. */
    void kernel(Thread thread, Reference reference, long time) {
        boolean page = reference.size == LINE && reference.address < frames << 12;
        if (reference.kind == Kind.STORE && page) {
            contents.write(reference.address, 0);
        }
        note(time + " " + thread.process().name() + " " + reference.kind + " " + Long.toHexString(reference.address)
                + " " + reference.size);
    }

    /** A program yields an operation. */
    void step(Thread thread, Reference operation, long time) {
        if (thread.inKernel()) {
            String cause =
                    operation.kind == Kind.SPEND ? " " + simulation.causes().name(operation.number) : "";
            note(time + " " + thread.process().name() + " " + operation.kind + cause);
        }
    }

    private void note(String step) {
        if (keepSteps) {
            steps.add(step);
        }
    }

    /** A program uses bytes of a page: it must see what it wrote last. */
    void user(Thread thread, MemoryRequest request, Reference reference, long time) {
        long physical = request.physicalAddress;
        assertThat(physical).as("user address").isBetween(0L, (frames << 12) - 1);
        String page = thread.process().name() + " " + (request.virtualAddress >>> 12);
        assertThat(contents.frame(physical))
                .as("%s at %d ps in frame %d", page, time, physical >>> 12)
                .isEqualTo(written.getOrDefault(page, 0L));
        if (request.type.writes()) {
            contents.write(physical, ++version);
            written.put(page, version);
        }
    }

    /** A page was given back; what it held is forgotten. */
    void forget(Process process, long address) {
        written.remove(process.name() + " " + (address >>> 12));
    }

    /** Returns the value of a statistic. */
    long value(String component, String metric) {
        return statistics.entries().stream()
                .filter(entry ->
                        entry.component().equals(component) && entry.metric().equals(metric))
                .mapToLong(entry -> entry instanceof Gauge gauge
                        ? gauge.level().value()
                        : ((Counter) entry).value().getAsLong())
                .findFirst()
                .orElseThrow();
    }

    long os(String metric) {
        return value("os", metric);
    }

    /** Returns how long a thread spent on a cause, in picoseconds. */
    long spent(Thread thread, String cause) {
        return value(
                "process." + thread.process().name() + ".thread" + thread.number(), cause.replace(' ', '_') + "_ns");
    }

    /** Returns the steps of the kernel without their times, those of one kind and process in a row once. */
    List<String> brief() {
        List<String> brief = new ArrayList<>();
        for (String step : steps) {
            String text = step.replaceAll("^[0-9]+ ", "").replaceAll(" [0-9a-f]+ 64$", " line");
            if (brief.isEmpty() || !brief.get(brief.size() - 1).equals(text)) {
                brief.add(text);
            }
        }
        return brief;
    }
}
