package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StudentTTest {
    /** The table of critical values in the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975 (the last: 0.995). */
    @ParameterizedTest
    @CsvSource({
        "0.95, 1, 12.706",
        "0.95, 2, 4.303",
        "0.95, 4, 2.776",
        "0.95, 9, 2.262",
        "0.95, 29, 2.045",
        "0.95, 100, 1.984",
        "0.99, 10, 3.169"
    })
    void agreesWithTheTable(double confidence, int degrees, double published) {
        assertThat(StudentT.quantile(confidence, degrees)).isCloseTo(published, within(5e-4));
    }

    /** With 1 and 2 degrees of freedom the quantile has a closed form: tan(&pi; (p - 1/2)) and (2p - 1) / &radic;(2p (1 - p)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.95, 0.99, 0.999})
    void agreesWithTheClosedForms(double confidence) {
        double p = (1 + confidence) / 2;
        double one = StrictMath.tan(StrictMath.PI * (p - 0.5));
        double two = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
        assertThat(StudentT.quantile(confidence, 1)).isCloseTo(one, within(1e-9 * one));
        assertThat(StudentT.quantile(confidence, 2)).isCloseTo(two, within(1e-9 * two));
    }

    @Test
    void thePValueIsTheQuantileTurnedRound() {
        for (int degrees = 1; degrees <= 40; degrees++) {
            double t = StudentT.quantile(0.98, degrees);
            assertThat(StudentT.twoSided(t, degrees)).isCloseTo(0.02, within(1e-10));
            assertThat(StudentT.twoSided(-t, degrees)).isCloseTo(0.02, within(1e-10));
        }
    }

    /** Confidence limits for the mean of ZARR13.DAT, e-Handbook 1.3.5.2: n = 195, mean 9.261460, deviation 0.022789, limits 9.258242 and 9.264679. */
    @Test
    void agreesWithTheHandbooksLimits() {
        double reach = StudentT.quantile(0.95, 194) * 0.022789 / Math.sqrt(195);
        assertThat(9.261460 - reach).isCloseTo(9.258242, within(1e-6));
        assertThat(9.261460 + reach).isCloseTo(9.264679, within(1e-6));
    }

    /** Student's sleep data, one group; R: t.test(sleep$extra[sleep$group == 2]) gives 0.8976775 and 3.7623225. */
    @Test
    void agreesWithR() {
        Interval interval = StudentT.interval(Sleep.SECOND, 0.95);
        assertThat(interval.estimate()).isCloseTo(2.33, within(1e-12));
        assertThat(interval.low()).isCloseTo(0.8976775, within(5e-8));
        assertThat(interval.high()).isCloseTo(3.7623225, within(5e-8));
        assertThat(interval.cautions()).isEmpty();
    }

    @Test
    void aSingleValueExcludesNothing() {
        Interval interval = StudentT.interval(new double[] {3}, 0.95);
        assertThat(interval.estimate()).isEqualTo(3);
        assertThat(interval.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(interval.halfWidth()).isInfinite();
        assertThat(interval.cautions()).containsExactly(Caution.ONE_VALUE);
    }

    @Test
    void equalValuesHaveNoWidthAndSaySo() {
        Interval interval = StudentT.interval(new double[] {0.1, 0.1, 0.1}, 0.95);
        assertThat(interval).isEqualTo(Interval.withoutSpread(0.1, 0.95));
        assertThat(interval.cautions()).containsExactly(Caution.NO_SPREAD);
    }

    @Test
    void moreConfidenceIsWider() {
        double width = 0;
        for (double confidence : new double[] {0.5, 0.8, 0.9, 0.95, 0.99, 0.999}) {
            double next = StudentT.interval(Sleep.FIRST, confidence).halfWidth();
            assertThat(next).isGreaterThan(width);
            width = next;
        }
    }

    /** The bits were taken on JDK 17; a JDK on which they differ would give other tables from equal results. */
    @Test
    void isTheSameToTheBitOnEveryJdk() {
        assertThat(Double.toHexString(StudentT.quantile(0.95, 4))).isEqualTo("0x1.63628d9efb5ep1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 95, Double.NaN})
    void whatIsNoConfidenceIsRefused(double confidence) {
        assertThatThrownBy(() -> StudentT.interval(Sleep.FIRST, confidence))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("confidence " + confidence);
    }

    @Test
    void noValuesAndNoNumberAreRefused() {
        assertThatThrownBy(() -> StudentT.interval(new double[0], 0.95)).hasMessageContaining("no values");
        assertThatThrownBy(() -> StudentT.interval(new double[] {1, Double.NaN}, 0.95))
                .hasMessageContaining("value 2 of 2 is NaN");
    }
}
