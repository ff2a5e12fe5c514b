package dev.ziggurat.runtime.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host knows of holes and blocks, against sorted maps. */
final class HolesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theLargestHoleIsAtHand(long seed) {
        Random random = new Random(seed);
        Holes holes = new Holes();
        TreeMap<Long, Long> naive = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            long start = 16L * (1 + random.nextInt(400));
            if (naive.containsKey(start)) {
                assertThat(holes.remove(start)).isEqualTo(naive.remove(start));
            } else {
                long size = 1L + random.nextInt(50);
                holes.add(start, size);
                naive.put(start, size);
            }
            assertThat(holes.count()).isEqualTo(naive.size());
            assertThat(holes.largest()).isEqualTo(naive.isEmpty() ? 0L : (long) Collections.max(naive.values()));
            assertThat(holes.bytes())
                    .isEqualTo(
                            naive.values().stream().mapToLong(Long::longValue).sum());
        }
        long least = random.nextInt(50);
        assertThat(holes.bytesFrom(least))
                .isEqualTo(naive.values().stream()
                        .mapToLong(Long::longValue)
                        .filter(size -> size >= least)
                        .sum());
        assertThat(holes.countOf(7))
                .isEqualTo(naive.values().stream().filter(size -> size == 7).count());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void blocksAreFoundUntilTheyAreTakenOut(long seed) {
        Random random = new Random(seed);
        BlockMap blocks = new BlockMap();
        TreeMap<Long, Long> naive = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            long address = 8L * (1 + random.nextInt(3000));
            int place = blocks.find(address);
            if (naive.containsKey(address)) {
                assertThat(blocks.asked(place)).isEqualTo(naive.remove(address));
                assertThat(blocks.owner(place)).isEqualTo((int) (address % 7));
                blocks.remove(place);
            } else {
                assertThat(place).isEqualTo(BlockMap.NONE);
                blocks.add(address, i, (int) (address % 7));
                naive.put(address, (long) i);
            }
        }
        naive.forEach((address, asked) ->
                assertThat(blocks.asked(blocks.find(address))).isEqualTo(asked));
    }
}
