package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.workload.MatrixMultiply.Order;
import dev.ziggurat.workload.References.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway") // absent keys are null
final class PhasesTest {
    private static final PhaseSpec THREE_UP = new PhaseSpec(new Sequential.Spec(bytes("64 B"), null, null, null), 3L);
    private static final PhaseSpec CHASE = new PhaseSpec(
            new PointerChase.Spec(bytes("640 B"), null, PointerChase.Order.FORWARD, null, null, null), 2L);
    private static final PhaseSpec MULTIPLY =
            new PhaseSpec(new MatrixMultiply.Spec(Order.IJK, 1, null, null, null, null), null);

    private static Program program(Phases.After after, PhaseSpec... phases) {
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < phases.length; i++) {
            programs.add(phases[i].program().create(random(i)));
        }
        return new Phases(List.of(phases), programs, after);
    }

    @Test
    void phasesFollowOneAnotherAndEnd() {
        assertThat(take(program(Phases.After.END, THREE_UP, CHASE, MULTIPLY), 100))
                .extracting(seen -> seen.kind() + " " + Math.max(0, seen.address() - BASE))
                .containsExactly(
                        "LOAD 0", "LOAD 8", "LOAD 16", "LOAD 0", "LOAD 64", "LOAD 0", "LOAD 8", "STORE 16", "EXIT 0");
    }

    @Test
    void aPhaseThatComesAgainGoesOnWhereItStopped() {
        assertThat(take(program(Phases.After.GO_ON, THREE_UP, CHASE), 11))
                .extracting(seen -> seen.address() - BASE)
                .containsExactly(0L, 8L, 16L, 0L, 64L, 24L, 32L, 40L, 128L, 192L, 48L);
    }

    @Test
    void aProgramThatEndedBeginsAnew() {
        assertThat(take(program(Phases.After.GO_ON, MULTIPLY, new PhaseSpec(CHASE.program(), 1L)), 12))
                .extracting(seen -> seen.address() - BASE)
                .containsExactly(0L, 8L, 16L, 0L, 0L, 8L, 16L, 64L, 0L, 8L, 16L, 128L);
    }

    @Test
    void aProgramCutAtItsLastReferenceBeginsAnewAtOnce() {
        PhaseSpec cut = new PhaseSpec(MULTIPLY.program(), 3L);
        assertThat(take(program(Phases.After.GO_ON, cut, new PhaseSpec(CHASE.program(), 1L)), 8))
                .extracting(seen -> seen.kind())
                .containsExactly(
                        Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.LOAD, Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.LOAD);
    }

    @Test
    void noReferenceDependsOnAnotherPhase() {
        List<Seen> seen = take(program(Phases.After.GO_ON, THREE_UP, CHASE), 50);
        assertThat(seen.get(3).dependsOn()).isZero();
        assertThat(seen.get(4).dependsOn()).isEqualTo(1);
        assertThat(seen.get(8).dependsOn()).isZero();
        assertThat(seen.get(9).dependsOn()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Phases.After.class)
    void positionedGoesOnAsIfItHadRun(Phases.After after) {
        PhaseSpec uniform = new PhaseSpec(new Uniform.Spec(bytes("1 KiB"), null, null, null, null), 7L);
        List<PhaseSpec[]> lists = List.of(
                new PhaseSpec[] {THREE_UP, CHASE, uniform}, new PhaseSpec[] {MULTIPLY, uniform}, new PhaseSpec[] {CHASE
                });
        Random choice = new Random(5);
        for (PhaseSpec[] list : lists) {
            List<Seen> whole = take(program(after, list), 400);
            Program reused = program(after, list);
            for (int trial = 0; trial < 300; trial++) {
                int n = choice.nextInt(Math.min(whole.size(), 380));
                reused.skipTo(n);
                int length = Math.min(20, whole.size() - n);
                assertThat(take(reused, length)).as("after %d", n).isEqualTo(whole.subList(n, n + length));
            }
        }
    }

    @Test
    void areasThatOverlapAreOne() {
        PhaseSpec large = new PhaseSpec(new Uniform.Spec(bytes("1 MiB"), null, null, null, null), 1L);
        assertThat(program(Phases.After.END, THREE_UP, large).areas()).containsExactly(new Area("data", BASE, 1 << 20));
    }
}
