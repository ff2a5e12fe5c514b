package dev.ziggurat.cpu;

import static dev.ziggurat.cpu.CoreBench.CYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.AbsentPages;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Fault;
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
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A reference that crosses the border of two pages, which lie apart. A translation that is not known takes 3 cycles in the second-level TLB, one
 * in the walk caches, and a load of 10 cycles for each table on the way: four at first, then one.
 */
final class CrossingTest {
    private static final long FIRST = 0x50000;
    private static final long SECOND = 0x20000;

    private final Simulation simulation = new Simulation(1);
    private final FakeLevel level = new FakeLevel(simulation, 10 * CYCLE, Answer.LATER);
    private final List<Long> told = new ArrayList<>();
    private Parts parts = parts(2);

    private Parts parts(int walkers) {
        return new Parts(
                simulation.engine(),
                new FirstLevel(level, 64, 0, simulation.causes().of("fake"), 0, null),
                Translators.by(mmu(walkers)),
                (own, time) -> told.add(time),
                simulation.causes().of("split"));
    }

    /** Page 1 and page 2 of a space that has no others. */
    private Mmu mmu(int walkers) {
        TlbSpec tlb = new TlbSpec(4, null, null, null, null);
        TlbSpec second = new TlbSpec(4, null, Latency.ofCycles(3), null, null);
        TranslationSpec spec = new TranslationSpec(
                TranslationSpec.Format.X86_64, "fake", new TlbsSpec(tlb, tlb, second), null, walkers, null);
        WordStore words = new WordStore();
        PageTable table = new PageTable(PageTableFormat.X86_64, words, new Tables());
        table.map(0x1000, FIRST, 12, Rights.ALL);
        table.map(0x2000, SECOND, 12, Rights.ALL);
        Mmu mmu = new PagedMmu(
                new MmuSite(simulation, "core0", new Clock(CYCLE), words, AbsentPages.FAULT, level, "fake"), spec);
        mmu.switchTo(new AddressSpace(table.root(), 0));
        return mmu;
    }

    private static final class Tables implements TablePages {
        private long next = 0x100000;

        @Override
        public long take(int level, long parent) {
            next += 0x1000;
            return next;
        }

        @Override
        public void giveBack(int level, long page) {
            throw new IllegalStateException("nothing is given back");
        }
    }

    /** Begins a reference at an instant and sends it two cycles later, and runs until it is served. */
    private void load(long address, int size, long time) {
        at(time, () -> {
            parts.of(address, size, 0, false, Translators.thread(0));
            parts.begin(time);
            parts.marks().spent(simulation.causes().of("wait"), time + 2 * CYCLE);
        });
        at(time + 2 * CYCLE, () -> parts.send(AccessType.LOAD, time + 2 * CYCLE));
        simulation.engine().run();
    }

    private void at(long time, Runnable what) {
        Event event = new Event() {
            @Override
            protected void fire() {
                what.run();
            }
        };
        simulation.engine().schedule(event, time);
    }

    /** What was sent to the pages, without the loads of walks. */
    private List<Came> sent() {
        return level.came.stream().filter(each -> each.address() < 0x100000).toList();
    }

    private List<String> marks() {
        MarkList marks = parts.marks();
        List<String> text = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            text.add(simulation.causes().all().get(marks.cause(i)) + " " + marks.until(i));
        }
        return text;
    }

    @Test
    void bothHalvesAreTranslatedAtOnceAndSentWhenBothAre() {
        load(0x1ffc, 8, 0);

        assertThat(sent())
                .containsExactly(
                        new Came(AccessType.LOAD, FIRST + 0xffc, 46_000), new Came(AccessType.LOAD, SECOND, 46_000));
        assertThat(told).containsExactly(56_000L);
        assertThat(parts.physical()).isEqualTo(FIRST + 0xffc);
        assertThat(parts.beyond()).isEqualTo(SECOND);
        assertThat(parts.marks().start()).isZero();
        assertThat(marks()).containsExactly("wait 2000", "l2 tlb 5000", "walk 46000", "fake 56000");
    }

    @Test
    void referenceHasTheMarksOfTheTranslationThatTookLonger() {
        load(0x1000, 8, 0);
        load(0x1ffc, 8, 100_000);

        // The first page is known, the second costs 3 + 1 + 10 cycles.
        assertThat(sent())
                .endsWith(
                        new Came(AccessType.LOAD, FIRST + 0xffc, 116_000), new Came(AccessType.LOAD, SECOND, 116_000));
        assertThat(marks()).containsExactly("wait 102000", "l2 tlb 105000", "walk 116000", "fake 126000");
        assertThat(parts.begun()).isEqualTo(100_000);
    }

    @Test
    void referenceHasTheMarksOfTheHalfThatWaitedForTheOnlyWalker() {
        parts = parts(1);
        load(0x1ffc, 8, 0);

        // The walker writes the first entry back before it walks again.
        assertThat(told).containsExactly(77_000L);
        assertThat(marks())
                .containsExactly("wait 2000", "l2 tlb 5000", "walker wait 56000", "walk 67000", "fake 77000");
    }

    @Test
    void itDoesNotMatterWhichHalfTakesLonger() {
        load(0x2000, 8, 0);
        load(0x1ffc, 8, 100_000);

        assertThat(sent())
                .endsWith(
                        new Came(AccessType.LOAD, FIRST + 0xffc, 116_000), new Came(AccessType.LOAD, SECOND, 116_000));
        assertThat(marks()).containsExactly("wait 102000", "l2 tlb 105000", "walk 116000", "fake 126000");
    }

    @Test
    void referenceThatEndsWithItsPageIsTranslatedOnce() {
        load(0x1ff8, 8, 0);

        assertThat(sent()).containsExactly(new Came(AccessType.LOAD, FIRST + 0xff8, 46_000));
        assertThat(level.came.stream().filter(each -> each.type() == AccessType.WALK))
                .hasSize(4);
    }

    @Test
    void whatLiesInLinesBeyondTheBorderFollowsTheSecondPage() {
        load(0x1fc0, 192, 0);

        assertThat(sent().stream().map(Came::address)).containsExactly(FIRST + 0xfc0, SECOND, SECOND + 64);
    }

    @Test
    void halfThatCannotBeTranslatedHoldsTheWholeBack() {
        load(0x2ffc, 8, 0);

        assertThat(sent()).isEmpty();
        assertThat(told).hasSize(1);
        assertThat(parts.fault()).isEqualTo(Fault.NOT_PRESENT);
        load(0x0ffc, 8, 200_000);

        assertThat(sent()).isEmpty();
        assertThat(told).hasSize(2);
        assertThat(parts.fault()).isEqualTo(Fault.NOT_PRESENT);
        load(0x1ffc, 8, 400_000);

        assertThat(parts.fault()).as("of the next reference").isZero();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void nothingIsSentWhereOnlyTheAddressIsAskedFor() {
        parts.of(0x1ffc, 8, 0, false, Translators.thread(0));
        parts.begin(0);
        assertThat(parts.translate(AccessType.STORE, 0)).isEqualTo(MemoryLevel.PENDING);
        simulation.engine().run();

        assertThat(told).containsExactly(44_000L);
        assertThat(parts.end()).isEqualTo(44_000);
        assertThat(sent()).isEmpty();
        parts.of(0x1ffc, 8, 0, false, Translators.thread(0));
        parts.begin(50_000);

        assertThat(parts.translate(AccessType.STORE, 50_000))
                .as("known at once")
                .isEqualTo(50_000);
        assertThat(told).hasSize(1);
        assertThat(parts.beyond()).isEqualTo(SECOND);
    }
}
