package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.os.ReferenceTables;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of first, best, worst and next fit through the whole machine: each is a script of system calls, which expects after every step where the
 * segment lies, how many holes there are, what is free, the largest hole and the external fragmentation. A memory that is no whole number of
 * frames has what is beyond its end reserved.
 */
final class SegmentFitsTest {
    private static final String MACHINE = """
            machine: fits
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            translation: {format: segmented, walks-enter: l1d}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 1 cycle}
            memory: {kind: fixed, latency: 50 ns, size: 16 MiB}
            os: {memory: 1 frame, segments: {fit: first, compaction: never, granule: 1 B}}
            """;

    private static final int FRAME = 4096;
    private static final String NO_MEMORY = "0xfffffffffffffff4";
    private static final String INVALID = "0xffffffffffffffea";

    @TempDir
    private Path folder;

    static Stream<List<String>> cases() {
        return ReferenceTables.rows("segments_expected.csv.gz").stream()
                .map(row -> List.of(row.get("case_id"), row.get("policy")))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyStepComesOutExactly(List<String> of) throws IOException {
        List<Map<String, String>> steps = rows("segments_ops.csv.gz", of);
        long size = Long.parseLong(steps.get(0).get("memory_size"));
        long frames = (size + FRAME - 1) / FRAME;
        List<Map<String, String>> expected = ReferenceTables.rows("segments_expected.csv.gz").stream()
                .filter(row -> row.get("case_id").equals(of.get(0))
                        && row.get("policy").equals(of.get(1)))
                .toList();
        assertThat(expected).hasSameSizeAs(steps);

        RunResult result = run(script(of, steps, expected, size), of.get(1), frames);

        assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        assertThat(result.end().counter(new Term("os", "system_calls"))).isGreaterThan(5L * steps.size());
        long failed = expected.stream()
                .filter(row -> row.get("result").equals("FAIL"))
                .count();
        assertThat(result.end().counter(new Term("os.segments", "failures"))).isEqualTo(failed);
    }

    private static List<Map<String, String>> rows(String file, List<String> of) {
        return ReferenceTables.rows(file).stream()
                .filter(row -> row.get("case_id").equals(of.get(0)))
                .toList();
    }

    private static String script(
            List<String> of, List<Map<String, String>> steps, List<Map<String, String>> expected, long size) {
        StringBuilder script = new StringBuilder();
        long beyond = -size & (FRAME - 1);
        if (beyond > 0) {
            script.append("call reserve " + size + " " + beyond + "\n");
        }
        for (Map<String, String> block : rows("segments_initial_blocks.csv", of)) {
            script.append("call reserve " + block.get("address") + " " + block.get("size") + "\n");
        }
        for (int i = 0; i < steps.size(); i++) {
            step(script, steps.get(i), expected.get(i));
            expect(script, "segment-holes", expected.get(i).get("holes"));
            expect(script, "segment-free", expected.get(i).get("free_total"));
            expect(script, "segment-largest-hole", expected.get(i).get("largest_hole"));
            String fragmentation = expected.get(i).get("ext_frag");
            expect(
                    script,
                    "segment-fragmentation",
                    new BigDecimal(fragmentation)
                            .movePointRight(6)
                            .toBigIntegerExact()
                            .toString());
        }
        return script.toString();
    }

    private static void step(StringBuilder script, Map<String, String> step, Map<String, String> expected) {
        String block = "b" + step.get("block_id");
        String result = expected.get("result");
        if (step.get("op").equals("alloc")) {
            script.append(block + " = call create-segment " + step.get("size") + " 3\n");
            if (result.equals("FAIL")) {
                script.append("expect " + block + " " + NO_MEMORY + "\n");
            } else {
                expect(script, "segment-base " + block, result);
            }
        } else {
            expect(script, "delete-segment " + block, result.equals("OK") ? "0" : INVALID);
        }
    }

    private static void expect(StringBuilder script, String call, String value) {
        script.append("x = call " + call + "\nexpect x " + value + "\n");
    }

    private RunResult run(String script, String fit, long frames) throws IOException {
        Files.writeString(folder.resolve("steps.txt"), script);
        MachineSpec machine = new MachineReader(Catalogs.standard())
                .read(
                        Source.text("m.yaml", folder, MACHINE),
                        List.of(
                                Setting.parse("os.memory=" + frames + " frames"),
                                Setting.parse("os.segments.fit=" + fit)))
                .spec();
        String text = "workload: w\nprocesses: [{name: p, program: {kind: script, file: steps.txt}}]\n";
        WorkloadSpec workload = new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", folder, text), List.of())
                .spec();
        return Machine.build(machine, workload, RunOptions.DEFAULT).run();
    }
}
