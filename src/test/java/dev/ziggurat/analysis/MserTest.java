package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

final class MserTest {
    /** A level of 10 for 30 values, then a wave around 0. */
    private static double[] step(int high, int length) {
        double[] series = new double[length];
        for (int i = 0; i < length; i++) {
            series[i] = (i < high ? 10 : 0) + (i % 2 == 0 ? 1 : -1);
        }
        return series;
    }

    @Test
    void cutsWhereTheStepIs() {
        assertThat(Mser.of(step(30, 400))).isEqualTo(new Mser(400, 30, 5));
        assertThat(Mser.of(step(30, 400)).tooShort()).isFalse();
    }

    @Test
    void aStepWithinABatchCostsTheBatch() {
        assertThat(Mser.of(step(31, 400)).dropped()).isEqualTo(35);
    }

    @Test
    void aCutInTheSecondHalfSaysThatTheRunIsTooShort() {
        assertThat(Mser.of(step(50, 100)).tooShort()).isFalse();
        assertThat(Mser.of(step(55, 100)).tooShort()).isTrue();
    }

    @Test
    void whatKeepsRisingIsTooShort() {
        double[] series = new double[200];
        Arrays.setAll(series, i -> i * i);
        assertThat(Mser.of(series).tooShort()).isTrue();
    }

    @Test
    void equalValuesNeedNoWarmUp() {
        double[] series = new double[100];
        Arrays.fill(series, 0.1);
        assertThat(Mser.of(series).dropped()).isZero();
    }

    @Test
    void keepsTheLastFiveMeans() {
        // All wild but the last four means, which are equal: their sum of squares would be 0.
        double[] series = step(0, 100);
        for (int i = 0; i < 80; i++) {
            series[i] = i % 10 < 5 ? 1 : -1;
        }
        Arrays.fill(series, 80, 100, 0.2);
        assertThat(Mser.of(series).dropped()).isLessThanOrEqualTo(75);
    }

    @Test
    void isTheLeastOfTheDefinition() {
        for (int seed = 0; seed < 200; seed++) {
            double[] series = Series.autoregressive(new Well19937c(seed), 0.8, 50 + seed);
            series[0] += 20;
            assertThat(Mser.of(series, 3).dropped()).as("seed %d", seed).isEqualTo(3 * definition(series, 3));
        }
    }

    /** White's formula, written down for each d. */
    private static int definition(double[] series, int batch) {
        int k = series.length / batch;
        double[] means = new double[k];
        for (int i = 0; i < k; i++) {
            means[i] =
                    Arrays.stream(series, i * batch, (i + 1) * batch).average().orElseThrow();
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int d = 0; d <= k - 5; d++) {
            double mean = Arrays.stream(means, d, k).average().orElseThrow();
            double squares = Arrays.stream(means, d, k)
                    .map(each -> (each - mean) * (each - mean))
                    .sum();
            double statistic = squares / ((double) (k - d) * (k - d));
            if (statistic < least * (1 - 1e-12)) {
                least = statistic;
                best = d;
            }
        }
        return best;
    }

    /** A queue at half load waits 0.25 / 0.5 = 0.5 in the mean. */
    @Test
    void takesTheBiasFromAQueueThatStartsFull() {
        double whole = 0;
        double rest = 0;
        int runs = 100;
        for (int seed = 0; seed < runs; seed++) {
            double[] series = Series.waits(new Well19937c(seed), 0.5, 0, 2000);
            // A queue of 100 customers at the start, which drains at half a customer a time unit.
            for (int i = 0; i < 200; i++) {
                series[i] += 50 - i * 0.25;
            }
            whole += Summary.of(series).mean() / runs;
            int dropped = Mser.of(series).dropped();
            rest += Summary.of(Arrays.copyOfRange(series, dropped, series.length))
                            .mean()
                    / runs;
        }
        assertThat(whole - 0.5).isGreaterThan(2);
        assertThat(Math.abs(rest - 0.5)).isLessThan(0.05);
    }

    @Test
    void aRunOfLessThanTenMeansIsTooShort() {
        assertThat(Mser.of(step(0, 49)).tooShort()).isTrue();
        assertThat(Mser.of(step(0, 50)).tooShort()).isFalse();
        assertThat(Mser.of(1)).isEqualTo(new Mser(1, 0, 5));
        assertThat(Mser.of(1).tooShort()).isTrue();
    }

    @Test
    void noSeriesIsRefused() {
        assertThatThrownBy(Mser::of).hasMessageContaining("no values");
        assertThatThrownBy(() -> Mser.of(1, Double.NaN)).hasMessageContaining("value 2 of 2 is NaN");
        assertThatThrownBy(() -> Mser.of(new double[] {1}, 0)).hasMessageContaining("means of 0 values");
    }
}
