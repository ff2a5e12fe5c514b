package dev.ziggurat.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoundedTest {
    /** The first two are the examples of the Particle Data Group (Review of Particle Physics, introduction, section 5.3). */
    @ParameterizedTest
    @CsvSource({
        "0.827, 0.119, 0.83, 0.12",
        "0.827, 0.367, 0.8, 0.4",
        "1.0, 0.0354, 1.000, 0.035",
        "1.0, 0.0355, 1.00, 0.04",
        "5.03, 0.949, 5.0, 0.9",
        "5.03, 0.950, 5.0, 1.0",
        "5.03, 0.99951, 5.0, 1.0",
        "123456, 1234, 123500, 1200",
        "123456, 5432, 123000, 5000",
        "12345.6, 96.4, 12350, 100",
        "-0.00012, 0.5, 0.0, 0.5",
        "1e-9, 3e-10, 0.00000000100, 0.00000000030",
    })
    void digitsFollowTheHalfWidth(double value, double halfWidth, String rounded, String width) {
        assertThat(Rounded.value(value, halfWidth)).isEqualTo(rounded);
        assertThat(Rounded.by(halfWidth).text(halfWidth)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "0.123456, 0.1235",
        "1234567.8, 1234568",
        "2, 2",
        "1.5, 1.5",
        "0, 0",
        "9999.6, 10000",
        "0.00001, 0.00001"
    })
    void withoutAnIntervalFourDigitsAreLeftAndAllBeforeThePoint(double value, String rounded) {
        assertThat(Rounded.value(value, 0)).isEqualTo(rounded);
        assertThat(Rounded.value(value, Double.POSITIVE_INFINITY)).isEqualTo(rounded);
    }

    /** What is cut off is small beside the half width: at most half of the last place, which is at most 0.1 / 0.355 of it. */
    @Test
    void roundingStaysWellInsideTheInterval() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            double halfWidth = StrictMath.pow(10, 12 * random.nextDouble() - 6);
            double value = (random.nextDouble() - 0.5) * 1000 * halfWidth;
            double written = Double.parseDouble(Rounded.value(value, halfWidth));
            assertThat(Math.abs(written - value))
                    .as("seed %d: %s for %s and %s", seed, written, value, halfWidth)
                    .isLessThanOrEqualTo(0.145 * halfWidth);
        }
    }
}
