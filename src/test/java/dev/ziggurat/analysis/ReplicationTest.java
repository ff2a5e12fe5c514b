package dev.ziggurat.analysis;

import static dev.ziggurat.analysis.Replication.Reason.MORE;
import static dev.ziggurat.analysis.Replication.Reason.MOST;
import static dev.ziggurat.analysis.Replication.Reason.NARROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.analysis.Replication.Decision;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

final class ReplicationTest {
    private static final Replication FIVE_PERCENT = new Replication(3, 30, 0.05, 0.95);

    @Test
    void theFirstSeedsAlwaysRun() {
        assertThat(FIVE_PERCENT.after()).isEqualTo(new Decision(3, MORE));
        assertThat(FIVE_PERCENT.after(1, 1)).isEqualTo(new Decision(3, MORE));
        assertThat(FIVE_PERCENT.after(1, 1).ends()).isFalse();
    }

    /** Of 99, 100 and 101 the half width is 4.302653 / sqrt 3 = 2.484138, that is 2.484138 % of the mean. */
    @Test
    void endsExactlyAtTheTarget() {
        double[] values = {99, 100, 101};
        assertThat(new Replication(3, 30, 0.02484, 0.95).after(values)).isEqualTo(new Decision(4, MORE));
        assertThat(new Replication(3, 30, 0.02485, 0.95).after(values)).isEqualTo(new Decision(3, NARROW));
    }

    @Test
    void endsAtTheMost() {
        Replication three = new Replication(3, 3, 0.01, 0.95);
        assertThat(three.after(99, 100, 101)).isEqualTo(new Decision(3, MOST));
        assertThat(three.after(99, 100, 101, 5)).isEqualTo(new Decision(3, MOST));
        assertThat(three.after(99, 100, 101).ends()).isTrue();
    }

    @Test
    void valuesBeyondTheSeedThatEndsItChangeNothing() {
        for (int seed = 0; seed < 20; seed++) {
            Well19937c random = new Well19937c(seed);
            double[] values = new double[40];
            for (int i = 0; i < values.length; i++) {
                values[i] = 10 + random.nextGaussian();
            }
            Replication rule = new Replication(3, 35, 0.04, 0.95);
            // One seed after the other, as a single worker runs them.
            int known = 0;
            while (!rule.after(Arrays.copyOf(values, known)).ends()) {
                known++;
            }
            for (int ahead = known; ahead <= values.length; ahead++) {
                assertThat(rule.after(Arrays.copyOf(values, ahead)))
                        .as("seed %d", seed)
                        .isEqualTo(rule.after(Arrays.copyOf(values, known)));
            }
            assertThat(rule.after(Arrays.copyOf(values, known)).seeds()).isEqualTo(known);
        }
    }

    /** The rule as it is written: Student's interval of every prefix. */
    @Test
    void endsAtTheFirstPrefixWhoseIntervalIsNarrow() {
        for (int seed = 0; seed < 60; seed++) {
            Well19937c random = new Well19937c(seed);
            double[] values = new double[40];
            for (int i = 0; i < values.length; i++) {
                values[i] = (seed % 2 == 0 ? 10 : -1e6) * (1 + 0.1 * random.nextGaussian());
            }
            int expected = 3;
            while (expected < 40
                    && StudentT.interval(Arrays.copyOf(values, expected), 0.95).relativeHalfWidth() > 0.05) {
                expected++;
            }
            assertThat(new Replication(3, 40, 0.05, 0.95).after(values).seeds())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void tenThousandSeedsAreNoBurden() {
        double[] values = new double[10_000];
        Arrays.setAll(values, i -> i % 2 == 0 ? 1 : 3);
        assertThat(new Replication(5, 10_000, 0.001, 0.95).after(values)).isEqualTo(new Decision(10_000, MOST));
    }

    @Test
    void asksForOneSeedMoreThanItKnows() {
        assertThat(FIVE_PERCENT.after(1, 2, 3, 4, 5)).isEqualTo(new Decision(6, MORE));
    }

    @Test
    void whatNoSeedChangesNeedsNoMore() {
        assertThat(FIVE_PERCENT.after(7, 7, 7)).isEqualTo(new Decision(3, NARROW));
        assertThat(FIVE_PERCENT.after(0, 0, 0)).isEqualTo(new Decision(3, NARROW));
    }

    @Test
    void aMeanOfZeroIsNeverNarrow() {
        assertThat(FIVE_PERCENT.after(-1, 0, 1)).isEqualTo(new Decision(4, MORE));
    }

    @Test
    void theSignOfTheMeanDoesNotMatter() {
        assertThat(FIVE_PERCENT.after(-99, -100, -101)).isEqualTo(new Decision(3, NARROW));
    }

    @Test
    void allMetricsMustBeNarrowAtOnce() {
        double[] narrow = {100, 100, 101, 100};
        double[] wide = {99, 100, 120, 100};
        assertThat(FIVE_PERCENT.after(List.of(narrow, narrow))).isEqualTo(new Decision(3, NARROW));
        assertThat(FIVE_PERCENT.after(List.of(narrow, wide))).isEqualTo(new Decision(5, MORE));
        assertThat(FIVE_PERCENT.after(List.of(wide, narrow))).isEqualTo(new Decision(5, MORE));
    }

    @Test
    void whatIsNoRuleIsRefused() {
        assertThatThrownBy(() -> new Replication(2, 30, 0.05, 0.95)).hasMessageContaining("at least 3");
        assertThatThrownBy(() -> new Replication(5, 4, 0.05, 0.95)).hasMessageContaining("from 5 to 4 seeds");
        assertThatThrownBy(() -> new Replication(3, 4, 0, 0.95)).hasMessageContaining("target 0.0");
        assertThatThrownBy(() -> new Replication(3, 4, Double.NaN, 0.95)).hasMessageContaining("target NaN");
        assertThatThrownBy(() -> new Replication(3, 4, 0.05, 1)).hasMessageContaining("confidence 1.0");
    }

    @Test
    void whatIsNoResultIsRefused() {
        assertThatThrownBy(() -> FIVE_PERCENT.after(1, Double.NaN)).hasMessageContaining("value 2 of 2 is NaN");
        assertThatThrownBy(() -> FIVE_PERCENT.after(List.of())).hasMessageContaining("no metric");
        assertThatThrownBy(() -> FIVE_PERCENT.after(List.of(new double[3], new double[4])))
                .hasMessageContaining("3 values against 4");
    }
}
