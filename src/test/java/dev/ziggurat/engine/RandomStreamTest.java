package dev.ziggurat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {
    private static long[] draws(long seed, String name) {
        RandomStream stream = RandomStream.of(seed, name);
        return LongStream.generate(stream::nextLong).limit(100).toArray();
    }

    @Test
    void sameSeedAndNameGiveTheSameNumbers() {
        assertThat(draws(7, "core0.l1d.replacement")).isEqualTo(draws(7, "core0.l1d.replacement"));
    }

    @Test
    void otherNamesAndOtherSeedsGiveOtherNumbers() {
        long[] numbers = draws(7, "core0.l1d.replacement");

        assertThat(numbers).doesNotContain(draws(7, "core1.l1d.replacement"));
        assertThat(numbers).doesNotContain(draws(8, "core0.l1d.replacement"));
        assertThat(numbers).doesNotContain(draws(7, ""));
    }

    /** The numbers are part of every published result: another generator or seeding would change them all. */
    @Test
    void numbersNeverChange() {
        RandomStream stream = RandomStream.of(1, "golden");

        assertThat(new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()})
                .containsExactly(602525645153721269L, -1015792301556927296L, -2872213145151632345L);
    }

    @Test
    void boundedNumbersStayBelowTheirBoundAndReachEveryValue() {
        RandomStream stream = RandomStream.of(3, "bounds");
        for (int bound : new int[] {1, 2, 3, 7, 64, 100}) {
            boolean[] seen = new boolean[bound];
            for (int i = 0; i < 50 * bound; i++) {
                seen[stream.nextInt(bound)] = true;
            }
            assertThat(seen).as("bound " + bound).doesNotContain(false);
            boolean[] seenLong = new boolean[bound];
            for (int i = 0; i < 50 * bound; i++) {
                seenLong[Math.toIntExact(stream.nextLong(bound))] = true;
            }
            assertThat(seenLong).as("bound " + bound).doesNotContain(false);
        }
        assertThat(stream.nextLong(1L << 62)).isBetween(0L, (1L << 62) - 1);
    }

    @Test
    void fractionsLieBelowOneAndAreMultiplesOfTheLeastStep() {
        RandomStream stream = RandomStream.of(3, "fractions");
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            double fraction = stream.nextDouble();
            assertThat(fraction).isBetween(0.0, Math.nextDown(1.0));
            assertThat(fraction * (1L << 53) % 1).isZero();
            sum += fraction;
        }
        assertThat(sum / 10_000).isBetween(0.48, 0.52);
    }
}
