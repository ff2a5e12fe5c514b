package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MixTest {
    /** Two programs of IPC 2 and 1 alone run at 1 and 0.25 together: half and a quarter of their speed. */
    private static final Mix MIX = Mix.of(new double[] {1, 0.25}, new double[] {2, 1});

    @Test
    void throughputAddsWhatEachProgramGets() {
        assertThat(MIX.weightedSpeedUp()).isEqualTo(0.75);
    }

    @Test
    void theHarmonicMeanIsTheInverseOfTheMeanSlowdown() {
        assertThat(MIX.meanSlowdown()).isEqualTo(3);
        assertThat(MIX.harmonicSpeedUp()).isCloseTo(1.0 / 3, within(1e-15));
    }

    @Test
    void unfairnessComparesTheExtremes() {
        assertThat(MIX.maximumSlowdown()).isEqualTo(4);
        assertThat(MIX.unfairness()).isEqualTo(2);
        assertThat(MIX.fairness()).isEqualTo(0.5);
    }

    @Test
    void whoSharesNothingSuffersNothing() {
        Mix mix = Mix.of(new double[] {1.5, 0.7, 2}, new double[] {1.5, 0.7, 2});
        assertThat(mix.weightedSpeedUp()).isEqualTo(3);
        assertThat(mix.harmonicSpeedUp()).isEqualTo(1);
        assertThat(mix.maximumSlowdown()).isEqualTo(1);
        assertThat(mix.unfairness()).isEqualTo(1);
    }

    @Test
    void starvationShowsInTheHarmonicMeanAndHardlyInTheSum() {
        Mix even = Mix.of(new double[] {0.5, 0.5}, new double[] {1, 1});
        Mix starved = Mix.of(new double[] {0.99, 0.01}, new double[] {1, 1});
        assertThat(starved.weightedSpeedUp()).isCloseTo(even.weightedSpeedUp(), within(1e-12));
        assertThat(starved.harmonicSpeedUp()).isLessThan(even.harmonicSpeedUp() / 20);
        assertThat(starved.unfairness()).isCloseTo(99, within(1e-9));
    }

    @Test
    void aRateOfZeroAndUnequalNumbersAreRefused() {
        assertThatThrownBy(() -> Mix.of(new double[] {0}, new double[] {1})).hasMessageContaining("above 0");
        assertThatThrownBy(() -> Mix.of(new double[] {1}, new double[] {1, 2}))
                .hasMessageContaining("1 values against 2");
        assertThatThrownBy(() -> Mix.of(new double[0], new double[0])).hasMessageContaining("no values");
    }
}
