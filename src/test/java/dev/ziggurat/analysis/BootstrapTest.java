package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The studentised bootstrap and BCa. */
final class BootstrapTest {
    /** Efron and Tibshirani (1993), table 14.1, test A of the spatial data: 26 children. */
    private static final double[] SPATIAL = {
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41
    };

    private static double variance(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum() / values.length;
    }

    /** Page 186: the acceleration of the variance is 0.061. */
    @Test
    void theAccelerationAgreesWithEfronAndTibshirani() {
        assertThat(variance(SPATIAL)).isCloseTo(171.5, within(0.05));
        assertThat(BootstrapBca.acceleration(SPATIAL, BootstrapTest::variance)).isCloseTo(0.061, within(5e-4));
    }

    /** Table 14.2: 90 % BCa interval (115.8, 259.6) of 2,000 resamples; the analytical ABC approximation of it is (116.7, 260.9). */
    @Test
    void theIntervalAgreesWithEfronAndTibshirani() {
        for (long seed = 1; seed <= 5; seed++) {
            Interval interval = BootstrapBca.interval(SPATIAL, BootstrapTest::variance, 0.90, seed);
            assertThat(interval.estimate()).isCloseTo(171.534, within(1e-3));
            assertThat(interval.low()).as("seed %d", seed).isCloseTo(115.8, within(0.02 * 115.8));
            assertThat(interval.high()).as("seed %d", seed).isCloseTo(259.6, within(0.02 * 259.6));
            assertThat(interval.cautions()).isEmpty();
        }
    }

    @Test
    void aLongTailMakesItLongerOnItsSide() {
        double[] skewed = {1, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 9};
        Interval interval = BootstrapT.mean(skewed, 0.95, 1);
        assertThat(interval.high() - interval.estimate()).isGreaterThan(1.5 * (interval.estimate() - interval.low()));
        Interval mirrored = BootstrapT.mean(Arrays.stream(skewed).map(x -> -x).toArray(), 0.95, 1);
        assertThat(mirrored.low()).isCloseTo(-interval.high(), within(1e-12));
        assertThat(mirrored.high()).isCloseTo(-interval.low(), within(1e-12));
    }

    @Test
    void movesAndGrowsWithItsValues() {
        Interval interval = BootstrapT.mean(SPATIAL, 0.95, 3);
        Interval moved =
                BootstrapT.mean(Arrays.stream(SPATIAL).map(x -> 1000 + 2 * x).toArray(), 0.95, 3);
        assertThat(moved.low()).isCloseTo(1000 + 2 * interval.low(), within(1e-9));
        assertThat(moved.high()).isCloseTo(1000 + 2 * interval.high(), within(1e-9));
    }

    @Test
    void equalSeedsGiveEqualBitsAndOthersNearlyTheSame() {
        assertThat(BootstrapT.mean(SPATIAL, 0.95, 7)).isEqualTo(BootstrapT.mean(SPATIAL, 0.95, 7));
        Interval other = BootstrapT.mean(SPATIAL, 0.95, 8);
        assertThat(other).isNotEqualTo(BootstrapT.mean(SPATIAL, 0.95, 7));
        assertThat(other.low()).isCloseTo(BootstrapT.mean(SPATIAL, 0.95, 7).low(), within(0.4));
    }

    /** The bits were taken on JDK 17. */
    @Test
    void isTheSameToTheBitOnEveryJdk() {
        assertThat(Double.toHexString(BootstrapT.mean(SPATIAL, 0.95, 7).low())).isEqualTo("0x1.78dd23c6c999cp4");
        assertThat(Double.toHexString(BootstrapBca.interval(SPATIAL, BootstrapTest::variance, 0.95, 7)
                        .high()))
                .isEqualTo("0x1.165b901c99c8dp8");
    }

    @Test
    void warnsBelowTenValues() {
        double[] nine = Arrays.copyOf(SPATIAL, 9);
        double[] ten = Arrays.copyOf(SPATIAL, 10);
        assertThat(BootstrapT.mean(nine, 0.95, 1).cautions()).containsExactly(Caution.FEW_VALUES);
        assertThat(BootstrapT.mean(ten, 0.95, 1).cautions()).isEmpty();
        assertThat(BootstrapBca.interval(nine, BootstrapTest::variance, 0.95, 1).cautions())
                .containsExactly(Caution.FEW_VALUES);
        assertThat(BootstrapBca.interval(ten, BootstrapTest::variance, 0.95, 1).cautions())
                .isEmpty();
    }

    @Test
    void ofTwoValuesItExcludesNothing() {
        Interval interval = BootstrapT.mean(new double[] {1, 2}, 0.95, 1);
        assertThat(interval.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aSingleValueExcludesNothing() {
        assertThat(BootstrapT.mean(new double[] {1}, 0.95, 1)).isEqualTo(StudentT.interval(new double[] {1}, 0.95));
        assertThat(BootstrapBca.interval(new double[] {1}, BootstrapTest::variance, 0.95, 1)
                        .cautions())
                .containsExactly(Caution.ONE_VALUE);
    }

    @Test
    void equalValuesHaveNoWidth() {
        assertThat(BootstrapT.mean(new double[] {4, 4, 4}, 0.95, 1)).isEqualTo(Interval.withoutSpread(4, 0.95));
        assertThat(BootstrapBca.interval(new double[] {4, 4, 4}, BootstrapTest::variance, 0.95, 1))
                .isEqualTo(Interval.withoutSpread(0, 0.95));
    }

    /** One outlier has nearly the largest acceleration there is, 1/6: beyond six deviations the formula has no value, and all replicates lie below. */
    @Test
    void soMuchConfidenceThatTheFormulaEndsTakesTheLastReplicate() {
        double[] outlier = new double[30];
        outlier[7] = 1;
        Interval interval =
                BootstrapBca.interval(outlier, values -> Summary.of(values).mean(), 1 - 1e-13, 1);
        Interval wide =
                BootstrapBca.interval(outlier, values -> Summary.of(values).mean(), 0.9999, 1);
        assertThat(interval.high()).isGreaterThanOrEqualTo(wide.high()).isGreaterThan(5 / 30.0);
        assertThat(interval.low()).isZero();
    }

    @Test
    void aResampleWithoutTheStatisticIsRefused() {
        // Defined for the values themselves, which are all different, and for hardly any resample.
        assertThatThrownBy(() -> BootstrapBca.interval(
                        new double[] {1, 2, 3, 4, 5},
                        values -> Arrays.stream(values).distinct().count() == values.length ? 1 : Double.NaN,
                        0.95,
                        1))
                .hasMessageContaining("is NaN");
    }

    @Test
    void aStatisticThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> BootstrapBca.interval(SPATIAL, values -> Double.NaN, 0.95, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BootstrapT.mean(new double[] {1, Double.NaN}, 0.95, 1))
                .hasMessageContaining("value 2 of 2 is NaN");
        assertThatThrownBy(() -> BootstrapT.mean(new double[0], 0.95, 1)).hasMessageContaining("no values");
        assertThatThrownBy(() -> BootstrapBca.interval(new double[0], BootstrapTest::variance, 0.95, 1))
                .hasMessageContaining("no values");
    }

    @Test
    void theQuantileLiesBetweenItsNeighbours() {
        Ordered ordered = new Ordered(new double[] {3, 1, 2});
        assertThat(ordered.quantile(0.25)).isEqualTo(1);
        assertThat(ordered.quantile(0.375)).isEqualTo(1.5);
        assertThat(ordered.quantile(0.75)).isEqualTo(3);
        assertThat(ordered.quantile(0)).isEqualTo(1);
        assertThat(ordered.quantile(1)).isEqualTo(3);
    }

    /** The first numbers of SplitMix64 with seed 1234567 in the reference implementation of S. Vigna: 6457827717110365317, 3203168211198807973. */
    @Test
    void drawsAsTheReferenceDoes() {
        Draws draws = new Draws(1234567);
        assertThat(draws.below(1 << 30)).isEqualTo((int) (6457827717110365317L >>> 34));
        assertThat(draws.below(1 << 30)).isEqualTo((int) (3203168211198807973L >>> 34));
    }
}
