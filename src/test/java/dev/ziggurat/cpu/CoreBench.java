package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.MmuSite;
import dev.ziggurat.mmu.PageTableFormat;
import dev.ziggurat.mmu.PagedMmu;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.UnmanagedMemory;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Latency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One core, its program and the level below it, the simulation's only level; the clock is 1 GHz, a cycle 1000 ps. */
final class CoreBench {
    static final long CYCLE = 1000;

    /** How many references a process does that is not to do all. */
    static final long SHARE = 4;

    final Simulation simulation;
    final Process process;
    final Shares shares = new Shares(0, time -> {});
    final Statistics statistics = new Statistics();
    final Core core;

    CoreBench(CoreSpec spec, Simulation simulation, MemoryLevel level, Program program) {
        this(spec, simulation, level, program, Process.TO_THE_END, null);
    }

    private CoreBench(
            CoreSpec spec, Simulation simulation, MemoryLevel level, Program program, long share, @Nullable Mmu mmu) {
        this.simulation = simulation;
        process = new Process("p", 0, share, mmu == null ? null : Translators.SPACE);
        Thread thread = new Thread(process, 0, program);
        int fake = simulation.causes().of("fake");
        FirstLevel first =
                new FirstLevel(level, 64, 0, fake, simulation.outcomes().of("fake"), null);
        core = spec.create(new CoreSite(simulation, "core0", new Clock(CYCLE), first, first, mmu, 0, thread, shares));
        shares.start(List.of(process));
        core.describe(statistics);
    }

    /** The same with translation: a second-level TLB behind 3 cycles, and walks of four loads. */
    static CoreBench translating(CoreSpec spec, Simulation simulation, MemoryLevel level, Program program) {
        TlbSpec tlb = new TlbSpec(2, null, null, null, null);
        TlbSpec second = new TlbSpec(4, null, Latency.ofCycles(3), null, null);
        TranslationSpec translation = new TranslationSpec(
                TranslationSpec.Format.X86_64, "fake", new TlbsSpec(tlb, tlb, second), null, 2, null);
        WordStore words = new WordStore();
        UnmanagedMemory pages = new UnmanagedMemory(PageTableFormat.X86_64, words, 1 << 30);
        Mmu mmu = new PagedMmu(
                new MmuSite(simulation, "core0", new Clock(CYCLE), words, pages, level, "fake"), translation);
        mmu.switchTo(pages.add(0, 12));
        return new CoreBench(spec, simulation, level, program, Process.TO_THE_END, mmu);
    }

    /** The same for a process that does {@link #SHARE} references. */
    static CoreBench ofShare(CoreSpec spec, Simulation simulation, MemoryLevel level, Program program) {
        return new CoreBench(spec, simulation, level, program, SHARE, null);
    }

    /** Does something at an instant. */
    void at(long time, Runnable what) {
        Event event = new Event() {
            @Override
            protected void fire() {
                what.run();
            }
        };
        simulation.engine().schedule(event, time);
    }

    /** Runs the program from an instant to its end, with which the books end. */
    CoreBench run(long from) {
        return runBeyond(from, 0);
    }

    /** Runs the program from an instant to its end; the books end with it, or at a later instant with those of others. */
    CoreBench runBeyond(long from, long end) {
        core.start(from);
        simulation.engine().run();
        core.finishAt(Math.max(end, shares.lastEnd()));
        statistics.checkLaws();
        return this;
    }

    CoreBench run() {
        return run(0);
    }

    /** Runs the program up to an instant, with which the books end. */
    CoreBench runUntil(long time) {
        core.start(0);
        simulation.engine().stopAt(time);
        simulation.engine().run();
        core.finishAt(time);
        statistics.checkLaws();
        return this;
    }

    long end() {
        return shares.lastEnd();
    }

    long counter(String component, String metric) {
        return statistics.snapshot(shares.lastEnd()).counter(new Term(component, metric));
    }

    /** Returns what the core's time was spent on, in picoseconds, without what took none. */
    Map<String, Long> spent() {
        Map<String, Long> spent = new TreeMap<>();
        for (String cause : simulation.causes().all()) {
            long time = counter("core0.time", cause.replace(' ', '_') + "_ns");
            if (time != 0) {
                spent.put(cause, time);
            }
        }
        long sum = spent.values().stream().mapToLong(Long::longValue).sum();
        assertThat(counter("core0.time", "total_ns")).isEqualTo(sum);
        return spent;
    }
}
