package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every cause of time has a sentence of its own; only the look-up of a level, which has the level's name, has the common one. */
final class CausesTest {
    private static final String LOOK_UP = Causes.meaning("any level");

    @Test
    void everyCauseOfAMachineWithAnOperatingSystemIsExplained() {
        MachineSpec machine =
                new MachineReader(Catalogs.standard()).read("server", List.of()).spec();
        WorkloadSpec workload = new WorkloadReader(Catalogs.standard())
                .read(
                        Source.text(
                                "w.yaml",
                                Path.of(""),
                                "workload: w\nprocesses: [{name: a, program: {kind: uniform, footprint: 1 MiB}, references: 10}]\n"),
                        List.of())
                .spec();
        Machine built = Machine.build(machine, workload, RunOptions.DEFAULT);

        Set<String> causes = built.statistics().entries().stream()
                .filter(each -> each.component().equals("core0.time"))
                .map(Statistic::metric)
                .map(metric -> metric.replaceFirst("_ns$", "").replace('_', ' '))
                .filter(cause -> !cause.equals("total") && !machine.caches().containsKey(cause))
                .collect(Collectors.toSet());

        assertThat(causes)
                .contains("trap", "swap dma", "iowait")
                .allSatisfy(cause -> assertThat(Causes.meaning(cause)).as(cause).isNotEqualTo(LOOK_UP));
    }
}
