package dev.ziggurat.cpu;

import static dev.ziggurat.cpu.CoreBench.CYCLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.engine.StalledException;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import dev.ziggurat.units.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an in-order core does at the borders of a run, and while it waits for translations; an answer takes 10 cycles. */
final class InOrderTest {
    private static final Frequency CLOCK = Frequency.parse("1 GHz");
    private static final InOrder.Spec SPEC = new InOrder.Spec(1, CLOCK, 2);
    private static final InOrder.Spec BLOCKING = new InOrder.Spec(1, CLOCK, 0);

    /** Where no address is: translation refuses it at once. */
    private static final long NOWHERE = 1L << 47;

    private final Simulation simulation = new Simulation(1);
    private final FakeLevel level = new FakeLevel(simulation, 10 * CYCLE, Answer.LATER);

    private static ListedProgram loads(int count) {
        ListedProgram program = new ListedProgram();
        for (int i = 0; i < count; i++) {
            program.then(Kind.LOAD, 64L * i);
        }
        return program;
    }

    private CoreBench bench(ListedProgram program) {
        return new CoreBench(SPEC, simulation, level, program);
    }

    @Test
    void runThatIsCutOffEndsWithTimeThatWasNotBookedYet() {
        CoreBench bench = bench(loads(9)).runUntil(25_500);

        assertThat(bench.spent()).isEqualTo(Map.of("fake", 20_000L, "idle", 5_500L));
    }

    @Test
    void coreThatIsDoneIsIdleToTheEndOfTheRun() {
        CoreBench bench = bench(loads(1)).runBeyond(3 * CYCLE, 15_000);
        assertThat(bench.end()).isEqualTo(13_000);

        assertThat(bench.spent()).isEqualTo(Map.of("fake", 10_000L, "idle", 5_000L));
    }

    @Test
    void timeBeforeTheBorderIsCutOff() {
        CoreBench bench = bench(loads(3));
        List<Long> before = new ArrayList<>();
        bench.at(15_000, () -> {
            bench.core.cutAt(15_000);
            before.add(bench.counter("core0.time", "total_ns"));
        });
        bench.run();

        assertThat(bench.counter("core0.time", "total_ns") - before.get(0)).isEqualTo(15_000);
    }

    @Test
    void stalledRunSaysWhatTheCoreWaitsFor() {
        assertThatThrownBy(() -> silent(SPEC, new ListedProgram().then(Kind.LOAD, 0xa40)))
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("core0: LOAD 0xa40 waits for its answer");
        assertThatThrownBy(() -> silent(BLOCKING, new ListedProgram().then(Kind.STORE, 0xb40)))
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("core0: STORE 0xb40 waits for a store");
    }

    private static void silent(InOrder.Spec spec, ListedProgram program) {
        MemoryLevel silent = request -> MemoryLevel.PENDING;
        new CoreBench(spec, new Simulation(1), silent, program).run();
    }

    @Test
    void sampleSeesWhatHappenedBeforeItsInstant() {
        for (Answer answer : Answer.values()) {
            Simulation own = new Simulation(1);
            CoreBench bench = new CoreBench(SPEC, own, new FakeLevel(own, 10 * CYCLE, answer), loads(4));
            List<Long> loads = new ArrayList<>();
            own.engine()
                    .observe(
                            time -> {
                                loads.add(bench.process.loads);
                                return time + 10_000;
                            },
                            0);
            bench.run();

            assertThat(loads).as(answer.toString()).containsExactly(0L, 0L, 1L, 2L, 3L);
        }
    }

    @Test
    void storeWaitsForItsTranslationBeforeItIsSent() {
        ListedProgram program = new ListedProgram().then(Kind.STORE, 4096).then(Kind.LOAD, 8192);
        CoreBench bench =
                CoreBench.translating(SPEC, simulation, level, program).run(5 * CYCLE);

        // 3 cycles in the second-level TLB, one in the walk caches, 4 loads; for the load, in the same table, 3, 1 and
        // one.
        assertThat(level.came.stream().filter(each -> each.address() < 12_288).toList())
                .containsExactly(new Came(AccessType.STORE, 4096, 49_000), new Came(AccessType.LOAD, 8192, 64_000));
        assertThat(bench.end()).isEqualTo(74_000);
        assertThat(bench.spent())
                .isEqualTo(
                        Map.of("idle", 5_000L, "l2 tlb", 6_000L, "walk", 52_000L, "retiring", 1_000L, "fake", 10_000L));
    }

    @Test
    void modifyWalksAgainForItsDirtyBitWhenItsDataIsThere() {
        for (InOrder.Spec spec : List.of(SPEC, BLOCKING)) {
            Simulation own = new Simulation(1);
            FakeLevel below = new FakeLevel(own, 10 * CYCLE, Answer.LATER);
            CoreBench bench = CoreBench.translating(spec, own, below, new ListedProgram().then(Kind.MODIFY, 4096))
                    .run();

            assertThat(below.came.stream()
                            .filter(each -> each.address() < 12_288)
                            .toList())
                    .containsExactly(new Came(AccessType.LOAD, 4096, 44_000), new Came(AccessType.STORE, 4096, 65_000));
            assertThat(bench.process.modifies).isEqualTo(1);
            assertThat(bench.process.instructions).isEqualTo(1);
            assertThat(bench.end()).isEqualTo(75_000);
            assertThat(bench.counter("core0.time", "walk_ns")).isEqualTo(52_000);
        }
    }

    @Test
    void referenceThatMayNotBeEndsTheProcess() {
        for (Kind kind : List.of(Kind.LOAD, Kind.STORE, Kind.MODIFY, Kind.FETCH)) {
            Simulation own = new Simulation(1);
            FakeLevel below = new FakeLevel(own, 10 * CYCLE, Answer.LATER);
            ListedProgram program =
                    new ListedProgram().then(Kind.LOAD, 0).then(kind, NOWHERE).then(Kind.STORE, 8);
            CoreBench bench = CoreBench.translating(SPEC, own, below, program).run();

            boolean loads = kind == Kind.LOAD || kind == Kind.MODIFY;
            assertThat(bench.process.end()).as(kind.toString()).isEqualTo(Process.VIOLATION);
            assertThat(bench.end()).as(kind.toString()).isEqualTo(loads ? 55_000 : 54_000);
            assertThat(bench.process.references()).as(kind.toString()).isEqualTo(1);
            assertThat(bench.process.fetches).as(kind.toString()).isZero();
            assertThat(below.came).noneMatch(each -> each.type() == AccessType.STORE);
        }
    }

    @Test
    void nothingIsTakenFromTheProgramBeyondTheShare() {
        ListedProgram program = loads(9);
        CoreBench bench = CoreBench.ofShare(SPEC, simulation, level, program).run();

        assertThat(bench.process.references()).isEqualTo(CoreBench.SHARE);
        assertThat(program.taken()).isEqualTo(CoreBench.SHARE);
        assertThat(bench.end()).isEqualTo(CoreBench.SHARE * 10_000);
    }

    /** Two entries: the third and the fourth store wait for the first and the second, and each takes a cycle, the last one too; it is written at 21. */
    @Test
    void cycleOfTheLastStoreIsItsOwn() {
        ListedProgram program = new ListedProgram();
        for (int i = 0; i < CoreBench.SHARE; i++) {
            program.then(Kind.STORE, 64L * i);
        }
        CoreBench bench = CoreBench.ofShare(SPEC, simulation, level, program).run();

        assertThat(bench.end()).isEqualTo(12_000);
        assertThat(bench.spent()).isEqualTo(Map.of("retiring", 4_000L, "store buffer", 8_000L, "idle", 9_000L));
    }

    @Test
    void whatCrossesAPageBorderGoesOnBehindItWherePagesAreNotTranslated() {
        bench(new ListedProgram().then(Kind.LOAD, 4092).then(Kind.STORE, 8188)).run();

        assertThat(level.came.stream().map(Came::address)).containsExactly(4092L, 4096L, 8188L, 8192L);
    }

    @Test
    void sleepEndsAtAnEdgeAndTakesNoTimeIfItIsOver() {
        for (long until : new long[] {9_000, 10_000, 10_001}) {
            Simulation own = new Simulation(1);
            FakeLevel below = new FakeLevel(own, 10 * CYCLE, Answer.LATER);
            ListedProgram program = new ListedProgram()
                    .then(Kind.LOAD, 0)
                    .then(Kind.SLEEP, 0, 0, until)
                    .then(Kind.LOAD, 64);
            CoreBench bench = new CoreBench(SPEC, own, below, program).run();

            assertThat(below.times()).containsExactly(0L, until > 10_000 ? 11_000L : 10_000L);
            assertThat(bench.counter("core0.time", "idle_ns")).isEqualTo(until > 10_000 ? 1_000 : 0);
        }
    }
}
