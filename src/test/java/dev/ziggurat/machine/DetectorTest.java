package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.os.ReferenceTables;
import dev.ziggurat.runtime.detector.Verdict;
import dev.ziggurat.stats.Statistic.Term;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory errors of programs on whole machines, and the exact tables of them. */
@SuppressWarnings("NullAway") // every column is there
final class DetectorTest {
    private static final long BASE = 1L << 36;

    @TempDir
    private Path folder;

    private static String runtime(String heap, String detector) {
        return "{kind: native, heap: {kind: " + heap + ", size: 1 MiB}, detector: {kind: redzones, " + detector + "}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"mem_a", "mem_b"})
    void everyAccessAndFreeIsJudgedAsTheTableSays(String name) throws IOException {
        Map<String, String> leaks = ReferenceTables.rows("memcheck_leaks.csv").stream()
                .filter(row -> row.get("case_id").equals(name))
                .findFirst()
                .orElseThrow();
        StringBuilder script = new StringBuilder();
        Map<String, Long> verdicts = new HashMap<>();
        for (Map<String, String> row : ReferenceTables.rows("memcheck_trace.csv")) {
            if (row.get("case_id").equals(name)) {
                script.append(step(row));
                verdicts.merge(row.get("verdict"), 1L, Long::sum);
            }
        }
        script.append("n = call find-leaks\nexpect n " + leaks.get("leaked_blocks") + "\n");
        HeapRun run = HeapRun.bare(
                folder,
                runtime(
                        "bump",
                        "on-error: continue, redzone: " + leaks.get("redzone") + " B, quarantine: "
                                + leaks.get("quarantine_bytes") + " B"),
                script.toString());
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        for (Verdict each : Verdict.values()) {
            String text = each.name().toLowerCase(Locale.ROOT);
            if (each != Verdict.OK) {
                assertThat(run.result().end().counter(new Term("process.p.detector", text)))
                        .as(text)
                        .isEqualTo(verdicts.getOrDefault(text.replace('_', '-'), 0L));
            }
        }
        String lost = "process 'p': " + leaks.get("leaked_bytes") + " B in " + leaks.get("leaked_blocks")
                + " blocks from site 0 are lost: nothing leads to them";
        assertThat(run.result().notes()).anyMatch(note -> note.startsWith(lost));
    }

    private static String step(Map<String, String> row) {
        int verdict = Verdict.valueOf(
                        row.get("verdict").toUpperCase(Locale.ROOT).replace('-', '_'))
                .ordinal();
        String judged = "v = call verdict\nexpect v " + verdict + "\n";
        return switch (row.get("op")) {
            case "malloc" ->
                "b = call malloc " + row.get("bytes") + "\nexpect b "
                        + (BASE + Long.parseLong(row.get("returned_address"))) + "\n";
            case "free" -> "call free " + (BASE + Long.parseLong(row.get("address_or_id"))) + "\n" + judged;
            default ->
                "load " + (BASE + Long.parseLong(row.get("address_or_id"))) + " " + row.get("bytes") + "\n" + judged;
        };
    }

    /** Under every allocator, with an operating system. */
    @ParameterizedTest
    @ValueSource(strings = {"bump", "free-list", "block-list", "buddy", "size-classes"})
    void tellsSiteBlockAndDistance(String heap) throws IOException {
        String script = """
                call site 7
                a = call malloc 41
                store a+40 1
                load a+44 4
                call free a
                store a 8
                call free a
                call site 8
                b = call malloc 8
                call poke 0x600000 b
                call poke b b
                c = call malloc 24
                call poke b c+8
                d = call malloc 100
                n = call find-leaks
                expect n 1
                """;
        HeapRun run = HeapRun.system(folder, runtime(heap, "on-error: continue"), script);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        List<String> notes = run.result().notes();
        assertThat(notes).hasSize(4);
        assertThat(notes.get(0))
                .matches("process 'p': overflow: load of 4 B at 0x[0-9a-f]+, 3 B behind the block of 41 B at"
                        + " 0x[0-9a-f]+ from site 7");
        assertThat(notes.get(1))
                .contains("use-after-free: store of 8 B")
                .contains("0 B inside the freed block of 41 B");
        assertThat(notes.get(2)).contains("double-free: free of 0x");
        assertThat(notes.get(3))
                .startsWith("process 'p': 100 B in 1 blocks from site 8 are lost: nothing leads to them");
    }

    @Test
    void stopsTheProgramAtTheFirstError() throws IOException {
        String script = "a = call malloc 8\nload a+8 1\nload a\n";
        HeapRun run = HeapRun.bare(folder, runtime("bump", "quarantine: 1 KiB"), script);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.result().end().counter(new Term("process.p.detector", "checks")))
                .isEqualTo(1);
        assertThat(run.value("process.p", "end")).isEqualTo("exit");
    }

    private static final String GUARDED = """
            call site 3
            a = call malloc 100
            store a
            store a+96 4
            b = call malloc 5000
            load b+4992 8
            %s
            load a
            """;

    /** The hardware finds it: what is behind a block, or in one that was given back, has no rights. */
    @ParameterizedTest
    @ValueSource(strings = {"load a+112 8", "call free a\nstore a+8 8"})
    void guardPagesEndTheProgramThatTouchesThem(String access) throws IOException {
        HeapRun run = HeapRun.system(
                folder,
                "{kind: native, heap: {kind: bump, size: 1 MiB}, detector: guard-pages}",
                GUARDED.formatted(access));
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.value("process.p", "end")).isEqualTo("segmentation violation");
        assertThat(run.result().notes().get(1)).contains("block of 100 B").contains("from site 3");
    }

    /** What lies outside of the heap has no shadow to look at. */
    @Test
    void anAccessAcrossEitherEndOfTheHeapIsWild() throws IOException {
        String script = """
                load %d 8
                v = call verdict
                expect v 4
                store %d 8
                v = call verdict
                expect v 4
                """.formatted(BASE - 4, BASE + (1 << 20) - 4);
        HeapRun run = HeapRun.system(folder, runtime("free-list", "on-error: continue"), script);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.value("process.p", "end")).isEqualTo("exit");
        assertThat(run.result().end().counter(new Term("process.p.detector", "shadow_references")))
                .isEqualTo(2);
    }

    @Test
    void guardPagesMapNothingWithoutASlot() throws IOException {
        String script = """
                a = call malloc 100
                b = call malloc 100
                c = call malloc 100
                expect c 0
                call free a
                c = call malloc 100
                expect c 0
                store b 8
                """;
        HeapRun run = HeapRun.system(
                folder,
                "{kind: native, heap: {kind: bump, size: 1 MiB}, detector: {kind: guard-pages, slots: 2}}",
                script);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.value("process.p", "end")).isEqualTo("exit");
        assertThat(run.result().end().counter(new Term("process.p.detector", "mapped_bytes")))
                .isEqualTo(2 * 8192);
        assertThat(run.result().end().counter(new Term("process.p.detector", "system_calls")))
                .isEqualTo(2 * 2 + 1);
    }

    @Test
    void guardPagesLetAProgramGoOnThatIsToldTo() throws IOException {
        String wrong = """
                load b+5000 16
                v = call verdict
                expect v 2
                call free b
                x = call free b
                v = call verdict
                expect v 5
                store b 8
                v = call verdict
                expect v 1
                """;
        HeapRun run = HeapRun.system(
                folder,
                "{kind: native, heap: {kind: bump, size: 1 MiB}, detector: {kind: guard-pages, on-error: continue}}",
                GUARDED.formatted(wrong));
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.value("process.p", "end")).isEqualTo("exit");
        assertThat(run.result().notes()).hasSize(3);
    }
}
