package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens between a core and the rest of the machine though the core itself makes no event. */
class RunAheadTest {
    private static RunResult run(String caches, String memory, long warmUp) {
        String machine = """
                machine: shared
                cores: {count: 1, kind: out-of-order, clock: 1 GHz}
                caches: {%s}
                memory: %s
                """.formatted(caches, memory);
        String workload = """
                workload: loads
                processes:
                  - {name: p, cores: [0], program: {kind: uniform, footprint: 2 KiB}, references: 100000}
                """;
        MachineSpec spec = new MachineReader(Catalogs.standard())
                .read(Source.text("machine.yaml", Path.of(""), machine), List.of())
                .spec();
        return Machine.build(
                        spec,
                        new WorkloadReader(Catalogs.standard())
                                .read(Source.text("workload.yaml", Path.of(""), workload), List.of())
                                .spec(),
                        new RunOptions(1, warmUp, Long.MAX_VALUE))
                .run();
    }

    private static long counted(RunResult result, String component, String metric) {
        Term term = new Term(component, metric);
        return result.end().counter(term) - result.border().counter(term);
    }

    @Test
    void linkBeforeASharedFirstLevelHoldsEveryHitBack() {
        String caches = "l1: {shared: true, serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B,"
                + " latency: 4 cycles, link: {latency: 8 cycles, width: 1 B}}";
        RunResult result = run(caches, "{kind: fixed, latency: 80 ns}", 1000);

        assertThat(counted(result, "core0", "cycles"))
                .as("8 B a load, 1 B a cycle")
                .isGreaterThan(790_000);
    }

    @Test
    void refreshesGoOnWhileEverythingHits() {
        String caches =
                "l1: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 1 cycles}";
        RunResult result = run(caches, "{device: ddr4-2400r-8gb-x8}", 400_000);
        long picoseconds = result.end().time() - result.border().time();

        assertThat(counted(result, "memory.channel0", "refreshes"))
                .isBetween(picoseconds / 7_800_000 - 1, picoseconds / 7_800_000 + 1);
    }
}
