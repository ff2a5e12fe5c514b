package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

final class BatchMeansTest {
    @Test
    void ofIndependentValuesItIsStudentsTOfThirtyMeans() {
        double[] series = Series.autoregressive(new Well19937c(1), 0, 3000);
        BatchMeans result = BatchMeans.of(series, 0.95);
        double[] means = new double[30];
        for (int i = 0; i < 30; i++) {
            means[i] = Arrays.stream(series, i * 100, (i + 1) * 100).average().orElseThrow();
        }
        Interval expected = StudentT.interval(means, 0.95);
        assertThat(result.batches()).isEqualTo(30);
        assertThat(result.size()).isEqualTo(100);
        assertThat(result.interval().low()).isCloseTo(expected.low(), within(1e-12));
        assertThat(result.interval().high()).isCloseTo(expected.high(), within(1e-12));
        assertThat(result.interval().cautions()).isEmpty();
    }

    /**
     * The variance of a mean of n values of x' = phi x + e is 1 / (n (1 - phi)&sup2;) for large n, (1 + phi) / (1 - phi) times what independent values of that
     * spread would have: here 19 times.
     */
    @Test
    void estimatesTheVarianceOfAnAutoregressiveMean() {
        int n = 20_000;
        double squares = 0;
        int runs = 200;
        for (int seed = 0; seed < runs; seed++) {
            BatchMeans result = BatchMeans.of(Series.autoregressive(new Well19937c(seed), 0.9, n), 0.95);
            double error = result.interval().halfWidth() / StudentT.quantile(0.95, result.batches() - 1);
            squares += error * error / runs;
        }
        assertThat(squares).isCloseTo(100.0 / n, within(0.08 * 100.0 / n));
    }

    @Test
    void leavesOutWhatFillsNoBatchAtTheStart() {
        double[] series = Series.autoregressive(new Well19937c(2), 0, 305);
        double[] shifted = series.clone();
        for (int i = 0; i < 5; i++) {
            shifted[i] = 1000;
        }
        assertThat(BatchMeans.of(shifted, 0.95)).isEqualTo(BatchMeans.of(series, 0.95));
    }

    @Test
    void takesFewerBatchesOfWhatDependsLonger() {
        // Blocks of 40 equal values: thirty batches of 40 would be independent, thirty of 33 are not.
        Well19937c random = new Well19937c(4);
        double[] series = new double[1000];
        for (int i = 0; i < series.length; i++) {
            series[i] = i % 40 == 0 ? random.nextGaussian() : series[i - 1];
        }
        assertThat(BatchMeans.of(series, 0.95).size()).isGreaterThanOrEqualTo(33);
    }

    @Test
    void whatDriftsIsSaidToBeCorrelated() {
        double[] series = new double[1000];
        Arrays.setAll(series, i -> i);
        BatchMeans result = BatchMeans.of(series, 0.95);
        assertThat(result.batches()).isEqualTo(10);
        assertThat(result.size()).isEqualTo(100);
        assertThat(result.lag1()).isGreaterThan(0.5);
        assertThat(result.interval().cautions()).containsExactly(Caution.CORRELATED_BATCHES);
    }

    @Test
    void valuesThatSwingAreNotCorrelated() {
        // Means of neighbouring batches differ in sign: the interval is too wide if anything.
        double[] series = new double[300];
        Arrays.setAll(series, i -> i / 10 % 2 == 0 ? 1 : -1);
        BatchMeans result = BatchMeans.of(series, 0.95);
        assertThat(result.batches()).isEqualTo(30);
        assertThat(result.lag1()).isLessThan(-0.9);
        assertThat(result.interval().cautions()).isEmpty();
    }

    @Test
    void equalValuesHaveNoWidth() {
        double[] series = new double[100];
        Arrays.fill(series, 3);
        assertThat(BatchMeans.of(series, 0.95)).isEqualTo(new BatchMeans(Interval.withoutSpread(3, 0.95), 30, 3, 0));
    }

    @Test
    void theShortestSeriesHasTenBatchesOfTwo() {
        BatchMeans result = BatchMeans.of(Series.autoregressive(new Well19937c(3), 0, 20), 0.95);
        assertThat(result.batches()).isEqualTo(10);
        assertThat(result.size()).isEqualTo(2);
    }

    @Test
    void whatIsTooShortOrNoSeriesIsRefused() {
        assertThatThrownBy(() -> BatchMeans.of(new double[19], 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("19 values; batch means need at least 20");
        assertThatThrownBy(() -> BatchMeans.of(new double[0], 0.95)).hasMessageContaining("no values");
        assertThatThrownBy(() -> BatchMeans.of(new double[] {Double.NaN}, 0.95)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> BatchMeans.of(new double[20], 1)).hasMessageContaining("confidence 1.0");
    }
}
