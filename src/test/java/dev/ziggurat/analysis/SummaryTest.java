package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The certified values are those of NIST, https://www.itl.nist.gov/div898/strd/univ/homepage.html, which gives 15 digits. */
final class SummaryTest {
    @ParameterizedTest
    @CsvSource({
        "lew, 200, -177.435000000000, 277.332168044316, -0.307304800605679",
        "lottery, 218, 518.958715596330, 291.699727470969, -0.120948622967393",
        "mavro, 50, 2.00185600000000, 0.000429123454003053, 0.937989183438248",
        "michelson, 100, 299.852400000000, 0.0790105478190518, 0.535199668621283"
    })
    void agreesWithTheCertifiedValues(String name, int count, double mean, double deviation, double lag1) {
        double[] values = Nist.read(name);
        Summary summary = Summary.of(values);
        assertThat(summary.count()).isEqualTo(count);
        assertThat(summary.mean()).isCloseTo(mean, within(1e-14 * Math.abs(mean)));
        assertThat(summary.deviation()).isCloseTo(deviation, within(1e-12 * deviation));
        assertThat(Autocorrelation.lag1(values)).isCloseTo(lag1, within(1e-12));
    }

    @Test
    void keepsTheDigitsOfASmallSpread() {
        // NumAcc1: mean 10000002, deviation 1, autocorrelation -0.5, all exact.
        Summary summary = Summary.of(10000001, 10000003, 10000002);
        assertThat(summary.mean()).isEqualTo(10000002);
        assertThat(summary.deviation()).isEqualTo(1);
        assertThat(Autocorrelation.lag1(10000001, 10000003, 10000002)).isEqualTo(-0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "NumAcc2, 1.2, 1.1, 1.3, 1e-12",
        "NumAcc3, 1000000.2, 1000000.1, 1000000.3, 1e-9",
        // 10000000.1 is itself off by 4e-10 in a double: no program can have more digits.
        "NumAcc4, 10000000.2, 10000000.1, 10000000.3, 2e-8"
    })
    void keepsTheDigitsOfManySmallSpreads(String name, double middle, double low, double high, double error) {
        double[] values = Nist.alternating(middle, low, high);
        Summary summary = Summary.of(values);
        assertThat(summary.mean()).as(name).isCloseTo(middle, within(1e-14 * middle));
        assertThat(summary.deviation()).as(name).isCloseTo(0.1, within(0.1 * error));
        assertThat(Autocorrelation.lag1(values)).as(name).isCloseTo(-0.999, within(error));
    }

    @Test
    void theMedianOfAnEvenNumberLiesInTheMiddle() {
        assertThat(Summary.of(9, 1, 4, 2).median()).isEqualTo(3);
        assertThat(Summary.of(9, 1, 4).median()).isEqualTo(4);
    }

    @Test
    void aSingleValueHasNoSpread() {
        Summary summary = Summary.of(7);
        assertThat(summary).isEqualTo(new Summary(1, 7, 0, 7, 7, 7));
        assertThat(summary.withoutSpread()).isTrue();
    }

    @Test
    void equalValuesHaveExactlyNoSpread() {
        // The plain mean of three times 0.1 is 0.10000000000000002.
        assertThat(Summary.of(0.1, 0.1, 0.1)).isEqualTo(new Summary(3, 0.1, 0, 0.1, 0.1, 0.1));
    }

    @Test
    void leavesTheValuesAsTheyWere() {
        double[] values = {3, 1, 2};
        Summary.of(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void noValuesAreRefused() {
        assertThatThrownBy(Summary::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no values");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e151})
    void whatIsNoMeasurementIsRefusedByItsPlace(double value) {
        assertThatThrownBy(() -> Summary.of(1, value, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 2 of 3 is " + value);
    }

    @Test
    void theSeriesOfEqualValuesHasNoAutocorrelation() {
        assertThat(Autocorrelation.lag1(5, 5, 5)).isZero();
    }
}
