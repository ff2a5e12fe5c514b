package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.os.ReferenceTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact tables of contiguous allocation, each row by a script on a whole machine: the script expects what the table says. */
@SuppressWarnings("NullAway") // every column is there
final class HeapTablesTest {
    private static final long BASE = 1L << 36;

    private static final List<Map<String, String>> OPERATIONS = ReferenceTables.rows("segments_ops.csv.gz");
    private static final List<Map<String, String>> EXPECTED = ReferenceTables.rows("segments_expected.csv.gz");

    @TempDir
    private Path folder;

    static Stream<Arguments> fits() {
        return Stream.of("textbook_holes", "rand_small", "rand_dense", "rand_pages")
                .flatMap(name -> Stream.of("first", "best", "worst", "next").map(fit -> Arguments.of(name, fit)));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void everyFitPlacesBlocksAsTheTableSays(String name, String fit) throws IOException {
        StringBuilder script = new StringBuilder();
        for (Map<String, String> block : ReferenceTables.rows("segments_initial_blocks.csv")) {
            if (block.get("case_id").equals(name)) {
                long address = BASE + Long.parseLong(block.get("address"));
                script.append("r = call reserve " + address + " " + block.get("size") + "\nexpect r " + address + "\n");
            }
        }
        Map<String, Map<String, String>> expected = new HashMap<>();
        EXPECTED.stream()
                .filter(row ->
                        row.get("case_id").equals(name) && row.get("policy").equals(fit))
                .forEach(row -> expected.put(row.get("step"), row));
        List<Map<String, String>> operations = OPERATIONS.stream()
                .filter(row -> row.get("case_id").equals(name))
                .toList();
        assertThat(expected).hasSameSizeAs(operations);
        operations.forEach(row -> step(script, row, expected.get(row.get("step"))));
        String size = operations.get(0).get("memory_size");
        HeapRun run = HeapRun.bare(
                folder,
                "{kind: native, heap: {kind: block-list, granule: 1 B, fit: " + fit + ", size: " + size + " B}}",
                script.toString());
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        long failures = expected.values().stream()
                .filter(row -> row.get("result").equals("FAIL"))
                .count();
        assertThat(run.heap("failures")).isEqualTo(failures);
    }

    private static void step(StringBuilder script, Map<String, String> operation, Map<String, String> expected) {
        String block = "b" + operation.get("block_id");
        String result = expected.get("result");
        if (operation.get("op").equals("alloc")) {
            long answer = result.equals("FAIL") ? 0 : BASE + Long.parseLong(result);
            script.append(
                    block + " = call malloc " + operation.get("size") + "\nexpect " + block + " " + answer + "\n");
        } else {
            script.append("ok = call free " + block + "\nexpect ok 0\n");
            script.append(result.equals("NOTALLOCATED") ? "expect " + block + " 0\n" : "");
        }
        figure(script, "mallinfo-holes", expected.get("holes"));
        figure(script, "mallinfo-free", expected.get("free_total"));
        figure(script, "mallinfo-largest", expected.get("largest_hole"));
        assertThat(fragmentation(expected)).isEqualByComparingTo(expected.get("ext_frag"));
    }

    private static void figure(StringBuilder script, String call, String value) {
        script.append("x = call " + call + "\nexpect x " + value + "\n");
    }

    /** What the script's own figures say, as the table rounds it. */
    private static BigDecimal fragmentation(Map<String, String> row) {
        BigDecimal free = new BigDecimal(row.get("free_total"));
        return free.signum() == 0
                ? free
                : BigDecimal.ONE
                        .subtract(new BigDecimal(row.get("largest_hole")).divide(free, 20, RoundingMode.HALF_EVEN))
                        .setScale(6, RoundingMode.HALF_EVEN);
    }

    static Stream<Arguments> buddies() {
        return ReferenceTables.rows("buddy_probe_order.csv").stream()
                .map(row -> Arguments.of(row.get("case_id"), Integer.parseInt(row.get("probe_order"))));
    }

    @ParameterizedTest
    @MethodSource("buddies")
    void everyBuddyIsSplitAndMergedAsTheTableSays(String name, int probe) throws IOException {
        List<Map<String, String>> operations = ReferenceTables.rows("buddy_ops.csv.gz").stream()
                .filter(row -> row.get("case_id").equals(name))
                .toList();
        List<Map<String, String>> expected = ReferenceTables.rows("buddy_expected.csv.gz").stream()
                .filter(row -> row.get("case_id").equals(name))
                .toList();
        assertThat(expected).hasSameSizeAs(operations);
        int k = Integer.parseInt(operations.get(0).get("k"));
        int m = Integer.parseInt(operations.get(0).get("m"));
        StringBuilder script = new StringBuilder();
        long asked = 0;
        Map<String, Long> sizes = new HashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            asked += buddyStep(script, operations.get(i), expected.get(i), sizes);
            figure(script, "mallinfo-free", expected.get(i).get("free_bytes"));
            figure(
                    script,
                    "mallinfo-taken",
                    Long.toString(asked + Long.parseLong(expected.get(i).get("internal_frag_bytes"))));
            figure(script, "mallinfo-live", Long.toString(asked));
            figure(script, "mallinfo-splits", expected.get(i).get("splits"));
            figure(script, "mallinfo-merges", expected.get(i).get("merges"));
            figure(
                    script,
                    "mallinfo-unusable " + (1L << (m + Math.min(probe, k - m))),
                    expected.get(i).get("unusable_permille"));
            int order = 0;
            for (String count :
                    List.of(expected.get(i).get("free_blocks_by_order").split(" ", -1))) {
                figure(script, "mallinfo-holes-of " + (1L << (m + order++)), count);
            }
            assertThat(order).isEqualTo(k - m + 1);
        }
        HeapRun run = HeapRun.bare(
                folder,
                "{kind: native, heap: {kind: buddy, size: " + (1L << k) + " B, smallest: " + (1L << m) + " B}}",
                script.toString());
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
    }

    /** Returns by how much more is asked for after a step. */
    private static long buddyStep(
            StringBuilder script, Map<String, String> row, Map<String, String> expected, Map<String, Long> sizes) {
        String block = "b" + row.get("block_id");
        String result = expected.get("result");
        if (row.get("op").equals("alloc")) {
            boolean failed = result.equals("FAIL");
            long bytes = failed ? 0 : Long.parseLong(row.get("size"));
            script.append(block + " = call malloc " + row.get("size") + "\n");
            script.append("expect " + block + " " + (failed ? 0 : BASE + Long.parseLong(result)) + "\n");
            sizes.put(block, bytes);
            return bytes;
        }
        script.append("ok = call free " + block + "\nexpect ok 0\n");
        return -sizes.getOrDefault(block, 0L);
    }

    @Test
    void everySizeHasTheClassThatTheTableSays() throws IOException {
        StringBuilder script = new StringBuilder();
        for (Map<String, String> row : ReferenceTables.rows("size_classes.csv")) {
            script.append("b = call malloc " + row.get("request") + "\n");
            script.append("x = call malloc_usable_size b\nexpect x " + row.get("class_size") + "\n");
            figure(script, "mallinfo-taken", row.get("class_size"));
            script.append("call free b\n");
        }
        HeapRun run =
                HeapRun.bare(folder, "{kind: native, heap: {kind: size-classes, size: 64 MiB}}", script.toString());
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
    }
}
