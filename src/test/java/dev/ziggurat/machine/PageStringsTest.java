package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.os.ReferenceTables;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The strings of page replacement through the whole machine: an in-order core, page tables, a kernel, a disk. Every row of the reference has exactly its
 * faults, evictions and dirty evictions; what the disk takes in between changes none of them.
 */
final class PageStringsTest {
    private static final String MACHINE = """
            machine: strings
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            translation:
              format: x86-64
              walks-enter: l1d
              tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 1 cycle}
            memory: {kind: fixed, latency: 50 ns, size: 16 MiB}
            storage: {nvme0: {device: nvme-mlc}}
            os: {memory: 3 frames, swap: {device: nvme0, size: 64 MiB}}
            """;

    private static final Map<String, String> POLICIES =
            Map.of("FIFO", "fifo", "LRU", "lru", "CLOCK1", "clock", "OPT", "opt");

    @TempDir
    private Path folder;

    static Stream<String> strings() {
        return ReferenceTables.rows("replacement_expected.csv").stream()
                .map(row -> row.get("string_id"))
                .distinct();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic20", "belady12", "loop_a"})
    void shortStringsComeOutExactly(String name) throws IOException {
        everyRowComesOutExactly(name);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("strings")
    void everyRowComesOutExactly(String name) throws IOException {
        Path file = folder.resolve(name + ".txt.gz");
        try (InputStream packed = Objects.requireNonNull(
                PageStringsTest.class.getResourceAsStream("/reference/os/strings/" + name + ".txt.gz"))) {
            Files.copy(packed, file);
        }
        for (Map<String, String> row : ReferenceTables.rows("replacement_expected.csv")) {
            if (name.equals(row.get("string_id"))) {
                RunResult result = run(file, row);
                assertThat(result.status()).as("%s: %s", row, result.message()).isEqualTo(RunResult.Status.OK);
                assertThat(List.of(
                                count(result, "minor_faults") + count(result, "major_faults"),
                                count(result, "evictions"),
                                count(result, "dirty_evictions"),
                                count(result, "swap_outs")))
                        .as("%s", row)
                        .isEqualTo(Stream.of("faults", "evictions", "dirty_evictions", "dirty_evictions")
                                .map(column -> Long.parseLong(row.get(column)))
                                .toList());
            }
        }
    }

    private static long count(RunResult result, String metric) {
        return result.end().counter(new Term("os", metric));
    }

    private RunResult run(Path file, Map<String, String> row) {
        MachineSpec machine = new MachineReader(Catalogs.standard())
                .read(
                        Source.text("m.yaml", folder, MACHINE),
                        List.of(
                                Setting.parse("os.memory=" + row.get("frames") + " frames"),
                                Setting.parse("os.page-replacement=" + POLICIES.get(row.get("algorithm")))))
                .spec();
        String text = "workload: w\nprocesses: [{name: p, program: {kind: trace, file: " + file.getFileName()
                + ", format: pages, on-end: stop}}]\n";
        WorkloadSpec workload = new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", folder, text), List.of())
                .spec();
        return Machine.build(machine, workload, RunOptions.DEFAULT).run();
    }
}
