package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PairedTest {
    /** R: t.test(extra ~ group, data = sleep, paired = TRUE) prints t = -4.0621, df = 9, p-value = 0.002833, interval -2.4598858 -0.7001142, mean -1.58. */
    @Test
    void agreesWithRsPairedTest() {
        Paired paired = Paired.of(Sleep.SECOND, Sleep.FIRST, 0.95);
        assertThat(paired.pairs()).isEqualTo(10);
        assertThat(paired.t()).isCloseTo(-4.0621, within(5e-5));
        assertThat(paired.p()).isCloseTo(0.002833, within(5e-7));
        assertThat(paired.difference().estimate()).isCloseTo(-1.58, within(1e-12));
        assertThat(paired.difference().low()).isCloseTo(-2.4598858, within(5e-8));
        assertThat(paired.difference().high()).isCloseTo(-0.7001142, within(5e-8));
        // d = t / sqrt(n)
        assertThat(paired.effect()).isCloseTo(-1.28456, within(5e-6));
        // times J(9) of Hedges' table, 0.9139
        assertThat(paired.unbiased()).isCloseTo(-1.28456 * 0.9139, within(1e-4));
        assertThat(paired.cautions()).isEmpty();
    }

    /** Table of c(m) in Hedges (1981); his approximation 1 - 3 / (4m - 1) is good to 0.007 from m = 2 on and 0.00033 from 10 on. */
    @ParameterizedTest
    @CsvSource({"2, 0.5642", "3, 0.7236", "4, 0.7979", "9, 0.9139", "10, 0.9228", "50, 0.9849"})
    void theCorrectionAgreesWithHedgesTable(int degrees, double published) {
        assertThat(Paired.correction(degrees)).isCloseTo(published, within(1e-4));
        assertThat(Paired.correction(degrees)).isCloseTo(1 - 3.0 / (4 * degrees - 1), within(0.0073));
    }

    @Test
    void swappedDesignsDifferInTheSignOnly() {
        Paired one = Paired.of(Sleep.FIRST, Sleep.SECOND, 0.9);
        Paired other = Paired.of(Sleep.SECOND, Sleep.FIRST, 0.9);
        assertThat(one.t()).isEqualTo(-other.t());
        assertThat(one.p()).isEqualTo(other.p());
        assertThat(one.unbiased()).isEqualTo(-other.unbiased());
        assertThat(one.difference().low()).isEqualTo(-other.difference().high());
    }

    @Test
    void commonRandomNumbersShowWhatSeparateIntervalsHide() {
        Well19937c random = new Well19937c(1);
        double[] baseline = new double[5];
        double[] candidate = new double[5];
        for (int seed = 0; seed < 5; seed++) {
            baseline[seed] = 100 + 10 * random.nextGaussian();
            candidate[seed] = baseline[seed] + 1 + 0.1 * random.nextGaussian();
        }
        Interval apart = StudentT.interval(baseline, 0.95);
        assertThat(apart.contains(StudentT.interval(candidate, 0.95).estimate()))
                .isTrue();
        Paired paired = Paired.of(baseline, candidate, 0.95);
        assertThat(paired.p()).isLessThan(0.001);
        assertThat(paired.difference().contains(1)).isTrue();
        assertThat(paired.difference().contains(0)).isFalse();
    }

    @Test
    void theIntervalLeavesOutZeroIfAndOnlyIfThePValueIsSmall() {
        for (int seed = 0; seed < 200; seed++) {
            Well19937c random = new Well19937c(seed);
            double[] baseline = new double[6];
            double[] candidate = new double[6];
            for (int i = 0; i < 6; i++) {
                baseline[i] = random.nextGaussian();
                candidate[i] = baseline[i] + 0.8 + random.nextGaussian();
            }
            Paired paired = Paired.of(baseline, candidate, 0.95);
            assertThat(paired.difference().contains(0)).as("seed %d", seed).isEqualTo(paired.p() > 0.05);
        }
    }

    @Test
    void designsThatNeverDifferDoNotDiffer() {
        Paired paired = Paired.of(Sleep.FIRST, Sleep.FIRST, 0.95);
        assertThat(paired.t()).isZero();
        assertThat(paired.p()).isEqualTo(1);
        assertThat(paired.effect()).isZero();
        assertThat(paired.unbiased()).isZero();
        assertThat(paired.cautions()).containsExactly(Caution.NO_SPREAD);
    }

    @Test
    void aDifferenceThatNoSeedChangesIsInfinitelyClear() {
        Paired paired = Paired.of(new double[] {1, 2, 3}, new double[] {0, 1, 2}, 0.95);
        assertThat(paired.t()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(paired.p()).isZero();
        assertThat(paired.effect()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(paired.difference()).isEqualTo(Interval.withoutSpread(-1, 0.95));
    }

    @Test
    void aSinglePairShowsNothing() {
        Paired paired = Paired.of(new double[] {1}, new double[] {2}, 0.95);
        assertThat(paired.difference().estimate()).isEqualTo(1);
        assertThat(paired.t()).isNaN();
        assertThat(paired.effect()).isNaN();
        assertThat(paired.p()).isEqualTo(1);
        assertThat(paired.cautions()).containsExactly(Caution.ONE_VALUE);
    }

    @Test
    void twoPairsHaveNoUnbiasedEffect() {
        Paired paired = Paired.of(new double[] {1, 1}, new double[] {2, 4}, 0.95);
        assertThat(paired.effect()).isCloseTo(2 / Math.sqrt(2), within(1e-15));
        assertThat(paired.unbiased()).isNaN();
        assertThat(Paired.of(new double[] {1, 1, 1}, new double[] {2, 4, 3}, 0.95)
                        .unbiased())
                .isCloseTo(2 * 0.5642, within(2e-4));
    }

    @Test
    void unequalNumbersAreRefused() {
        assertThatThrownBy(() -> Paired.of(new double[2], new double[3], 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 values against 3; a paired comparison needs one of each for every seed");
        assertThatThrownBy(() -> Paired.of(new double[0], new double[0], 0.95)).hasMessageContaining("no values");
        assertThatThrownBy(() -> Paired.of(new double[] {1, Double.NaN}, new double[] {1, 2}, 0.95))
                .hasMessageContaining("value 2 of 2 is NaN");
    }
}
