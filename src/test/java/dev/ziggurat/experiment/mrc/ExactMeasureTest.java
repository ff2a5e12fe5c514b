package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactMeasureTest {
    private final ExactMeasure measure = new ExactMeasure();

    @Test
    void nothingHasNoMisses() {
        Curve curve = measure.curve();

        assertThat(curve.accesses()).isZero();
        assertThat(curve.footprint()).isZero();
        assertThat(curve.at(1)).isEqualTo(new Curve.Point(1, 0, 0, 0));
        assertThat(curve.steps()).isEmpty();
    }

    @Test
    void oneLineMissesOnce() {
        take(5, 5, 5, 5);

        assertThat(misses(1, 2, 1000)).containsExactly(1, 1, 1);
        assertThat(measure.curve().steps()).containsExactly(1);
    }

    @Test
    void linesThatNeverComeAgainAllMiss() {
        for (int i = 0; i < 10_000; i++) {
            take(i);
        }

        assertThat(misses(1, 100, 10_000)).containsExactly(10_000, 10_000, 10_000);
        assertThat(measure.curve().coldMisses()).isEqualTo(10_000);
        assertThat(measure.curve().footprint()).isEqualTo(10_000);
    }

    /** LRU keeps nothing of a cyclic walk that is one line too large. */
    @Test
    void cyclicWalkMissesAlwaysOrNever() {
        for (int i = 0; i < 50_000; i++) {
            take(i % 1000);
        }

        assertThat(misses(1, 999, 1000, 2000)).containsExactly(50_000, 50_000, 1000, 1000);
        assertThat(measure.curve().steps()).containsExactly(1000);
    }

    /** There and back again: line i is met after 2 i or 2 (n - i) steps, so every size is of use. */
    @Test
    void walkThereAndBackGainsTwoHitsASizeAndTurn() {
        for (int turn = 0; turn < 10; turn++) {
            for (int i = 0; i < 100; i++) {
                take(turn % 2 == 0 ? i : 99 - i);
            }
        }

        for (int size = 1; size <= 100; size++) {
            assertThat(misses(size)).containsExactly(1000 - 9L * size);
        }
    }

    @Test
    void whatWasTouchedBeforeTheBeginIsKnownAndNotCounted() {
        take(1, 2, 3);
        measure.begin();
        take(3, 1, 4);

        Curve curve = measure.curve();
        assertThat(curve.accesses()).isEqualTo(3);
        assertThat(curve.coldMisses()).isEqualTo(1);
        assertThat(curve.footprint()).isEqualTo(4);
        assertThat(misses(1, 2, 3)).containsExactly(2, 2, 1);
    }

    /** Each size is simulated: the list of the lines that a cache of it holds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalsTheSimulationOfEachSize(long seed) {
        Random random = new Random(seed);
        long[] lines = random.longs(4000, 0, 70).map(line -> line * line % 97).toArray();
        measure.take(lines, lines.length);

        for (int size = 1; size <= 80; size++) {
            LruStack cache = new LruStack();
            int misses = 0;
            for (long line : lines) {
                int place = cache.touch(line);
                misses += place == 0 || place > size ? 1 : 0;
            }
            assertThat(misses(size)).as("seed %d, size %d", seed, size).containsExactly(misses);
        }
    }

    private void take(long... lines) {
        measure.take(lines, lines.length);
    }

    private long[] misses(long... sizes) {
        Curve curve = measure.curve();
        return java.util.Arrays.stream(sizes)
                .map(size -> curve.at(size).misses())
                .toArray();
    }
}
