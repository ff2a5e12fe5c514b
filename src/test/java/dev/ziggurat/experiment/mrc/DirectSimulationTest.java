package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.mrc.MissRatioStudy.Question;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.RunLimits;
import dev.ziggurat.experiment.run.Watch;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One pass gives what machines with one fully associative LRU cache count, size by size. */
final class DirectSimulationTest {
    private static final Source MACHINE = Source.text("m.yaml", Path.of(""), """
            machine: one-cache
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            caches:
              l1i: {serves: fetch, below: memory, size: 64 B, ways: 1, line: 64 B, latency: 1 cycle}
              l1d: {serves: data, below: memory, size: 64 B, ways: 1, line: 64 B, latency: 1 cycle, replacement: lru}
            memory: {kind: fixed, latency: 10 ns}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: uniform, footprint: 100 KiB, stride: 24 B, access: 40 B, stores: 30 %}, references: 30000",
                "{kind: zipf, footprint: 1 MiB, theta: 0.9, stores: 20 %}, references: 40000",
                "{kind: pointer-chase, footprint: 20 KiB, stores: 10 %}, references: 20000",
                "{kind: stream, kernel: triad, footprint: 24 KiB}, references: 20000",
                "{kind: gups, footprint: 64 KiB}, references: 20000",
                "{kind: matrix-multiply, n: 24, order: blocked, tile: 8}",
                "{kind: recursion, depth: 12, shape: fibonacci}, references: 20000"
            })
    void missesAreThoseOfACacheOfEachSize(String program) {
        Source workload = Source.text(
                "w.yaml", Path.of(""), "workload: x\nprocesses:\n  - {name: p, program: " + program + "}\n");
        Curve curve = curve(workload);
        for (int lines : new int[] {1, 3, 31, 64, 512}) {
            Map<String, Long> counted = simulate(workload, lines);
            assertThat(counted.get("accesses")).isEqualTo(curve.accesses());
            assertThat(counted.get("misses"))
                    .as("%d lines", lines)
                    .isEqualTo(curve.at(lines).misses());
        }
    }

    private static Curve curve(Source workload) {
        Question question = new Question(new Cut(new ByteSize(64), Cut.Of.DATA), new Sampling.Exact(), 1, 0, null);
        return new MissRatioStudy(
                        new WorkloadReader(Catalogs.standard())
                                .read(workload, List.of())
                                .spec()
                                .processes(),
                        question,
                        new Pulse())
                .run()
                .get(0)
                .curve();
    }

    private static Map<String, Long> simulate(Source workload, int lines) {
        List<Setting> settings = List.of(
                Setting.parse("caches.l1d.size=" + 64 * lines + " B"), Setting.parse("caches.l1d.ways=" + lines));
        Outcome outcome = new MachineLaboratory()
                .prepare(MACHINE, workload, settings)
                .simulate(new RunLimits(1, 0, Long.MAX_VALUE), new Watch(new Pulse(), null, List.of()));
        return Map.of(
                "accesses", value(outcome, "read_accesses") + value(outcome, "write_accesses"),
                "misses", value(outcome, "read_misses") + value(outcome, "write_misses"));
    }

    private static long value(Outcome outcome, String metric) {
        return outcome.rows().stream()
                .filter(row -> row.name().equals("l1d." + metric))
                .mapToLong(row -> Long.parseLong(row.value()))
                .findFirst()
                .orElseThrow();
    }
}
