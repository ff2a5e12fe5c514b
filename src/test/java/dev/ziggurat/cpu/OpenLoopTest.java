package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the driver sends what; the core clock is 1 GHz, a cycle 1000 ps. */
class OpenLoopTest {
    private static final long CYCLE = 1000;

    @ParameterizedTest
    @EnumSource
    void clockedSendsOneReferenceACycleAndPausesForGaps(Answer answer) {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
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
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, answer, new Pacing(Pacing.Kind.ARRIVAL, 833, 0));
        run.program.then(Kind.LOAD, 0, 0, 833).then(Kind.LOAD, 64, 0, 5 * 833);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(833L, 5 * 833L);
        assertThat(run.counter("load_time_ns")).isEqualTo(20 * CYCLE);
    }

    @Test
    void atMostOneReferenceIsSentACycleAndTheOthersWaitInOrder() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.AT_ONCE, new Pacing(Pacing.Kind.ARRIVAL, 0, 0));
        run.program.then(Kind.LOAD, 0, 0, CYCLE).then(Kind.LOAD, 64, 0, CYCLE).then(Kind.LOAD, 128, 0, CYCLE);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(CYCLE, 2 * CYCLE, 3 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo((10 + 11 + 12) * CYCLE);
        assertThat(run.cause("loads", "driver")).isEqualTo(3 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void aFullTableHoldsTheReferenceBackAndTheWaitIsPartOfItsTime(Answer answer) {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE + 1, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 2));
        run.program.then(Kind.STORE, 0).then(Kind.LOAD, 64).then(Kind.LOAD, 128).then(Kind.LOAD, 192);
        run.toTheEnd();
        // The store's slot comes free a picosecond after an edge; the third reference goes at the next one.
        assertThat(run.level.times()).containsExactly(0L, CYCLE, 11 * CYCLE, 12 * CYCLE);
        assertThat(run.cause("loads", "driver")).isEqualTo(9 * CYCLE);
        assertThat(run.cause("time", "driver")).isPositive();
    }

    @Test
    void aSlotThatComesFreeOnAnEdgeIsUsedInThatCycle() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.SATURATED, 0, 2));
        run.program.then(Kind.LOAD, 0).then(Kind.LOAD, 64).then(Kind.LOAD, 128);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, CYCLE, 10 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void saturatedOffersNothingBeforeThereIsRoom(Answer answer) {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, answer, new Pacing(Pacing.Kind.SATURATED, 500, 1));
        run.program.then(Kind.LOAD, 0).then(Kind.LOAD, 64).then(Kind.LOAD, 128);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, 10 * CYCLE, 20 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo(30 * CYCLE);
        assertThat(run.cause("loads", "driver")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aModifyIsALoadAndThenAStoreThatGoesBeforeTheNextReference(Answer answer) {
        OpenLoopRun run = new OpenLoopRun(2 * CYCLE + 300, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
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
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
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
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0).then(Kind.SLEEP, 0, 0, 4 * CYCLE).then(Kind.LOAD, 64);
        run.program.then(Kind.SLEEP, 0, 0, 50 * CYCLE).then(Kind.LOAD, 128);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, 10 * CYCLE, 50 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void theThreadEndsWithItsShareAndTakesNothingBeyondIt(Answer answer) {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0), 0, 3);
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
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0), 2, 3);
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
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.ARRIVAL, 0, 0));
        run.program.then(Kind.LOAD, 0, 0, CYCLE).then(Kind.LOAD, 64, 0, 40 * CYCLE);
        run.from = 20 * CYCLE + 1;
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(21 * CYCLE, 40 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo(20 * CYCLE);
    }

    @ParameterizedTest
    @EnumSource
    void theTableHasAsManySlotsAsTheMemoryQueuesOr64(Answer answer) {
        OpenLoopRun run = new OpenLoopRun(1000 * CYCLE, answer, new Pacing(Pacing.Kind.SATURATED, 0, 0));
        for (int i = 0; i < 65; i++) {
            run.program.then(Kind.LOAD, 64L * i);
        }
        run.toTheEnd();
        assertThat(run.level.times().get(63)).isEqualTo(63 * CYCLE);
        assertThat(run.level.times().get(64)).isEqualTo(1000 * CYCLE);
        OpenLoopRun queued = new OpenLoopRun(1000 * CYCLE, answer, new Pacing(Pacing.Kind.SATURATED, 0, 0));
        queued.queued = 3;
        for (int i = 0; i < 4; i++) {
            queued.program.then(Kind.LOAD, 64L * i);
        }
        queued.toTheEnd();
        assertThat(queued.level.times()).containsExactly(0L, CYCLE, 2 * CYCLE, 1000 * CYCLE);
    }

    @Test
    void aReferenceThatCrossesALineIsSentInTwoParts() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 60);
        run.toTheEnd();
        assertThat(run.level.came).containsExactly(new Came(AccessType.LOAD, 60, 0), new Came(AccessType.LOAD, 64, 0));
        assertThat(run.process.loads).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void twoPartsOfALongReferenceAreUnderWayAtATime(Answer answer) {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, answer, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0, 6 * 64);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, 0L, 10 * CYCLE, 10 * CYCLE, 20 * CYCLE, 20 * CYCLE);
        assertThat(run.counter("load_time_ns")).isEqualTo(30 * CYCLE);
    }

    @Test
    void refusesWhatOnlyAnOperatingSystemAnswers() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.WAIT, 0);
        assertThatThrownBy(run::toTheEnd).hasMessageContaining("core0").hasMessageContaining("WAIT");
    }

    @Test
    void clockTellsTheTimeAndAFenceWaitsAndEachTakesACycle() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0).then(Kind.CLOCK, 0).then(Kind.LOAD, 64).then(Kind.FENCE, 0);
        run.program.then(Kind.LOAD, 128).then(Kind.FENCE, 0).then(Kind.CLOCK, 0).then(Kind.LOAD, 192);
        run.toTheEnd();
        assertThat(run.level.times()).containsExactly(0L, 11 * CYCLE, 22 * CYCLE, 34 * CYCLE);
        assertThat(run.program.answers).containsExactly(10 * CYCLE, 33 * CYCLE);
    }

    /** The driver runs ahead of what else happens, but never past it. */
    @Test
    void theSpecNeedsAClock() {
        assertThatThrownBy(() -> new OpenLoop.Spec(1, null)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new OpenLoop.Spec(0, Frequency.parse("1 GHz"))).isInstanceOf(SpecException.class);
        assertThat(new OpenLoop.Spec(null, Frequency.parse("1 GHz")).count()).isEqualTo(1);
    }
}
