package dev.ziggurat.os.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.os.ReferenceTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The buddy system on the reference operations: every column of every step exactly. */
final class BuddyReferenceTest {
    /** A block that is allocated: where, and what was asked for. */
    private record Block(long frame, int order, long request) {}

    static Stream<String> cases() {
        return ReferenceTables.rows("buddy_probe_order.csv").stream().map(row -> row.get("case_id"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyStepComesOutExactly(String name) {
        List<Map<String, String>> operations = of(name, "buddy_ops.csv.gz");
        List<Map<String, String>> expected = of(name, "buddy_expected.csv.gz");
        int smallest = number(operations.get(0), "m");
        int maxOrder = number(operations.get(0), "k") - smallest;
        int probe = Math.min(number(of(name, "buddy_probe_order.csv").get(0), "probe_order"), maxOrder);
        BuddyFrames buddy = new BuddyFrames.Spec(maxOrder).buddy(1L << maxOrder);
        Map<String, Block> blocks = new HashMap<>();
        for (int step = 0; step < operations.size(); step++) {
            String result = apply(operations.get(step), smallest, buddy, blocks);

            assertThat(columns(result, buddy, smallest, probe, blocks))
                    .as("%s step %d", name, step)
                    .containsExactly(
                            expected.get(step).get("result"),
                            expected.get(step).get("free_bytes"),
                            expected.get(step).get("internal_frag_bytes"),
                            expected.get(step).get("free_blocks_by_order"),
                            expected.get(step).get("splits"),
                            expected.get(step).get("merges"),
                            expected.get(step).get("unusable_permille"));
            assertThat(buddy.free() + buddy.used()).isEqualTo(buddy.total());
        }
    }

    private static String apply(
            Map<String, String> operation, int smallest, BuddyFrames buddy, Map<String, Block> blocks) {
        String id = operation.get("block_id");
        if (operation.get("op").equals("free")) {
            Block block = blocks.remove(id);
            if (block == null) {
                return "NOTALLOCATED";
            }
            buddy.free(block.frame, block.order);
            return "OK";
        }
        long request = Long.parseLong(operation.get("size"));
        int order = 0;
        while (1L << (smallest + order) < request) {
            order++;
        }
        long frame = buddy.allocate(order);
        if (frame == FrameAllocator.NONE) {
            return "FAIL";
        }
        blocks.put(id, new Block(frame, order, request));
        return Long.toString(frame << smallest);
    }

    private static List<String> columns(
            String result, BuddyFrames buddy, int smallest, int probe, Map<String, Block> blocks) {
        int maxOrder = Long.numberOfTrailingZeros(buddy.total());
        long internal = blocks.values().stream()
                .mapToLong(block -> (1L << (smallest + block.order)) - block.request)
                .sum();
        String byOrder = IntStream.rangeClosed(0, maxOrder)
                .mapToObj(order -> Long.toString(buddy.freeBlocks(order)))
                .collect(Collectors.joining(" "));
        return List.of(
                result,
                Long.toString(buddy.free() << smallest),
                Long.toString(internal),
                byOrder,
                Long.toString(buddy.splits()),
                Long.toString(buddy.merges()),
                Long.toString(buddy.unusablePermille(probe)));
    }

    private static List<Map<String, String>> of(String name, String file) {
        return ReferenceTables.rows(file).stream()
                .filter(row -> name.equals(row.get("case_id")))
                .toList();
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }
}
