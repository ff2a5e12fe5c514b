package dev.ziggurat.os.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The set against a sorted one. */
final class SparseSetTest {
    private static final long[] BOUNDS = {
        1, 2, 63, 64, 65, 127, 130, 4095, 4096, 4097, 10_000, 300_000, 1L << 30, 1L << 42
    };

    @Test
    void agreesWithASortedSet() {
        for (long bound : BOUNDS) {
            SplittableRandom random = new SplittableRandom(bound);
            SparseSet set = new SparseSet(bound);
            TreeSet<Long> naive = new TreeSet<>();
            for (int step = 0; step < 2_000; step++) {
                long number = random.nextBoolean() ? random.nextLong(bound) : random.nextLong(Math.min(bound, 200));
                if (random.nextInt(5) < 3) {
                    assertThat(set.add(number)).isEqualTo(naive.add(number));
                } else {
                    assertThat(set.remove(number)).isEqualTo(naive.remove(number));
                }
                long from = random.nextLong(bound);
                Long next = naive.ceiling(from);
                assertThat(set.next(from)).as("bound %d, step %d", bound, step).isEqualTo(next == null ? -1 : next);
                assertThat(set.size()).isEqualTo(naive.size());
                assertThat(set.contains(from)).isEqualTo(naive.contains(from));
            }
            assertThat(set.missing()).isEqualTo(bound - naive.size());
            assertThat(set.next(bound)).isEqualTo(SparseSet.NONE);
        }
    }

    @Test
    void findsEachMissingNumberByItsRank() {
        for (int bound = 1; bound < 20_000; bound = 3 * bound + 1) {
            SplittableRandom random = new SplittableRandom(bound);
            SparseSet set = new SparseSet(bound);
            TreeSet<Long> missing = new TreeSet<>();
            for (long number = 0; number < bound; number++) {
                if (random.nextInt(4) == 0) {
                    missing.add(number);
                } else {
                    set.add(number);
                }
            }
            long rank = 0;
            for (long number : missing) {
                assertThat(set.missing(rank++)).as("of %d", bound).isEqualTo(number);
            }
            assertThat(set.lowestMissing()).isEqualTo(missing.isEmpty() ? SparseSet.NONE : missing.first());
        }
    }

    @Test
    void aFullSetMissesNothing() {
        SparseSet set = new SparseSet(100);
        for (long number = 0; number < 100; number++) {
            set.add(number);
        }

        assertThat(set.missing()).isZero();
        assertThat(set.lowestMissing()).isEqualTo(SparseSet.NONE);
        assertThatThrownBy(() -> set.missing(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNumbersOutsideItsBound() {
        SparseSet set = new SparseSet(100);

        assertThatThrownBy(() -> set.add(100)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.remove(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new SparseSet(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
