package dev.ziggurat.cpu;

import static dev.ziggurat.cpu.CoreBench.CYCLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.engine.Event;
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

/** What an out-of-order core does at the borders of a run, and while it waits for translations; an answer takes 10 cycles. */
final class OutOfOrderTest {
    private static final OutOfOrder.Spec SPEC = new OutOfOrder.Spec(1, Frequency.parse("1 GHz"), 4, 16, 6, 3);

    /** Where no address is: translation refuses it at once. */
    private static final long NOWHERE = 1L << 47;

    private final Simulation simulation = new Simulation(1);
    private final FakeLevel level = new FakeLevel(simulation, 10 * CYCLE, Answer.LATER);

    /** Loads of which each needs the one before it: they retire at cycles 10, 20, 30... */
    private static ListedProgram chain(int loads) {
        ListedProgram program = new ListedProgram();
        for (int i = 0; i < loads; i++) {
            program.needing(1, Kind.LOAD, 64L * i, 0);
        }
        return program;
    }

    private CoreBench bench(ListedProgram program) {
        return new CoreBench(SPEC, simulation, level, program);
    }

    private CoreBench translating(ListedProgram program) {
        return CoreBench.translating(SPEC, simulation, level, program);
    }

    @Test
    void runThatIsCutOffEndsWithTheLastCycleThatRetiredAndWithWhatCameAfterIt() {
        CoreBench bench = bench(chain(9)).runUntil(25_500);

        assertThat(bench.spent()).isEqualTo(Map.of("fake", 19_000L, "retiring", 2_000L, "window", 4_500L));
    }

    @Test
    void runThatIsCutOffInACycleThatRetiredEndsInThatCycle() {
        CoreBench bench = bench(chain(9)).runUntil(20_300);

        assertThat(bench.spent()).isEqualTo(Map.of("fake", 19_000L, "retiring", 1_300L));
    }

    @Test
    void runThatIsCutOffBeforeAnythingRetiredRetiresNothing() {
        CoreBench bench = bench(chain(9)).runUntil(5_500);

        assertThat(bench.counter("core0.time", "retiring_ns")).isZero();
        assertThat(bench.counter("core0.time", "total_ns")).isEqualTo(5_500);
    }

    @Test
    void coreThatIsDoneIsIdleToTheEndOfTheRun() {
        CoreBench bench = bench(chain(1)).runBeyond(0, 15_000);
        assertThat(bench.end()).isEqualTo(10_000);

        assertThat(bench.spent()).isEqualTo(Map.of("fake", 10_000L, "retiring", 1_000L, "idle", 4_000L));
    }

    @Test
    void timeBeforeTheBorderIsCutOff() {
        CoreBench bench = bench(chain(3));
        List<Long> before = new ArrayList<>();
        bench.at(15_000, () -> {
            bench.core.cutAt(15_000);
            before.add(bench.counter("core0.time", "total_ns"));
            before.add(bench.counter("core0.time", "fake_ns"));
        });
        bench.run();

        assertThat(bench.counter("core0.time", "total_ns") - before.get(0)).isEqualTo(15_000);
        assertThat(bench.counter("core0.time", "fake_ns") - before.get(1)).isEqualTo(14_000);
    }

    @Test
    void stalledRunSaysWhichReferenceIsTheOldest() {
        MemoryLevel silent = request -> MemoryLevel.PENDING;
        ListedProgram program =
                new ListedProgram().then(Kind.STORE, 0).then(Kind.LOAD, 0xa40).then(Kind.LOAD, 128);
        CoreBench bench = new CoreBench(SPEC, simulation, silent, program);

        assertThatThrownBy(bench::run)
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("core0: LOAD 0xa40, the oldest of 2, has no answer");
    }

    @Test
    void sampleSeesWhatHappenedBeforeItsInstant() {
        for (Answer answer : Answer.values()) {
            Simulation own = new Simulation(1);
            FakeLevel below = new FakeLevel(own, 10 * CYCLE, answer);
            CoreBench bench = new CoreBench(SPEC, own, below, chain(4));
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
            assertThat(bench.end()).isEqualTo(40_000);
        }
    }

    /** A second answer for the edge at which the core acts already does not put the core behind what was to come after it. */
    @Test
    void answersForOneEdgeKeepTheCoresTurn() {
        MemoryLevel between = request -> {
            long time = request.physicalAddress == 0 ? 9_500 : 9_700;
            Event answer = new Event() {
                @Override
                protected void fire() {
                    request.marks.spent(simulation.causes().of("fake"), time);
                    request.requester().completed(request, time);
                }
            };
            simulation.engine().schedule(answer, time);
            return MemoryLevel.PENDING;
        };
        ListedProgram program = new ListedProgram().then(Kind.LOAD, 0).then(Kind.LOAD, 64);
        CoreBench bench = new CoreBench(SPEC, simulation, between, program);
        List<Long> seen = new ArrayList<>();
        bench.at(9_600, () -> bench.at(10_000, () -> seen.add(bench.process.loads)));
        bench.run();

        assertThat(seen).containsExactly(2L);
        assertThat(bench.end()).isEqualTo(10_000);
    }

    @Test
    void storeThatWaitsForItsTranslationRetiresWithIt() {
        CoreBench bench =
                translating(new ListedProgram().then(Kind.STORE, 4096)).run(5 * CYCLE);

        // 3 cycles in the second-level TLB, one in the walk caches, 4 loads; it is sent in the cycle of its retirement.
        assertThat(level.came).last().isEqualTo(new Came(AccessType.STORE, 4096, 49_000));
        assertThat(bench.end()).isEqualTo(59_000);
        assertThat(bench.spent())
                .isEqualTo(Map.of(
                        "idle", 5_000L, "l2 tlb", 3_000L, "walk", 41_000L, "retiring", 1_000L, "store buffer", 9_000L));
    }

    @Test
    void storeThatIsTranslatedBetweenTwoEdgesRetiresAtTheSecond() {
        FakeLevel uneven = new FakeLevel(simulation, 10 * CYCLE + 100, Answer.LATER);
        CoreBench bench = CoreBench.translating(SPEC, simulation, uneven, new ListedProgram().then(Kind.STORE, 4096))
                .run();

        assertThat(bench.end()).isEqualTo(56_000);
        assertThat(bench.spent())
                .isEqualTo(Map.of("l2 tlb", 3_000L, "walk", 41_400L, "retiring", 1_600L, "store buffer", 10_000L));
    }

    @Test
    void modifyIsDoneWithItsDirtyBitIfThatComesAfterItsData() {
        CoreBench bench = translating(new ListedProgram().then(Kind.LOAD, 4096).needing(1, Kind.MODIFY, 4104, 0))
                .run();

        // The load is there at 54; the modify's load at 64, its store, whose page is not dirty, walks until 65.
        List<Came> sent =
                level.came.stream().filter(each -> each.address() < 8192).toList();
        assertThat(sent)
                .containsExactly(
                        new Came(AccessType.LOAD, 4096, 44_000),
                        new Came(AccessType.LOAD, 4104, 54_000),
                        new Came(AccessType.STORE, 4104, 65_000));
        assertThat(bench.end()).isEqualTo(75_000);
    }

    @Test
    void referenceThatMayNotBeEndsTheProcessWhenItIsTheOldest() {
        for (Kind kind : List.of(Kind.LOAD, Kind.STORE, Kind.MODIFY)) {
            Simulation own = new Simulation(1);
            FakeLevel below = new FakeLevel(own, 10 * CYCLE, Answer.LATER);
            ListedProgram program =
                    new ListedProgram().then(Kind.LOAD, 0).then(kind, NOWHERE).then(Kind.STORE, 8);
            CoreBench bench = CoreBench.translating(SPEC, own, below, program).run();

            assertThat(bench.process.end()).as(kind.toString()).isEqualTo(Process.VIOLATION);
            assertThat(bench.end()).as(kind.toString()).isEqualTo(54_000);
            assertThat(bench.process.references()).as(kind.toString()).isEqualTo(1);
            assertThat(below.came).noneMatch(each -> each.type() == AccessType.STORE);
        }
    }

    @Test
    void fetchThatMayNotBeEndsTheProcessWhenItIsTheOldest() {
        ListedProgram program =
                new ListedProgram().then(Kind.FETCH, 0).then(Kind.LOAD, 0).then(Kind.FETCH, NOWHERE);
        CoreBench bench = translating(program).run();

        // The fetch at 54, the load, whose page the second-level TLB knows, 13 later; then the other fetch is the
        // oldest.
        assertThat(bench.process.end()).isEqualTo(Process.VIOLATION);
        assertThat(bench.process.loads).isEqualTo(1);
        assertThat(bench.end()).isEqualTo(68_000);
    }

    @Test
    void nothingIsTakenFromTheProgramBeyondTheShare() {
        ListedProgram program = chain(9);
        CoreBench bench = CoreBench.ofShare(SPEC, simulation, level, program).run();

        assertThat(bench.process.references()).isEqualTo(CoreBench.SHARE);
        assertThat(program.taken()).isEqualTo(CoreBench.SHARE);
        assertThat(bench.end()).isEqualTo(CoreBench.SHARE * 10_000);
    }

    @Test
    void whatCrossesAPageBorderGoesOnBehindItWherePagesAreNotTranslated() {
        bench(new ListedProgram().then(Kind.LOAD, 4092).then(Kind.STORE, 8188)).run();

        assertThat(level.came.stream().map(Came::address)).containsExactly(4092L, 4096L, 8188L, 8192L);
    }

    @Test
    void coreIsIdleFromTheLastStoreThatIsWrittenToTheEndOfItsSleep() {
        ListedProgram program = new ListedProgram()
                .then(Kind.STORE, 0)
                .then(Kind.SLEEP, 0, 0, 49_001)
                .then(Kind.LOAD, 64);
        CoreBench bench = bench(program).run();

        // The store is written at 11, the core wakes at 50; after that cycle it goes on.
        assertThat(level.times()).containsExactly(1_000L, 51_000L);
        assertThat(bench.spent())
                .isEqualTo(Map.of("idle", 41_000L, "retiring", 1_000L, "store buffer", 9_000L, "fake", 10_000L));
    }

    /** The load retires in cycle 10, in which the core goes to sleep; it goes on a cycle after the end of its sleep, and the second takes as long. */
    @Test
    void cycleInWhichTheLastReferenceBeforeASleepRetiresIsNotSlept() {
        ListedProgram program = new ListedProgram().then(Kind.LOAD, 0).then(Kind.SLEEP, 0, 0, 30_000);
        CoreBench bench = bench(program.then(Kind.LOAD, 64)).run();

        assertThat(bench.end()).isEqualTo(41_000);
        assertThat(bench.spent()).isEqualTo(Map.of("fake", 20_000L, "retiring", 1_000L, "idle", 20_000L));
    }

    @Test
    void sleepThatEndsInTheCycleInWhichItBeginsTakesThatCycle() {
        for (long until : new long[] {9_000, 10_000, 10_001}) {
            Simulation own = new Simulation(1);
            FakeLevel below = new FakeLevel(own, 10 * CYCLE, Answer.LATER);
            ListedProgram program = new ListedProgram()
                    .then(Kind.LOAD, 0)
                    .then(Kind.SLEEP, 0, 0, until)
                    .then(Kind.LOAD, 64);
            new CoreBench(SPEC, own, below, program).run();

            assertThat(below.times()).containsExactly(0L, until > 10_000 ? 12_000L : 11_000L);
        }
    }
}
