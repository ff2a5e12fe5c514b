package dev.ziggurat.cpu;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
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
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A small core on a fake level. */
final class SquashRun {
    private static final long CYCLE = 1000;

    final Simulation simulation = new Simulation(1);
    final FakeLevel level;
    final Process process;
    final Shares shares = new Shares(0, time -> {});
    final OutOfOrder core;
    final @Nullable Mmu mmu;

    SquashRun(Program program) {
        this(program, 6, Answer.LATER, run -> null);
    }

    SquashRun(Program program, int loadQueue, Function<SquashRun, @Nullable Mmu> translation) {
        this(program, loadQueue, Answer.LATER, translation);
    }

    SquashRun(Program program, int loadQueue, Answer answer, Function<SquashRun, @Nullable Mmu> translation) {
        level = new FakeLevel(simulation, 10 * CYCLE, answer);
        mmu = translation.apply(this);
        process = new Process("p", 0, Process.TO_THE_END, mmu == null ? null : Translators.SPACE);
        Thread thread = new Thread(process, 0, program);
        int fake = simulation.causes().of("fake");
        FirstLevel first =
                new FirstLevel(level, 64, 0, fake, simulation.outcomes().of("fake"), null);
        core = (OutOfOrder) new OutOfOrder.Spec(1, Frequency.parse("1 GHz"), 4, 16, loadQueue, 3)
                .create(new CoreSite(simulation, "core0", new Clock(CYCLE), first, first, mmu, 0, thread, shares));
        shares.start(List.of(process));
    }

    /** An MMU whose walks take 40 cycles and more, which is far more than the window's life. */
    static Mmu translating(SquashRun run) {
        TlbSpec tlb = new TlbSpec(2, null, null, null, null);
        TlbSpec second = new TlbSpec(4, null, Latency.ofCycles(3), null, null);
        TranslationSpec spec = new TranslationSpec(
                TranslationSpec.Format.X86_64, "fake", new TlbsSpec(tlb, tlb, second), null, 2, null);
        WordStore words = new WordStore();
        UnmanagedMemory pages = new UnmanagedMemory(PageTableFormat.X86_64, words, 1 << 30);
        Mmu mmu = new PagedMmu(
                new MmuSite(run.simulation, "core0", new Clock(CYCLE), words, pages, run.level, "fake"), spec);
        mmu.switchTo(pages.add(0, 12));
        return mmu;
    }

    void at(long time, LongConsumer what) {
        Event event = new Event() {
            @Override
            protected void fire() {
                what.accept(simulation.engine().now());
            }
        };
        simulation.engine().schedule(event, time);
    }

    void squash(SplittableRandom random) {
        long oldest = process.loads + process.stores + process.modifies + process.fetches;
        core.squashFrom(oldest + random.nextInt(20));
    }

    void toTheEnd() {
        core.start(0);
        simulation.engine().run();
        core.finishAt(shares.lastEnd());
        Statistics statistics = new Statistics();
        core.describe(statistics);
        if (mmu != null) {
            mmu.describe(statistics);
        }
        statistics.checkLaws();
    }

    List<Long> stored() {
        return level.came.stream()
                .filter(each -> each.type() == AccessType.STORE)
                .map(Came::address)
                .toList();
    }
}
