package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeometricMeanTest {
    private static final double[] R = {417, 83, 66, 39_449, 772};
    private static final double[] M = {244, 70, 153, 33_527, 368};
    private static final double[] Z = {134, 70, 135, 66_000, 369};

    /** SPECfp2000 of the AMD Opteron in J. L. Hennessy and D. A. Patterson, Computer Architecture, 4th edition 2006, figure 1.14: geometric mean 20.86. */
    @Test
    void agreesWithHennessyAndPatterson() {
        double[] ratios = {
            31.06, 24.73, 18.37, 22.34, 21.69, 33.57, 28.13, 17.92, 25.80, 16.14, 22.52, 17.48, 8.95, 17.36
        };
        assertThat(GeometricMean.of(ratios)).isCloseTo(20.86, within(0.005));
    }

    @Test
    void doesNotDependOnTheBase() {
        double viaR = Ratio.of(Z, R, 0.95).estimate() / Ratio.of(M, R, 0.95).estimate();
        assertThat(Ratio.of(Z, M, 0.95).estimate()).isCloseTo(viaR, within(1e-12));
    }

    @Test
    void swappedDesignsGiveTheInverse() {
        Interval one = Ratio.of(M, R, 0.95);
        Interval other = Ratio.of(R, M, 0.95);
        assertThat(other.estimate()).isCloseTo(1 / one.estimate(), within(1e-12));
        assertThat(other.low()).isCloseTo(1 / one.high(), within(1e-12));
        assertThat(other.high()).isCloseTo(1 / one.low(), within(1e-12));
    }

    @Test
    void isTheRootOfTheProduct() {
        assertThat(GeometricMean.of(1, 2, 4)).isCloseTo(2, within(1e-15));
        assertThat(GeometricMean.of(1e-140, 1e140)).isCloseTo(1, within(1e-12));
    }

    /** ln 1, ln e, ln e^2 have mean 1 and deviation 1: the interval is exp(1 -+ 4.302653 / sqrt 3), t from the table of two degrees. */
    @Test
    void theIntervalIsThatOfTheLogarithms() {
        double e = StrictMath.E;
        Interval interval = GeometricMean.interval(new double[] {1, e, e * e}, 0.95);
        assertThat(interval.estimate()).isCloseTo(e, within(1e-12));
        assertThat(interval.low()).isCloseTo(StrictMath.exp(1 - 4.302653 / Math.sqrt(3)), within(1e-6));
        assertThat(interval.high()).isCloseTo(StrictMath.exp(1 + 4.302653 / Math.sqrt(3)), within(1e-4));
    }

    @Test
    void liesBetweenTheHarmonicAndTheArithmeticMean() {
        for (int seed = 0; seed < 200; seed++) {
            Well19937c random = new Well19937c(seed);
            double[] values = new double[1 + seed % 20];
            double inverses = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.1 + random.nextDouble();
                inverses += 1 / values[i];
            }
            assertThat(GeometricMean.of(values))
                    .as("seed %d", seed)
                    .isBetween(
                            values.length / inverses - 1e-12, Summary.of(values).mean() + 1e-12);
        }
    }

    @Test
    void aSingleValueExcludesNothingAboveZero() {
        Interval interval = GeometricMean.interval(new double[] {2}, 0.95);
        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isInfinite();
        assertThat(interval.cautions()).containsExactly(Caution.ONE_VALUE);
    }

    @Test
    void equalValuesHaveNoWidth() {
        Interval interval = GeometricMean.interval(new double[] {2, 2}, 0.95);
        assertThat(interval.halfWidth()).isZero();
        assertThat(interval.cautions()).containsExactly(Caution.NO_SPREAD);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1})
    void whatHasNoLogarithmIsRefused(double value) {
        assertThatThrownBy(() -> GeometricMean.of(1, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 2 of 2 is " + value);
        assertThatThrownBy(() -> Ratio.of(new double[] {1}, new double[] {value}, 0.95))
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> Ratio.of(new double[] {value}, new double[] {1}, 0.95))
                .hasMessageContaining("above 0");
    }

    @Test
    void noValuesNoNumberAndUnequalNumbersAreRefused() {
        assertThatThrownBy(GeometricMean::of).hasMessageContaining("no values");
        assertThatThrownBy(() -> GeometricMean.of(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Ratio.of(R, new double[] {1}, 0.95)).hasMessageContaining("5 values against 1");
    }
}
