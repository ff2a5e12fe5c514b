package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // absent keys are null
final class WorkloadSpecTest {
    private static final ProgramSpec UNIFORM = new Uniform.Spec(bytes("1 MiB"), null, null, null, null);
    private static final ProgramSpec MULTIPLY =
            new MatrixMultiply.Spec(MatrixMultiply.Order.IJK, 4, null, null, null, null);

    private static ProcessSpec process(String name, ProgramSpec program, Long references) {
        return new ProcessSpec(name, null, program, null, null, references, null, null, null, null, null, null);
    }

    private static void refused(ThrowingCallable making, String... words) {
        assertThatThrownBy(making).isInstanceOf(SpecException.class).hasMessageContainingAll(words);
    }

    @Test
    void fillsInDefaults() {
        WorkloadSpec workload = new WorkloadSpec("mix", null, List.of(process("a", UNIFORM, 10L)));
        assertThat(workload.description()).isEmpty();
        assertThat(workload.processes().get(0).cores()).containsExactly(0);
        assertThat(workload.processes().get(0).start()).isEqualTo(Latency.ofPicoseconds(0));
    }

    @Test
    void refusesAWorkloadWithoutProcesses() {
        refused(() -> new WorkloadSpec("empty", null, List.of()), "at least one process");
        refused(() -> new WorkloadSpec("empty", null, null), "at least one process");
        refused(() -> new WorkloadSpec(null, null, List.of()), "'workload' is missing");
    }

    @Test
    void refusesNamesThatAPathCannotCarry() {
        refused(() -> process("a.b", UNIFORM, 1L), "'a.b' is no name");
        refused(() -> process("", UNIFORM, 1L), "is no name");
        refused(() -> new WorkloadSpec("a b", null, List.of(process("a", UNIFORM, 1L))), "is no name");
    }

    @Test
    void refusesEqualNames() {
        refused(
                () -> new WorkloadSpec("w", null, List.of(process("a", UNIFORM, 1L), process("a", UNIFORM, 1L))),
                "two processes are called 'a'");
        ThreadSpec thread = new ThreadSpec("t", null, UNIFORM, null, null, null, null);
        refused(
                () -> new ProcessSpec(
                        "a", null, null, null, List.of(thread, thread), 1L, null, null, null, null, null, null),
                "two threads are called 't'");
    }

    @Test
    void wantsReferencesUnlessTheProgramEnds() {
        refused(() -> process("a", UNIFORM, null), "'references' is missing", "references: 1000000");
        refused(() -> process("a", UNIFORM, 0L), "out of range");
        assertThat(process("a", MULTIPLY, null).references()).isNull();
        List<PhaseSpec> endless = List.of(new PhaseSpec(UNIFORM, null), new PhaseSpec(MULTIPLY, null));
        refused(
                () -> new ThreadSpec("t", null, null, endless, null, null, null),
                "'references' is missing",
                "others come after it");
        List<PhaseSpec> last = List.of(new PhaseSpec(MULTIPLY, null), new PhaseSpec(UNIFORM, null));
        refused(
                () -> new ProcessSpec("a", null, null, last, null, null, null, null, null, null, null, null),
                "'references' is missing");
        assertThat(new ProcessSpec("a", null, null, last, null, 5L, null, null, null, null, null, null).references())
                .isEqualTo(5);
        refused(() -> new PhaseSpec(null, 5L), "'program' is missing");
        assertThat(new PhaseSpec(MULTIPLY, null).references()).isNull();
    }

    @Test
    void wantsExactlyOneOfProgramPhasesAndThreads() {
        List<PhaseSpec> phases = List.of(new PhaseSpec(UNIFORM, 5L));
        refused(() -> process("a", null, 1L), "exactly one of 'program', 'phases'", "'threads'");
        refused(
                () -> new ProcessSpec("a", null, UNIFORM, phases, null, 1L, null, null, null, null, null, null),
                "exactly one of");
        refused(
                () -> new ThreadSpec("t", null, UNIFORM, phases, null, null, null),
                "exactly one of 'program' and 'phases'");
        refused(
                () -> new ProcessSpec("a", null, null, List.of(), null, 1L, null, null, null, null, null, null),
                "at least one");
        refused(
                () -> new ProcessSpec("a", null, null, null, List.of(), 1L, null, null, null, null, null, null),
                "at least one");
    }

    /** It could end while it has the lock, and the others would wait for ever. */
    @Test
    void refusesToCutAPhaseShortForWhichOthersWait() {
        Lock.Spec lock = new Lock.Spec(10L, null, null, null);
        refused(() -> new PhaseSpec(lock, 5L), "5 references could end this phase", "leave 'references' out");
        assertThat(new PhaseSpec(lock, null).references()).isNull();
    }

    @Test
    void dealsItsCoresToThreadsWithoutCoresOfTheirOwn() {
        ThreadSpec first = new ThreadSpec("t0", null, UNIFORM, null, null, null, null);
        ThreadSpec second = new ThreadSpec("t1", List.of(7, 5), UNIFORM, null, null, null, null);
        ThreadSpec third = new ThreadSpec("t2", null, UNIFORM, null, null, null, null);
        ProcessSpec process = new ProcessSpec(
                "a",
                List.of(1, 2, 3),
                null,
                null,
                List.of(first, second, third),
                1L,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(process.create(use -> random(1), () -> 0).threads())
                .extracting(ProcessSpec.Made::cores)
                .containsExactly(List.of(1, 2, 3), List.of(7, 5), List.of(3, 1, 2));
    }

    @Test
    void copiesAreThreadsThatRunTheSameProgram() {
        ProcessSpec process =
                new ProcessSpec("a", List.of(0, 1), UNIFORM, null, null, 1L, null, null, 3, null, null, null);

        assertThat(process.create(use -> random(1), () -> 0).threads())
                .extracting(made -> made.name() + " on " + made.core())
                .containsExactly("a0 on 0", "a1 on 1", "a2 on 0");
        refused(
                () -> new ProcessSpec("a", null, UNIFORM, null, null, 1L, null, null, 0, null, null, null),
                "copies",
                "out of range");
        refused(
                () -> new ProcessSpec("a", null, null, null, process.threadList(), 1L, null, null, 2, null, null, null),
                "no copies of one");
    }

    @Test
    void whatMovesNeedsTwoCoresAndWhatKeepsAProcessAliveIsNoDaemon() {
        Latency often = Latency.parse("10 us");
        ThreadSpec daemon = new ThreadSpec("d", null, UNIFORM, null, true, null, null);
        ThreadSpec mover = new ThreadSpec("m", List.of(1), UNIFORM, null, null, often, null);
        refused(
                () -> new ProcessSpec("a", null, UNIFORM, null, null, 1L, null, null, null, often, null, null),
                "has one core");
        refused(
                () -> new ProcessSpec(
                        "a", List.of(0, 1), null, null, List.of(mover), 1L, null, null, null, null, null, null),
                "'m' has one core");
        refused(
                () -> new ProcessSpec("a", null, null, null, List.of(daemon), 1L, null, null, null, null, null, null),
                "daemons alone");
        ThreadSpec ends = new ThreadSpec("e", null, MULTIPLY, null, null, null, null);
        assertThat(new ProcessSpec(
                                "a", null, null, null, List.of(daemon, ends), null, null, null, null, null, null, null)
                        .create(use -> random(1), () -> 0)
                        .threads())
                .extracting(ProcessSpec.Made::daemon)
                .containsExactly(true, false);
    }

    @Test
    void refusesCoresThatAreNone() {
        refused(
                () -> new ProcessSpec("a", List.of(), UNIFORM, null, null, 1L, null, null, null, null, null, null),
                "at least one core");
        refused(
                () -> new ProcessSpec("a", List.of(-1), UNIFORM, null, null, 1L, null, null, null, null, null, null),
                "out of range");
        refused(
                () -> new ProcessSpec("a", List.of(0, 0), UNIFORM, null, null, 1L, null, null, null, null, null, null),
                "named twice");
    }

    @Test
    void makesItsThreadsEachWithStreamsOfItsOwn() {
        List<String> uses = new ArrayList<>();
        ProcessSpec process = new ProcessSpec(
                "p",
                List.of(2),
                null,
                null,
                List.of(
                        new ThreadSpec("one", null, UNIFORM, null, null, null, null),
                        new ThreadSpec(
                                "two",
                                null,
                                null,
                                List.of(new PhaseSpec(UNIFORM, 5L), new PhaseSpec(MULTIPLY, null)),
                                null,
                                null,
                                null)),
                100L,
                null,
                null,
                null,
                null,
                null,
                null);
        List<ProcessSpec.Made> made = process.create(
                        use -> {
                            uses.add(use);
                            return RandomStream.of(1, use);
                        },
                        () -> 0)
                .threads();
        assertThat(uses).containsExactly("process.p.one", "process.p.two.phase0", "process.p.two.phase1");
        assertThat(made).extracting(ProcessSpec.Made::name).containsExactly("one", "two");
        assertThat(made).allMatch(each -> each.core() == 2);
        assertThat(process.space()).isEqualTo(ProgramSpec.AddressSpace.VIRTUAL);
        assertThat(take(made.get(0).program(), 10))
                .isEqualTo(take(UNIFORM.create(RandomStream.of(1, "process.p.one")), 10));
        assertThat(process.programs()).containsExactly(UNIFORM, UNIFORM, MULTIPLY);
        assertThat(process.files()).isEmpty();
        assertThat(process.makesCalls()).isFalse();
    }

    @Test
    void phasesGoOnIfReferencesAreLeftAndEndOtherwise() {
        List<PhaseSpec> phases = List.of(new PhaseSpec(UNIFORM, 5L));
        ProcessSpec ending = new ProcessSpec("p", null, null, phases, null, null, null, null, null, null, null, null);
        ProcessSpec going = new ProcessSpec("p", null, null, phases, null, 100L, null, null, null, null, null, null);
        assertThat(take(
                        ending.create(use -> random(1), () -> 0)
                                .threads()
                                .get(0)
                                .program(),
                        100))
                .hasSize(6);
        assertThat(take(going.create(use -> random(1), () -> 0).threads().get(0).program(), 100))
                .hasSize(100);
    }
}
