package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes that stand for several, and those for which no run waits. */
@SuppressWarnings("NullAway") // absent keys are null
final class InstancesTest {
    private static final ProgramSpec UNIFORM = new Uniform.Spec(bytes("1 MiB"), null, null, null, null);

    private static ProcessSpec process(String name, Long references, Boolean daemon, Integer instances, Long warmUp) {
        List<Integer> cores = List.of(1, 2, 3);
        return new ProcessSpec(
                name,
                cores,
                UNIFORM,
                null,
                null,
                references,
                null,
                null,
                null,
                null,
                null,
                null,
                daemon,
                instances,
                warmUp);
    }

    private static Program program(ProcessSpec process) {
        return process.create(use -> RandomStream.of(1, use), () -> 0)
                .threads()
                .get(0)
                .program();
    }

    @Test
    void eachInstanceHasANameACoreAndNumbersOfItsOwn() {
        WorkloadSpec workload = new WorkloadSpec("w", null, List.of(process("p", 10L, null, 3, 7L)));

        assertThat(workload.processes()).hasSize(1);
        assertThat(workload.all()).extracting(ProcessSpec::name).containsExactly("p0", "p1", "p2");
        assertThat(workload.all()).extracting(each -> each.coresOf(0).get(0)).containsExactly(1, 2, 3);
        assertThat(workload.all()).allMatch(each -> each.references() == 10 && each.warmUp(99) == 7);
        assertThat(take(program(workload.all().get(0)), 20))
                .isNotEqualTo(take(program(workload.all().get(1)), 20));
        assertThat(process("p", 10L, null, null, null).each())
                .extracting(ProcessSpec::name)
                .containsExactly("p");
        assertThat(process("p", 10L, null, null, null).warmUp(99)).isEqualTo(99);
    }

    @Test
    void namesOfInstancesDiffer() {
        List<ProcessSpec> clash = List.of(process("p1", 1L, null, null, null), process("p", 1L, null, 2, null));
        assertThatThrownBy(() -> new WorkloadSpec("w", null, clash))
                .hasMessageContaining("two processes are called 'p1'");
    }

    @Test
    void daemonHasNoShareAndIsNeverAlone() {
        assertThat(process("d", null, true, null, null).references()).isNull();
        assertThatThrownBy(() -> process("d", 5L, true, null, null)).hasMessageContaining("process 'd' is a daemon");
        assertThatThrownBy(() -> new WorkloadSpec("w", null, List.of(process("d", null, true, 2, null))))
                .hasMessageContaining("all processes are daemons");
        assertThatThrownBy(() -> process("p", 5L, null, 0, null)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> process("p", 5L, null, null, -1L)).hasMessageContaining("out of range");
    }
}
