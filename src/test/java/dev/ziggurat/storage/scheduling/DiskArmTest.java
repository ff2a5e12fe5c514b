package dev.ziggurat.storage.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.storage.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders and movements of the arm as textbooks give them: all requests there at the start, the first sweep upwards. */
final class DiskArmTest {
    private static final Map<String, IoSchedulerSpec> POLICIES = Map.of(
            "FCFS", new Fcfs.Spec(), "SSTF", new Sstf.Spec(), "LOOK", new Look.Spec(), "C-LOOK", new CLook.Spec());

    static Stream<Reference.Row> cases() {
        return Reference.rows("disk_arm.csv").stream()
                .filter(row -> POLICIES.containsKey(row.text("policy")))
                .filter(row -> !row.text("direction").equals("down"));
    }

    private record Waiting(List<Long> blocks) implements WaitingRequests {
        @Override
        public int size() {
            return blocks.size();
        }

        @Override
        public long block(int index) {
            return blocks.get(index);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void armMovesAsInTheTable(Reference.Row row) {
        IoScheduler scheduler = POLICIES.get(row.text("policy")).create();
        List<Long> left = new ArrayList<>(numbers(row.text("requests")));
        List<Long> order = new ArrayList<>();
        long position = (long) row.number("head");
        long movement = 0;
        while (!left.isEmpty()) {
            long next = left.remove(scheduler.next(new Waiting(left), position));
            movement += Math.abs(next - position);
            position = next;
            order.add(next);
        }
        assertThat(order).isEqualTo(numbers(row.text("service_order")));
        assertThat(movement).isEqualTo((long) row.number("total_movement"));
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Long::valueOf).toList();
    }
}
