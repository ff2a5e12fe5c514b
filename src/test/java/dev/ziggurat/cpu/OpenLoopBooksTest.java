package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.engine.StalledException;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.units.Frequency;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the driver counts, where its time goes, and what others see of it; the core clock is 1 GHz, a cycle 1000 ps. */
final class OpenLoopBooksTest {
    private static final long CYCLE = 1000;

    @Test
    void theDriversOwnTimeIsDividedWithoutAGap() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.ARRIVAL, 0, 1));
        run.program.then(Kind.LOAD, 0, 0, 5 * CYCLE).then(Kind.LOAD, 64, 0, 8 * CYCLE);
        run.toTheEnd();
        assertThat(run.cause("time", "idle")).isEqualTo((5 + 2) * CYCLE);
        assertThat(run.cause("time", "retiring")).isEqualTo(2 * CYCLE);
        assertThat(run.cause("time", "driver")).isEqualTo((7 + 9) * CYCLE);
        assertThat(run.cause("time", "total")).isEqualTo(25 * CYCLE);
    }

    @Test
    void everyReferenceIsCountedWhereItIsAnswered() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0).then(Kind.STORE, 64).then(Kind.MODIFY, 128, 2, 0);
        run.toTheEnd();
        assertThat(run.counter("instructions")).isEqualTo(5);
        assertThat(run.counter("references")).isEqualTo(3);
        assertThat(run.counter("loads_timed")).isEqualTo(2);
        assertThat(run.counter("stores_timed")).isEqualTo(2);
        assertThat(run.answered()).isEqualTo(4);
        assertThat(run.rows()).containsEntry("store_mean_ns", "10");

        OpenLoopRun fetching = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        fetching.program.then(Kind.FETCH, 4096).then(Kind.FETCH, 4160);
        fetching.toTheEnd();
        assertThat(fetching.counter("fetches_timed")).isEqualTo(2);
        assertThat(fetching.counter("fetch_miss_time_ns")).isEqualTo(20 * CYCLE);
    }

    @Test
    void whatElseHappensComesBetweenTheReferencesBeforeAndAfter() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.AT_ONCE, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        for (int i = 0; i < 20; i++) {
            run.program.then(Kind.LOAD, 64L * i);
        }
        run.lookAt(0, 5 * CYCLE, 7 * CYCLE + 1);
        run.toTheEnd();
        assertThat(run.seen).containsExactly(1, 5, 8);
        assertThat(run.level.times()).hasSize(20).last().isEqualTo(19 * CYCLE);
    }

    @Test
    void samplerSeesWhatWasSentBefore() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.AT_ONCE, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        for (int i = 0; i < 20; i++) {
            run.program.then(Kind.LOAD, 64L * i);
        }
        run.simulation
                .engine()
                .observe(
                        time -> {
                            run.seen.add(run.level.came.size());
                            return time + 5 * CYCLE;
                        },
                        5 * CYCLE);
        run.toTheEnd();
        assertThat(run.seen).startsWith(5, 10, 15);
        assertThat(run.level.times()).hasSize(20).last().isEqualTo(19 * CYCLE);
    }

    /** The level says at 5 that it answers the first load at 20, and at 7 that it answers the second one then; between the two somebody else puts that instant down. */
    @Test
    void driverKeepsThePlaceThatItsFirstAnswerGaveIt() {
        Simulation simulation = new Simulation(1);
        List<MemoryRequest> came = new ArrayList<>();
        MemoryLevel level = request -> {
            came.add(request);
            return MemoryLevel.PENDING;
        };
        ListedProgram program = new ListedProgram().then(Kind.LOAD, 0).then(Kind.LOAD, 64);
        OpenLoop.Spec spec = new OpenLoop.Spec(1, Frequency.parse("1 GHz"));
        CoreBench bench = new CoreBench(spec, simulation, level, program);
        int fake = simulation.causes().of("fake");
        for (int i = 0; i < 2; i++) {
            int load = i;
            bench.at((5 + 2 * i) * CYCLE, () -> {
                came.get(load).marks.spent(fake, 20 * CYCLE);
                came.get(load).requester().completed(came.get(load), 20 * CYCLE);
            });
        }
        List<Long> retired = new ArrayList<>();
        bench.at(6 * CYCLE, () -> bench.at(20 * CYCLE, () -> retired.add(bench.process.loads)));
        bench.run();

        assertThat(retired).containsExactly(2L);
    }

    @Test
    void timeBeforeTheStartAndAfterTheEndIsIdle() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0).then(Kind.LOAD, 64, 4, 0);
        run.from = 20 * CYCLE;
        run.until = 100 * CYCLE;
        run.toTheEnd();
        // A cycle, four of the gap, a cycle, and nine in which nothing is left to send.
        assertThat(run.cause("time", "retiring")).isEqualTo(6 * CYCLE);
        assertThat(run.cause("time", "driver")).isEqualTo(9 * CYCLE);
        assertThat(run.cause("time", "idle")).isEqualTo((20 + 100 - 35) * CYCLE);
    }

    @Test
    void timeIsCutAtTheBorderAndEndsWithTheShare() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0), 2, 3);
        for (int i = 0; i < 20; i++) {
            run.program.then(Kind.LOAD, 64L * i);
        }
        run.until = 50 * CYCLE;
        run.toTheEnd();
        // The border is in cycle 11, the share is done in cycle 14, until when a reference is sent in every cycle.
        assertThat(run.cause("time", "retiring") + run.cause("time", "driver")).isEqualTo(3 * CYCLE);
        assertThat(run.cause("time", "idle")).isEqualTo(36 * CYCLE);
    }

    @Test
    void whatHasNoAnswerWhenTheRunIsStoppedIsWaitedForUntilThen() {
        OpenLoopRun run = new OpenLoopRun(10 * CYCLE, Answer.LATER, new Pacing(Pacing.Kind.CLOCKED, 0, 0));
        run.program.then(Kind.LOAD, 0).then(Kind.LOAD, 64);
        run.simulation.engine().stopAt(6 * CYCLE);
        run.until = 6 * CYCLE;
        run.toTheEnd();
        assertThat(run.cause("time", "retiring")).isEqualTo(2 * CYCLE);
        assertThat(run.cause("time", "driver")).isEqualTo(4 * CYCLE);
    }

    @Test
    void stalledRunSaysHowManyReferencesHaveNoAnswer() {
        MemoryLevel silent = request -> MemoryLevel.PENDING;
        ListedProgram program =
                new ListedProgram().then(Kind.LOAD, 0).then(Kind.STORE, 64).then(Kind.LOAD, 128);
        OpenLoop.Spec spec = new OpenLoop.Spec(1, Frequency.parse("1 GHz"));
        CoreBench bench = new CoreBench(spec, new Simulation(1), silent, program);

        assertThatThrownBy(bench::run)
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("core0: 3 references have no answer");
    }
}
