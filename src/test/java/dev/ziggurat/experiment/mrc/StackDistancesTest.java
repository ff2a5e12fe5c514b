package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StackDistancesTest {
    private final StackDistances stack = new StackDistances();

    @Test
    void distancesCountTheLinesSinceTheLastTouch() {
        assertThat(touch(7, 8, 9, 7, 7, 9, 8, 8)).containsExactly(0, 0, 0, 3, 1, 2, 3, 1);
        assertThat(stack.size()).isEqualTo(3);
    }

    @Test
    void lineThatWasRemovedIsTouchedForTheFirstTime() {
        touch(1, 2, 3, 1);
        stack.remove(1);
        stack.remove(4);

        assertThat(stack.size()).isEqualTo(2);
        assertThat(touch(1, 3, 2)).containsExactly(0, 2, 3);
    }

    @Test
    void linesMayHaveAnyNumber() {
        assertThat(touch(0, -1, Long.MIN_VALUE, 0, -1, Long.MIN_VALUE)).containsExactly(0, 0, 0, 3, 3, 3);
    }

    /** Times are renumbered after 4096 touches at the earliest; one line less or more than fills a word, a block or all must make no difference. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 511, 512, 513, 1023, 1024, 1025, 2049, 4095, 4096, 4097, 9000})
    void cyclicWalkHasTheDistanceOfItsLength(int lines) {
        for (int i = 0; i < 3 * Math.max(lines, 5000); i++) {
            assertThat(stack.touch(i % lines)).as("touch %d", i).isEqualTo(i < lines ? 0 : lines);
        }
    }

    /** The lines come to a number, go and come again, through many renumberings and growths of the table. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithAListThatIsSearched(long seed) {
        Random random = new Random(seed);
        LruStack list = new LruStack();
        int lines = 1 << (1 + random.nextInt(11));
        for (int i = 0; i < 30_000; i++) {
            long line = line(random, lines);
            if (random.nextInt(50) == 0) {
                stack.remove(line);
                list.remove(line);
            } else {
                assertThat(stack.touch(line)).as("seed %d, touch %d", seed, i).isEqualTo(list.touch(line));
            }
            assertThat(stack.size()).isEqualTo(list.size());
        }
    }

    /** Skewed, strided and with its high bits in use. */
    private static long line(Random random, int lines) {
        int one = random.nextInt(lines);
        int other = random.nextInt(1 + one);
        return ((long) other << 7) ^ ((long) (other % 3) << 60);
    }

    private int[] touch(long... lines) {
        int[] distances = new int[lines.length];
        for (int i = 0; i < lines.length; i++) {
            distances[i] = stack.touch(lines[i]);
        }
        return distances;
    }
}
