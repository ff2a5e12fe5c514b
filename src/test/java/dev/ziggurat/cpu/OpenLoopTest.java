package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the driver sends what; the core clock is 1 GHz, a cycle 1000 ps. */
class OpenLoopTest {
    private static final long CYCLE = 1000;

    @ParameterizedTest
    @EnumSource
    void clockedSendsOneReferenceACycleAndPausesForGaps(Answer answer) {
        Run run = new Run(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0).then(Kind.STORE, 64).then(Kind.LOAD, 128, 3, 0);
        run.toTheEnd();
        assertThat(run.level.came)
                .containsExactly(
                        new Came(AccessType.LOAD, 0, 0),
                        new Came(AccessType.WRITE_THROUGH, 64, CYCLE),
                        new Came(AccessType.LOAD, 128, 5 * CYCLE));
        assertThat(run.shares.lastEnd()).isEqualTo(15 * CYCLE);
        assertThat(run.process.instructions).isEqualTo(6);
        assertThat(run.process.loads).isEqualTo(2);
        assertThat(run.process.stores).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void arrivalSendsAtTheGivenTimesOnEdgesOfTheProgramsClock(Answer answer) {
        Run run = new Run(10 * CYCLE, answer, new Pacing(Pacing.Kind.ARRIVAL, 833, 0));
        run.program.then(Kind.LOAD, 0, 0, 833).then(Kind.LOAD, 64, 0, 5 * 833);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(833L, 5 * 833L);
        assertThat(run.counter("load_time_ns")).isEqualTo(20 * CYCLE);
    }

    @Test
    void atMostOneReferenceIsSentACycleAndTheOthersWaitInOrder() {
        Run run = new Run(10 * CYCLE, Answer.AT_ONCE, new Pacing(Pacing.Kind.ARRIVAL, 0, 0));
        run.program.then(Kind.LOAD, 0, 0, CYCLE).then(Kind.LOAD, 64, 0, CYCLE).then(Kind.LOAD, 128, 0, CYCLE);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(CYCLE, 2 * CYCLE, 3 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo((10 + 11 + 12) * CYCLE);
        assertThat(run.cause("loads", "driver")).isEqualTo(3 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void aFullTableHoldsTheReferenceBackAndTheWaitIsPartOfItsTime(Answer answer) {
        Run run = new Run(10 * CYCLE + 1, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 2));
        run.program.then(Kind.STORE, 0).then(Kind.LOAD, 64).then(Kind.LOAD, 128).then(Kind.LOAD, 192);
        run.toTheEnd();
        // The store's slot comes free a picosecond after an edge; the third reference goes at the next one.
        assertThat(run.level.times()).containsExactly(0L, CYCLE, 11 * CYCLE, 12 * CYCLE);
        assertThat(run.cause("loads", "driver")).isEqualTo(9 * CYCLE);
        assertThat(run.cause("time", "driver")).isPositive();
    }

    @Test
    void aSlotThatComesFreeOnAnEdgeIsUsedInThatCycle() {
        Run run = new Run(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.SATURATED, 0, 2));
        run.program.then(Kind.LOAD, 0).then(Kind.LOAD, 64).then(Kind.LOAD, 128);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, CYCLE, 10 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void saturatedOffersNothingBeforeThereIsRoom(Answer answer) {
        Run run = new Run(10 * CYCLE, answer, new Pacing(Pacing.Kind.SATURATED, 500, 1));
        run.program.then(Kind.LOAD, 0).then(Kind.LOAD, 64).then(Kind.LOAD, 128);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, 10 * CYCLE, 20 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo(30 * CYCLE);
        assertThat(run.cause("loads", "driver")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aModifyIsALoadAndThenAStoreThatGoesBeforeTheNextReference(Answer answer) {
        Run run = new Run(2 * CYCLE + 300, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.MODIFY, 0).then(Kind.LOAD, 64, 2, 0).then(Kind.LOAD, 128);
        run.toTheEnd();
        assertThat(run.level.came)
                .containsExactly(
                        new Came(AccessType.LOAD, 0, 0),
                        new Came(AccessType.WRITE_THROUGH, 0, 3 * CYCLE),
                        new Came(AccessType.LOAD, 64, 4 * CYCLE),
                        new Came(AccessType.LOAD, 128, 5 * CYCLE));
        assertThat(run.process.modifies).isEqualTo(1);
        assertThat(run.process.references()).isEqualTo(3);
        assertThat(run.counter("loads_timed")).isEqualTo(3);
        assertThat(run.counter("store_time_ns")).isEqualTo(700 + 2 * CYCLE + 300);
    }

    @Test
    void fetchesAreSentToTheirOwnLevelAndAreTheInstructions() {
        Run run = new Run(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.FETCH, 4096).then(Kind.LOAD, 0).then(Kind.FETCH, 4100);
        run.toTheEnd();
        assertThat(run.instructions.came)
                .containsExactly(new Came(AccessType.FETCH, 4096, 0), new Came(AccessType.FETCH, 4100, 2 * CYCLE));
        assertThat(run.process.instructions).isEqualTo(2);
        assertThat(run.process.fetches).isEqualTo(2);
        assertThat(run.process.references()).isEqualTo(1);
    }

    @Test
    void sleepWaitsForEverythingUnderWayAndThenForItsTime() {
        Run run = new Run(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0).then(Kind.SLEEP, 0, 0, 4 * CYCLE).then(Kind.LOAD, 64);
        run.program.then(Kind.SLEEP, 0, 0, 50 * CYCLE).then(Kind.LOAD, 128);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, 10 * CYCLE, 50 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void theThreadEndsWithItsShareAndTakesNothingBeyondIt(Answer answer) {
        Run run = new Run(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0), 0, 3);
        for (int i = 0; i < 10; i++) {
            run.program.then(Kind.LOAD, 64L * i);
        }
        run.toTheEnd();
        assertThat(run.process.end()).isEqualTo("references");
        assertThat(run.process.references()).isEqualTo(3);
        assertThat(run.level.came).hasSize(3);
        assertThat(run.shares.lastEnd()).isEqualTo(12 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void theWarmUpEndsWhenItsReferencesAreServed(Answer answer) {
        Run run = new Run(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0), 2, 3);
        for (int i = 0; i < 20; i++) {
            run.program.then(Kind.LOAD, 64L * i);
        }
        run.toTheEnd();
        assertThat(run.shares.borderTime()).isEqualTo(11 * CYCLE);
        assertThat(run.process.references()).isEqualTo(5);
        assertThat(run.shares.lastEnd()).isEqualTo(14 * CYCLE);
    }

    @Test
    void nothingIsSentBeforeTheStart() {
        Run run = new Run(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.ARRIVAL, 0, 0));
        run.program.then(Kind.LOAD, 0, 0, CYCLE).then(Kind.LOAD, 64, 0, 40 * CYCLE);
        run.from = 20 * CYCLE + 1;
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(21 * CYCLE, 40 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo(20 * CYCLE);
    }

    @Test
    void theDriversOwnTimeIsDividedWithoutAGap() {
        Run run = new Run(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.ARRIVAL, 0, 1));
        run.program.then(Kind.LOAD, 0, 0, 5 * CYCLE).then(Kind.LOAD, 64, 0, 8 * CYCLE);
        run.toTheEnd();
        assertThat(run.cause("time", "idle")).isEqualTo((5 + 2) * CYCLE);
        assertThat(run.cause("time", "retiring")).isEqualTo(2 * CYCLE);
        assertThat(run.cause("time", "driver")).isEqualTo((7 + 9) * CYCLE);
        assertThat(run.cause("time", "total")).isEqualTo(25 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void theTableHasAsManySlotsAsTheMemoryQueuesOr64(Answer answer) {
        Run run = new Run(1000 * CYCLE, answer, new Pacing(Pacing.Kind.SATURATED, 0, 0));
        for (int i = 0; i < 65; i++) {
            run.program.then(Kind.LOAD, 64L * i);
        }
        run.toTheEnd();
        assertThat(run.level.times().get(63)).isEqualTo(63 * CYCLE);
        assertThat(run.level.times().get(64)).isEqualTo(1000 * CYCLE);
        Run queued = new Run(1000 * CYCLE, answer, new Pacing(Pacing.Kind.SATURATED, 0, 0));
        queued.queued = 3;
        for (int i = 0; i < 4; i++) {
            queued.program.then(Kind.LOAD, 64L * i);
        }
        queued.toTheEnd();
        assertThat(queued.level.times()).containsExactly(0L, CYCLE, 2 * CYCLE, 1000 * CYCLE);
    }

    @Test
    void aReferenceThatCrossesALineIsSentInTwoParts() {
        Run run = new Run(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 60);
        run.toTheEnd();
        assertThat(run.level.came).containsExactly(new Came(AccessType.LOAD, 60, 0), new Came(AccessType.LOAD, 64, 0));
        assertThat(run.process.loads).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void twoPartsOfALongReferenceAreUnderWayAtATime(Answer answer) {
        Run run = new Run(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0, 6 * 64);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, 0L, 10 * CYCLE, 10 * CYCLE, 20 * CYCLE, 20 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo(30 * CYCLE);
    }

    @Test
    void refusesWhatOnlyAnOperatingSystemAnswers() {
        Run run = new Run(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.WAIT, 0);
        assertThatThrownBy(run::toTheEnd).hasMessageContaining("core0").hasMessageContaining("WAIT");
    }

    @Test
    void theSpecNeedsAClock() {
        assertThatThrownBy(() -> new OpenLoop.Spec(1, null)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new OpenLoop.Spec(0, Frequency.parse("1 GHz"))).isInstanceOf(SpecException.class);
        assertThat(new OpenLoop.Spec(null, Frequency.parse("1 GHz")).count()).isEqualTo(1);
    }

    /** A driver between a program and two fake levels. */
    private static final class Run {
        final ListedProgram program;
        final FakeLevel level;
        final FakeLevel instructions;
        final Process process;
        final Shares shares;
        long from;
        int queued;
        private final Simulation simulation = new Simulation(1);
        private final Statistics statistics = new Statistics();
        private Snapshot end = statistics.snapshot(0);

        Run(long latency, Answer answer, Pacing pacing) {
            this(latency, answer, pacing, 0, Process.TO_THE_END);
        }

        Run(long latency, Answer answer, Pacing pacing, long warmUp, long share) {
            program = new ListedProgram(pacing);
            level = new FakeLevel(simulation, latency, answer);
            instructions = new FakeLevel(simulation, latency, answer);
            process = new Process("p", 0, share);
            shares = new Shares(warmUp, time -> {});
        }

        void toTheEnd() {
            Thread thread = new Thread(process, 0, program);
            Core core = new OpenLoop.Spec(1, Frequency.parse("1 GHz"))
                    .create(new CoreSite(
                            simulation,
                            "core0",
                            new Clock(CYCLE),
                            first(instructions),
                            first(level),
                            null,
                            queued,
                            thread,
                            shares));
            shares.start(List.of(process));
            core.start(from);
            simulation.engine().run();
            core.finishAt(shares.lastEnd());
            core.describe(statistics);
            statistics.checkLaws();
            end = statistics.snapshot(shares.lastEnd());
        }

        private FirstLevel first(FakeLevel level) {
            int fake = simulation.causes().of("fake");
            return new FirstLevel(level, 64, 0, fake, simulation.outcomes().of("fake"), null);
        }

        long counter(String metric) {
            return end.counter(new Term("core0", metric));
        }

        long cause(String book, String name) {
            return end.counter(new Term("core0." + book, name + "_ns"));
        }
    }
}
