package dev.ziggurat.machine;

import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.RandomReplacement;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.InOrder;
import dev.ziggurat.cpu.OpenLoop;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.dram.DramDevice;
import dev.ziggurat.dram.DramSpec;
import dev.ziggurat.dram.FixedSpec;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.dram.scheduling.AllBankRefresh;
import dev.ziggurat.dram.scheduling.ClosedRow;
import dev.ziggurat.dram.scheduling.Fcfs;
import dev.ziggurat.dram.scheduling.FrFcfs;
import dev.ziggurat.dram.scheduling.NoRefresh;
import dev.ziggurat.dram.scheduling.OpenRow;
import dev.ziggurat.dram.scheduling.RefreshSpec;
import dev.ziggurat.dram.scheduling.RowPolicySpec;
import dev.ziggurat.dram.scheduling.SchedulerSpec;
import dev.ziggurat.dram.standard.Ddr4;
import dev.ziggurat.dram.standard.Standard;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.os.fits.BestFit;
import dev.ziggurat.os.fits.FirstFit;
import dev.ziggurat.os.fits.FitSpec;
import dev.ziggurat.os.fits.NextFit;
import dev.ziggurat.os.fits.WorstFit;
import dev.ziggurat.os.frames.BuddyFrames;
import dev.ziggurat.os.frames.FrameAllocatorSpec;
import dev.ziggurat.os.frames.RandomFrames;
import dev.ziggurat.os.frames.SequentialFrames;
import dev.ziggurat.os.replacement.PageClock;
import dev.ziggurat.os.replacement.PageFifo;
import dev.ziggurat.os.replacement.PageLru;
import dev.ziggurat.os.replacement.PageOptimal;
import dev.ziggurat.os.replacement.PageRandom;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import dev.ziggurat.runtime.detector.DetectorSpec;
import dev.ziggurat.runtime.detector.GuardPages;
import dev.ziggurat.runtime.detector.Redzones;
import dev.ziggurat.runtime.gc.CollectorSpec;
import dev.ziggurat.runtime.gc.Epsilon;
import dev.ziggurat.runtime.gc.Generational;
import dev.ziggurat.runtime.gc.ManagedRuntime;
import dev.ziggurat.runtime.gc.MarkCompact;
import dev.ziggurat.runtime.gc.MarkSweep;
import dev.ziggurat.runtime.gc.ReferenceCounting;
import dev.ziggurat.runtime.gc.Semispace;
import dev.ziggurat.runtime.gc.g1.G1;
import dev.ziggurat.runtime.gc.go.Go;
import dev.ziggurat.runtime.gc.zgc.Zgc;
import dev.ziggurat.runtime.heap.BlockList;
import dev.ziggurat.runtime.heap.Buddy;
import dev.ziggurat.runtime.heap.Bump;
import dev.ziggurat.runtime.heap.FreeList;
import dev.ziggurat.runtime.heap.HeapSpec;
import dev.ziggurat.runtime.heap.NativeRuntime;
import dev.ziggurat.runtime.heap.SizeClasses;
import dev.ziggurat.runtime.program.BinaryTrees;
import dev.ziggurat.runtime.program.HashMap;
import dev.ziggurat.runtime.program.LinkedList;
import dev.ziggurat.runtime.program.LruCache;
import dev.ziggurat.runtime.program.ObjectChurn;
import dev.ziggurat.runtime.program.WebRequest;
import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.StorageDevice;
import dev.ziggurat.storage.disk.HddSpec;
import dev.ziggurat.storage.flash.SsdSpec;
import dev.ziggurat.storage.scheduling.CLook;
import dev.ziggurat.storage.scheduling.IoSchedulerSpec;
import dev.ziggurat.storage.scheduling.Look;
import dev.ziggurat.storage.scheduling.Sstf;
import dev.ziggurat.workload.BlockChurn;
import dev.ziggurat.workload.FalseSharing;
import dev.ziggurat.workload.Gups;
import dev.ziggurat.workload.Lock;
import dev.ziggurat.workload.MatrixMultiply;
import dev.ziggurat.workload.PointerChase;
import dev.ziggurat.workload.ProgramSpec;
import dev.ziggurat.workload.Recursion;
import dev.ziggurat.workload.RuntimeSpec;
import dev.ziggurat.workload.Scattered;
import dev.ziggurat.workload.SegmentChurn;
import dev.ziggurat.workload.Sequential;
import dev.ziggurat.workload.Stream;
import dev.ziggurat.workload.Stride;
import dev.ziggurat.workload.Uniform;
import dev.ziggurat.workload.Zipf;
import dev.ziggurat.workload.trace.ChampSim;
import dev.ziggurat.workload.trace.Din;
import dev.ziggurat.workload.trace.Lackey;
import dev.ziggurat.workload.trace.Pages;
import dev.ziggurat.workload.trace.Requests;
import dev.ziggurat.workload.trace.ScriptSpec;
import dev.ziggurat.workload.trace.TraceFormat;
import dev.ziggurat.workload.trace.TraceSpec;

/**
 * Every plug-in, one line each. The line gives it its name in files, its keys, sweeping by path, a place in {@code ziggurat list} and the
 * contract tests that are run over the whole catalog.
 */
public final class Catalogs {
    private Catalogs() {}

    /** Returns a new registry of all that ships. */
    public static Registry standard() {
        Registry registry = new Registry();
        cores(registry.catalog("cores", CoreSpec.class));
        replacement(registry.catalog("replacement", ReplacementSpec.class));
        memory(registry.catalog("memory", MemorySpec.class));
        standards(registry.catalog("standard", Standard.class));
        schedulers(registry.catalog("scheduler", SchedulerSpec.class));
        rowPolicies(registry.catalog("row-policy", RowPolicySpec.class));
        refresh(registry.catalog("refresh", RefreshSpec.class));
        registry.preset(DramDevice.class, DramReader.FOLDER);
        storage(registry.catalog("storage", BlockDeviceSpec.class));
        ioSchedulers(registry.catalog("io-scheduler", IoSchedulerSpec.class));
        registry.preset(StorageDevice.class, StorageReader.FOLDER);
        pageReplacement(registry.catalog("page-replacement", PageReplacementSpec.class));
        frames(registry.catalog("frames", FrameAllocatorSpec.class));
        fits(registry.catalog("fit", FitSpec.class));
        programs(registry.catalog("program", ProgramSpec.class));
        formats(registry.catalog("format", TraceFormat.class));
        runtimes(registry.catalog("runtime", RuntimeSpec.class));
        heaps(registry.catalog("heap", HeapSpec.class));
        detectors(registry.catalog("detector", DetectorSpec.class));
        collectors(registry.catalog("collector", CollectorSpec.class));
        return registry;
    }

    private static void cores(Catalog<CoreSpec> cores) {
        cores.add("in-order", InOrder.Spec.class, "one reference at a time; stores through a buffer, or blocking");
        cores.add("out-of-order", OutOfOrder.Spec.class, "a window of instructions, retired in order");
        cores.add("open-loop", OpenLoop.Spec.class, "no core: references sent at given times, to drive memory alone");
    }

    private static void replacement(Catalog<ReplacementSpec> replacement) {
        replacement.add("lru", Lru.Spec.class, "the way that was used longest ago");
        replacement.add("fifo", Fifo.Spec.class, "the way that was filled longest ago");
        replacement.add("random", RandomReplacement.Spec.class, "any way, each as likely");
    }

    private static void memory(Catalog<MemorySpec> memory) {
        memory.add("dram", DramSpec.class, "JEDEC DRAM behind controllers, a command at a time");
        memory.add("fixed", FixedSpec.class, "the same time for every request");
        memory.preselect("dram");
    }

    private static void standards(Catalog<Standard> standards) {
        standards.add("ddr4", Ddr4.class, "JESD79-4");
    }

    private static void schedulers(Catalog<SchedulerSpec> schedulers) {
        schedulers.add("fr-fcfs", FrFcfs.Spec.class, "row hits first, then the oldest (Rixner et al., 2000)");
        schedulers.add("fcfs", Fcfs.Spec.class, "the oldest first");
    }

    private static void rowPolicies(Catalog<RowPolicySpec> policies) {
        policies.add("open", OpenRow.Spec.class, "a row stays open until another is wanted");
        policies.add("closed", ClosedRow.Spec.class, "a row is closed as soon as nobody waits for it");
    }

    private static void refresh(Catalog<RefreshSpec> refresh) {
        refresh.add("all-bank", AllBankRefresh.Spec.class, "every bank of a rank at once, each tREFI, none postponed");
        refresh.add("none", NoRefresh.Spec.class, "never: for looking at timing alone");
    }

    private static void storage(Catalog<BlockDeviceSpec> storage) {
        storage.add("ssd", SsdSpec.class, "flash behind channels, with a write cache and garbage collection");
        storage.add("hdd", HddSpec.class, "platters and an arm, with a buffer");
    }

    private static void ioSchedulers(Catalog<IoSchedulerSpec> schedulers) {
        schedulers.add("fcfs", dev.ziggurat.storage.scheduling.Fcfs.Spec.class, "the oldest first");
        schedulers.add("c-look", CLook.Spec.class, "upwards through the addresses, then back to the lowest");
        schedulers.add("look", Look.Spec.class, "upwards and downwards through the addresses");
        schedulers.add("sstf", Sstf.Spec.class, "the nearest address first; may starve");
    }

    private static void pageReplacement(Catalog<PageReplacementSpec> policies) {
        policies.add("clock", PageClock.Spec.class, "round the frames; a second chance for a page that was used");
        policies.add("fifo", PageFifo.Spec.class, "the page that came longest ago");
        policies.add("lru", PageLru.Spec.class, "the page that was used longest ago, as no hardware can know");
        policies.add("random", PageRandom.Spec.class, "any page, each as likely");
        policies.add("opt", PageOptimal.Spec.class, "the page that is used last, read from the future (Belady, 1966)");
    }

    private static void frames(Catalog<FrameAllocatorSpec> allocators) {
        allocators.add("sequential", SequentialFrames.Spec.class, "the lowest free frame");
        allocators.add("random", RandomFrames.Spec.class, "any free frame, each as likely");
        allocators.add(
                "buddy", BuddyFrames.Spec.class, "blocks that are halved and joined (Knowlton, 1965), as Linux does");
    }

    private static void fits(Catalog<FitSpec> fits) {
        fits.add("first", FirstFit.Spec.class, "the lowest hole that is large enough");
        fits.add("best", BestFit.Spec.class, "the smallest hole that is large enough");
        fits.add("worst", WorstFit.Spec.class, "the largest hole");
        fits.add("next", NextFit.Spec.class, "the lowest hole that is large enough, from the segment placed last on");
    }

    private static void programs(Catalog<ProgramSpec> programs) {
        programs.add("sequential", Sequential.Spec.class, "every byte of the footprint in turn");
        programs.add("stride", Stride.Spec.class, "upwards, a stride at a time");
        programs.add(
                "scattered",
                Scattered.Spec.class,
                "upwards through blocks that lie anywhere, as the frames of pages do");
        programs.add("uniform", Uniform.Spec.class, "anywhere in the footprint, each place as likely");
        programs.add("zipf", Zipf.Spec.class, "few objects often, many seldom");
        programs.add("pointer-chase", PointerChase.Spec.class, "round a ring: each load depends on the one before");
        programs.add("stream", Stream.Spec.class, "copy, scale, add and triad of STREAM (McCalpin, 1995)");
        programs.add("gups", Gups.Spec.class, "random updates of a table: RandomAccess of HPC Challenge");
        programs.add("matrix-multiply", MatrixMultiply.Spec.class, "C = A B: row by column, row by row, or blocked");
        programs.add("block-churn", BlockChurn.Spec.class, "blocks of memory that come and go, or leak");
        programs.add("binary-trees", BinaryTrees.Spec.class, "a tree that lives, and trees that are dropped");
        programs.add(
                "object-churn", ObjectChurn.Spec.class, "units of objects that die young or at any age, by statistics");
        programs.add("linked-list", LinkedList.Spec.class, "a list that is made once and walked again and again");
        programs.add("hash-map", HashMap.Spec.class, "a map with chains, as java.util.HashMap has it");
        programs.add("lru-cache", LruCache.Spec.class, "a map of what was used last: java.util.LinkedHashMap");
        programs.add("web-request", WebRequest.Spec.class, "requests whose objects all die at their end");
        programs.add(
                "false-sharing",
                FalseSharing.Spec.class,
                "a counter of each thread, in one line or in lines of their own");
        programs.add("lock", Lock.Spec.class, "threads that take turns at a lock (Drepper, 2011)");
        programs.add("recursion", Recursion.Spec.class, "calls and returns: frames pushed and popped on the stack");
        programs.add("segment-churn", SegmentChurn.Spec.class, "segments that come and go, on a segmented machine");
        programs.add("trace", TraceSpec.class, "a recorded stream of references");
        programs.add("script", ScriptSpec.class, "a few references written by hand");
    }

    private static void runtimes(Catalog<RuntimeSpec> runtimes) {
        runtimes.add("native", NativeRuntime.Spec.class, "malloc and free");
        runtimes.add("managed", ManagedRuntime.Spec.class, "objects that a garbage collector finds not to be needed");
    }

    private static void heaps(Catalog<HeapSpec> heaps) {
        heaps.add("bump", Bump.Spec.class, "block after block; nothing is used again");
        heaps.add("free-list", FreeList.Spec.class, "a list of free chunks with boundary tags, four fits");
        heaps.add("buddy", Buddy.Spec.class, "powers of two that are halved and joined (Knowlton, 1965)");
        heaps.add("size-classes", SizeClasses.Spec.class, "few sizes, spans, lists of each thread, as in tcmalloc");
        heaps.add("block-list", BlockList.Spec.class, "a list of blocks and holes beside them, four fits");
    }

    private static void detectors(Catalog<DetectorSpec> detectors) {
        detectors.add("redzones", Redzones.Spec.class, "room around blocks, shadow memory, a quarantine");
        detectors.add("guard-pages", GuardPages.Spec.class, "each block before a page without rights");
    }

    private static void collectors(Catalog<CollectorSpec> collectors) {
        collectors.add(
                "generational", Generational.Spec.class, "the young are copied often, all are slid together seldom");
        collectors.add("go", Go.Spec.class, "marks and sweeps beside the program; nothing moves (Go)");
        collectors.add("g1", G1.Spec.class, "regions: those with the most garbage first, within a goal for pauses");
        collectors.add("epsilon", Epsilon.Spec.class, "nothing is collected: a full heap is the end");
        collectors.add(
                "mark-compact", MarkCompact.Spec.class, "what lives is slid together, in the order of addresses");
        collectors.add(
                "mark-sweep", MarkSweep.Spec.class, "what lives is marked, the rest becomes gaps; nothing moves");
        collectors.add(
                "reference-counting",
                ReferenceCounting.Spec.class,
                "each object counts the references to it; cycles are searched for (CPython)");
        collectors.add(
                "semispace", Semispace.Spec.class, "what lives is copied from one half of the heap into the other");
        collectors.add(
                "zgc", Zgc.Spec.class, "objects are marked and moved beside the program, by coloured references");
    }

    private static void formats(Catalog<TraceFormat> formats) {
        formats.add("lackey", Lackey.Spec.class, "text of Valgrind's lackey, --trace-mem=yes");
        formats.add("din", Din.Spec.class, "text of Dinero III and IV, told apart by themselves");
        formats.add("champsim", ChampSim.Spec.class, "records of 64 bytes, with register dependences");
        formats.add("requests", Requests.Spec.class, "arrival cycle, address, R or W: for driving memory");
        formats.add("pages", Pages.Spec.class, "page number, R or W: strings for page replacement");
    }
}
