package dev.ziggurat.cpu;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.ListedProgram.Line;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
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
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One core over its first-level cache, over a level that serves everything after the same time. */
final class CachedRun {
    /** Says what a two-way cache of lines of 64 B is, of which all else is as it is by default. */
    static CacheSpec cache(long bytes, Latency latency, int mshrs, int writeBuffer) {
        ByteSize size = new ByteSize(bytes);
        ByteSize line = new ByteSize(64);
        return new CacheSpec(
                null,
                "memory",
                false,
                size,
                2,
                line,
                latency,
                null,
                null,
                mshrs,
                writeBuffer,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What both runs have in common. */
    record Setting(
            CoreSpec core,
            List<Line> program,
            CacheSpec cache,
            long below,
            boolean translates,
            long warmUp,
            long share,
            long lookEvery) {
        @Override
        public String toString() {
            return core + ", " + cache + ", below " + below + " ps, translates " + translates + ", warm-up " + warmUp
                    + ", share " + share + ", looks every " + lookEvery + " ps";
        }
    }

    /** A level that adds nothing, but keeps the core from asking the cache without requests. */
    private record Passage(MemoryLevel below) implements MemoryLevel {
        @Override
        public long access(MemoryRequest request) {
            return below.access(request);
        }
    }

    static MemoryLevel behindAPassage(Cache cache) {
        return new Passage(cache);
    }

    /** What a core sends its references to, to get to its cache. */
    interface Way {
        MemoryLevel to(Cache cache);
    }

    final Simulation simulation = new Simulation(1);
    final Statistics statistics = new Statistics();
    final FakeLevel below;
    final Process process;
    final Shares shares;
    final Core core;
    final List<Row> rows;

    /** What had retired whenever somebody looked, and what the cache had counted. */
    final List<Long> seen = new ArrayList<>();

    private final @Nullable Mmu mmu;
    private Snapshot border = statistics.snapshot(0);

    CachedRun(Setting setting, Way way) {
        this(setting, way, program -> program);
    }

    CachedRun(Setting setting, Way way, UnaryOperator<Program> seen) {
        below = new FakeLevel(
                simulation, 9_000 + setting.below(), setting.below() == 0 ? Answer.AT_ONCE : Answer.LATER);
        process = new Process("p", 0, setting.share(), setting.translates() ? Translators.SPACE : null);
        shares = new Shares(setting.warmUp(), this::cross);
        long latency = setting.cache().latency().picoseconds(1000);
        Geometry geometry = new Geometry("l1", "l1", setting.cache(), latency, 0, true);
        Cache cache = new Cache(simulation, geometry);
        cache.connect(below);
        int l1 = simulation.causes().of("l1");
        FirstLevel first = new FirstLevel(
                way.to(cache), 64, latency, l1, simulation.outcomes().of("l1"), cache);
        ListedProgram listed = new ListedProgram();
        setting.program().forEach(listed::then);
        Thread thread = new Thread(process, 0, seen.apply(listed));
        mmu = setting.translates() ? mmu() : null;
        core = setting.core()
                .create(new CoreSite(simulation, "core0", new Clock(1000), first, first, mmu, 0, thread, shares));
        core.describe(statistics);
        cache.describe(statistics, "l1", Booking.HARDWARE, List.of());
        process.describe(statistics);
        if (mmu != null) {
            mmu.describe(statistics);
        }
        rows = rows(setting.lookEvery());
    }

    private List<Row> rows(long lookEvery) {
        shares.start(List.of(process));
        core.start(0);
        if (lookEvery > 0) {
            simulation.engine().schedule(new Look(lookEvery), lookEvery);
        }
        simulation.engine().run();
        core.finishAt(shares.lastEnd());
        statistics.checkLaws();
        return dev.ziggurat.stats.Window.rows(statistics.entries(), border, statistics.snapshot(shares.lastEnd()));
    }

    private void cross(long time) {
        core.cutAt(time);
        border = statistics.snapshot(time);
    }

    private Mmu mmu() {
        TlbSpec tlb = new TlbSpec(2, null, null, null, null);
        TranslationSpec spec =
                new TranslationSpec(TranslationSpec.Format.X86_64, "fake", new TlbsSpec(tlb, tlb, null), null, 2, null);
        WordStore words = new WordStore();
        UnmanagedMemory pages = new UnmanagedMemory(PageTableFormat.X86_64, words, 1 << 30);
        Mmu made = new PagedMmu(new MmuSite(simulation, "core0", new Clock(1000), words, pages, below, "fake"), spec);
        made.switchTo(pages.add(0, 12));
        return made;
    }

    /** Somebody else's event. */
    private final class Look extends Event {
        private final long period;

        Look(long period) {
            this.period = period;
        }

        @Override
        protected void fire() {
            long now = simulation.engine().now();
            seen.add(process.references());
            seen.add(statistics.snapshot(now).counter(new Term("l1", "hits")));
            if (!shares.over()) {
                simulation.engine().schedule(this, now + period);
            }
        }
    }
}
