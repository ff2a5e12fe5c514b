package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LargestFirstTest {
    @Test
    void agreesWithAPriorityQueue() {
        Random random = new Random(5);
        LargestFirst heap = new LargestFirst(100);
        PriorityQueue<Long> queue = new PriorityQueue<>(Comparator.reverseOrder());
        for (int i = 0; i < 20_000; i++) {
            if (heap.overfull() || (!heap.isEmpty() && random.nextInt(3) == 0)) {
                assertThat(heap.largest()).isEqualTo(queue.peek());
                assertThat(heap.take()).isEqualTo(-queue.poll());
            } else {
                long number = random.nextInt(1000);
                heap.add(-number, number);
                queue.add(number);
            }
            assertThat(heap.isEmpty()).isEqualTo(queue.isEmpty());
        }
    }
}
