package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.ListedProgram.Line;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.MmuSite;
import dev.ziggurat.mmu.PageTableFormat;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.UnmanagedMemory;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A core serves its first-level hits without requests, and runs of them without cycles, or it sends every reference as a request, because
 * something stands between it and its cache: no number tells which.
 */
final class PlainHitLawTest {
    private static final int SEEDS = 120;
    private static final Frequency CLOCK = Frequency.parse("1 GHz");

    @Test
    void inOrderCoreWithoutRequestsForHitsChangesNoNumber() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            check(seed, random, new InOrder.Spec(1, CLOCK, random.nextInt(6)));
        }
    }

    @Test
    void outOfOrderCoreWithoutRequestsForHitsChangesNoNumber() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            check(
                    seed,
                    random,
                    new OutOfOrder.Spec(
                            1,
                            CLOCK,
                            1 + random.nextInt(5),
                            1 + random.nextInt(60),
                            1 + random.nextInt(30),
                            1 + random.nextInt(20)));
        }
    }

    private static void check(long seed, SplittableRandom random, CoreSpec spec) {
        List<Line> program = program(random);
        Setting setting = new Setting(
                spec,
                program,
                cache(random),
                random.nextInt(4) * 700L,
                random.nextInt(4) == 0,
                random.nextInt(3) * 400L,
                random.nextBoolean() ? Process.TO_THE_END : 1 + random.nextInt(1500));
        Run direct = new Run(setting, cache -> cache);
        Run through = new Run(setting, cache -> cache::access);
        String what = "seed " + seed + ", " + setting;
        assertThat(direct.rows).as(what).isEqualTo(through.rows);
        assertThat(direct.below.came).as(what).isEqualTo(through.below.came);
        assertThat(direct.shares.lastEnd()).as(what).isEqualTo(through.shares.lastEnd());
        assertThat(direct.process.end()).as(what).isEqualTo(through.process.end());
    }

    /** Stretches of loads and stores that mostly hit, and some of anything; with fetches no reference has a gap. */
    private static List<Line> program(SplittableRandom random) {
        List<Line> lines = new ArrayList<>();
        boolean fetches = random.nextInt(5) == 0;
        for (int stretch = 0; stretch < 4; stretch++) {
            boolean plain = random.nextInt(4) > 0;
            int footprint = 64 << random.nextInt(6);
            int stores = random.nextInt(4);
            int gap = fetches ? 0 : random.nextInt(12) - 4;
            for (int i = 50 + random.nextInt(900); i > 0; i--) {
                if (fetches) {
                    lines.add(new Line(Kind.FETCH, 4L * random.nextInt(64), 4, 0, 0, 0));
                }
                Kind kind = random.nextInt(4) < stores ? Kind.STORE : Kind.LOAD;
                int size = 1 << random.nextInt(4);
                int back = 0;
                if (!plain && random.nextInt(6) == 0) {
                    kind = random.nextBoolean() ? Kind.MODIFY : kind;
                    size = 1 + random.nextInt(64);
                    back = random.nextInt(6);
                }
                int before = gap <= 0 ? 0 : random.nextInt(gap);
                lines.add(new Line(kind, size * (long) random.nextInt(footprint / size), size, back, before, 0));
            }
        }
        return lines;
    }

    private static CacheSpec cache(SplittableRandom random) {
        int ways = 1 << random.nextInt(3);
        return new CacheSpec(
                List.of(CacheSpec.Serves.DATA, CacheSpec.Serves.FETCH),
                "memory",
                false,
                new ByteSize(64L * ways << random.nextInt(4)),
                ways,
                new ByteSize(64),
                Latency.ofPicoseconds(random.nextInt(5) * 600L),
                null,
                null,
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                null,
                random.nextInt(8) == 0 ? CacheSpec.Write.WRITE_THROUGH : CacheSpec.Write.WRITE_BACK,
                null,
                null,
                null,
                null);
    }

    /** What both runs have in common. */
    private record Setting(
            CoreSpec core,
            List<Line> program,
            CacheSpec cache,
            long below,
            boolean translates,
            long warmUp,
            long share) {
        @Override
        public String toString() {
            return core + ", " + cache + ", below " + below + " ps, translates " + translates + ", warm-up " + warmUp
                    + ", share " + share;
        }
    }

    /** What a core sends its references to, to get to its cache. */
    private interface Way {
        MemoryLevel to(Cache cache);
    }

    private static final class Run {
        final Simulation simulation = new Simulation(1);
        final Statistics statistics = new Statistics();
        final FakeLevel below;
        final Process process;
        final Shares shares;
        final Core core;
        final List<Row> rows;
        private final @Nullable Mmu mmu;
        private Snapshot border = statistics.snapshot(0);

        Run(Setting setting, Way way) {
            below = new FakeLevel(
                    simulation, 9_000 + setting.below(), setting.below() == 0 ? Answer.AT_ONCE : Answer.LATER);
            process = new Process("p", 0, setting.share());
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
            Thread thread = new Thread(process, 0, listed);
            mmu = setting.translates() ? mmu() : null;
            core = setting.core()
                    .create(new CoreSite(simulation, "core0", new Clock(1000), first, first, mmu, 0, thread, shares));
            core.describe(statistics);
            cache.describe(statistics, "l1", Booking.HARDWARE, List.of());
            process.describe(statistics);
            if (mmu != null) {
                mmu.describe(statistics);
            }
            rows = rows(thread);
        }

        private List<Row> rows(Thread thread) {
            shares.start(List.of(thread));
            core.start(0);
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
            TranslationSpec spec = new TranslationSpec(
                    TranslationSpec.Format.X86_64, "fake", new TlbsSpec(tlb, tlb, null), null, 2, null);
            WordStore words = new WordStore();
            UnmanagedMemory pages = new UnmanagedMemory(PageTableFormat.X86_64, words, 1 << 30);
            Mmu made = new Mmu(new MmuSite(simulation, "core0", new Clock(1000), words, pages, below, "fake"), spec);
            made.switchTo(pages.add(0, 12));
            return made;
        }
    }
}
