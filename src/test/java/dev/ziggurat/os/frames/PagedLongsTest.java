package dev.ziggurat.os.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PagedLongsTest {
    @Test
    void remembersWhatWasWrittenAndIsNoughtElsewhere() {
        SplittableRandom random = new SplittableRandom(3);
        PagedLongs numbers = new PagedLongs();
        Map<Long, Long> naive = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long index = random.nextLong(1L << random.nextInt(1, 37));
            long value = random.nextLong();
            if (random.nextBoolean()) {
                numbers.set(index, value);
                naive.put(index, value);
            } else {
                numbers.add(index, value);
                naive.merge(index, value, Long::sum);
            }
            long other = random.nextLong(1L << random.nextInt(1, 40));
            assertThat(numbers.at(other)).isEqualTo(naive.getOrDefault(other, 0L));
            assertThat(numbers.at(index)).isEqualTo(naive.get(index));
        }
    }
}
