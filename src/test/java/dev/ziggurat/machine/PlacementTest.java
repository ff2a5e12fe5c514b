package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacementTest {
    private static final String TWO = """
            workload: two
            processes:
              - {name: one, cores: [0], program: {kind: sequential, footprint: 4 KiB}, references: 10}
              - name: other
                program: {kind: sequential, footprint: 4 KiB}
                references: 10
            """;

    private static List<String> problems(String workload, String machine) {
        Config<WorkloadSpec> config =
                new WorkloadReader(Catalogs.standard()).read(Source.text("w.yaml", Path.of(""), workload), List.of());
        return Placement.problems(Machines.read(machine), config).stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void aCoreThatTheMachineLacksIsToldAtItsLine() {
        assertThat(problems(TWO.replace("[0]", "[3]"), Machines.TEXT))
                .containsExactly(
                        "w.yaml:3: processes.one.cores: [3]: machine 'bench' has no core 3; its cores are 0 to 0");
    }

    @Test
    void twoProcessesOnOneCoreAreToldAtTheSecond() {
        assertThat(problems(TWO, Machines.TEXT))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem)
                                .startsWith(
                                        "w.yaml:4: processes.other.cores: core 0 runs process 'one' already, and without an operating system nothing switches"));
    }

    @Test
    void aCollectorWithAThreadOfItsOwnNeedsAnOperatingSystem() {
        String workload = """
                workload: trees
                processes:
                  - name: trees
                    program: {kind: binary-trees, live: 1}
                    runtime:
                      kind: managed
                      collector: {kind: zgc, heap: 32 MiB}
                """;

        assertThat(problems(workload, Machines.TEXT))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem)
                                .startsWith("w.yaml:7: processes.trees.runtime.collector: ")
                                .endsWith(
                                        "give the machine an 'os', or take a collector that has none, for example 'generational'"));
        assertThat(problems(workload.replace("zgc", "generational"), Machines.TEXT))
                .isEmpty();
    }

    @Test
    void processesOnCoresOfTheirOwnGoTogether() {
        String cores = Machines.TEXT.replace("count: 1,", "count: 2,");

        assertThat(problems(TWO.replace("[0]", "[1]"), cores)).isEmpty();
    }
}
