package dev.ziggurat.storage.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of a drive against those of the JDK. */
final class TablesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void leastRecentlyUsedIsThatOfALinkedHashMap(long seed) {
        Random random = new Random(seed);
        int capacity = 1 + random.nextInt(200);
        LruTable table = new LruTable(capacity);
        LinkedHashMap<Long, Integer> naive = new LinkedHashMap<>(16, 0.75f, true);
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(2 * capacity) * (seed == 1 ? 1L : 1L << 32);
            int slot = table.find(key);
            assertThat(slot != LruTable.NONE).as("seed %d", seed).isEqualTo(naive.containsKey(key));
            if (slot == LruTable.NONE) {
                if (table.full()) {
                    long oldest = naive.keySet().iterator().next();
                    assertThat(table.key(table.oldest())).as("seed %d", seed).isEqualTo(oldest);
                    table.remove(table.oldest());
                    naive.remove(oldest);
                }
                naive.put(key, table.add(key));
            } else if (random.nextInt(4) == 0) {
                table.remove(slot);
                naive.remove(key);
            } else {
                assertThat(slot).isEqualTo(naive.get(key));
                table.touch(slot);
            }
            assertThat(table.size()).isEqualTo(naive.size()).isLessThanOrEqualTo(table.slots());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void timelineIsASortedList(long seed) {
        Random random = new Random(seed);
        Timeline timeline = new Timeline();
        List<long[]> naive = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (naive.isEmpty() || random.nextInt(naive.size() > 200 ? 4 : 2) == 0) {
                long time = random.nextInt(100);
                timeline.add(time, i);
                naive.add(new long[] {time, i});
            } else {
                long[] first = naive.stream()
                        .min(Comparator.<long[]>comparingLong(each -> each[0]).thenComparingLong(each -> each[1]))
                        .orElseThrow();
                naive.remove(first);
                assertThat(timeline.next()).as("seed %d", seed).isEqualTo(first[0]);
                assertThat(timeline.poll()).as("seed %d", seed).isEqualTo((int) first[1]);
            }
        }
        assertThat(timeline.next() == Timeline.NEVER).isEqualTo(naive.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sparseNumbersAreAMap(long seed) {
        Random random = new Random(seed);
        long size = 5_000_000_000L;
        SparseLongs sparse = new SparseLongs(size);
        Map<Long, Long> naive = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            long index = random.nextBoolean() ? random.nextInt(1000) : size - 1 - random.nextInt(600_000);
            assertThat(sparse.at(index)).as("seed %d", seed).isEqualTo(naive.getOrDefault(index, 0L));
            sparse.set(index, i);
            naive.put(index, (long) i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void ringIsAQueue(long seed) {
        Random random = new Random(seed);
        IntFifo fifo = new IntFifo();
        ArrayDeque<Integer> naive = new ArrayDeque<>();
        for (int i = 0; i < 5000; i++) {
            if (naive.isEmpty() || random.nextInt(5) > 1) {
                fifo.add(i);
                naive.add(i);
            } else {
                assertThat(fifo.peek()).isEqualTo(naive.element());
                assertThat(fifo.poll()).as("seed %d", seed).isEqualTo(naive.remove());
            }
            assertThat(fifo.size()).isEqualTo(naive.size());
        }
    }
}
