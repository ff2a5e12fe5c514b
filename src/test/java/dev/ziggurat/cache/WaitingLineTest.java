package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.MemoryRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WaitingLineTest {
    @Test
    void doesWhatAQueueOfTheLibraryDoes() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            WaitingLine line = new WaitingLine();
            Deque<MemoryRequest> expected = new ArrayDeque<>();
            List<MemoryRequest> outside = new ArrayList<>();
            for (int slot = 0; slot < 8; slot++) {
                outside.add(new MemoryRequest((request, time) -> {}, slot));
            }
            List<MemoryRequest> all = List.copyOf(outside);
            for (int step = 0; step < 200; step++) {
                MemoryRequest any = all.get(random.nextInt(all.size()));
                switch (random.nextInt(4)) {
                    case 0 -> outside.addAll(taken(line, expected));
                    case 1 -> {
                        boolean stood = expected.remove(any);
                        assertThat(line.remove(any)).as("seed " + seed).isEqualTo(stood);
                        outside.addAll(stood ? List.of(any) : List.of());
                    }
                    default -> come(line, expected, outside, random);
                }
                assertThat(line.size()).as("seed " + seed).isEqualTo(expected.size());
                assertThat(line.isEmpty()).isEqualTo(expected.isEmpty());
                assertThat(line.first()).isSameAs(expected.peekFirst());
                assertThat(line.contains(any)).isEqualTo(expected.contains(any));
                List<MemoryRequest> linked = new ArrayList<>();
                for (MemoryRequest each = line.first(); each != null; each = each.next) {
                    linked.add(each);
                }
                assertThat(linked).as("seed " + seed).containsExactlyElementsOf(expected);
                assertThat(outside).as("seed " + seed).allMatch(each -> each.next == null);
            }
        }
    }

    private static List<MemoryRequest> taken(WaitingLine line, Deque<MemoryRequest> expected) {
        MemoryRequest first = line.takeFirst();
        assertThat(first).isSameAs(expected.pollFirst());
        return first == null ? List.of() : List.of(first);
    }

    private static void come(
            WaitingLine line, Deque<MemoryRequest> expected, List<MemoryRequest> outside, SplittableRandom random) {
        if (outside.isEmpty()) {
            return;
        }
        MemoryRequest request = outside.remove(random.nextInt(outside.size()));
        if (random.nextInt(3) == 0) {
            line.putBack(request);
            expected.addFirst(request);
        } else {
            line.addLast(request);
            expected.addLast(request);
        }
    }
}
