package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether intervals of 95 % hold the truth in 95 % of repeated experiments. */
final class CoverageTest {
    private static final int EXPERIMENTS = 10_000;

    /** The quick form: 2,000 experiments have a standard error of 0.49 points, so the bands are about 1.4 points wider. */
    @ParameterizedTest
    @CsvSource({"T_3, 1.6", "T_5, 1.6", "T_10, 1.6", "T_30, 1.6", "RATIO, 1.6"})
    void twoThousandExperimentsComeClose(Coverage coverage, double points) {
        assertThat(coverage.percent(2000)).isCloseTo(95, within(points));
    }

    /** A bootstrap takes two milliseconds; 500 have a standard error of a point. */
    @Test
    void fiveHundredBootstrapsComeClose() {
        assertThat(Coverage.BOOTSTRAP_SKEWED.percent(500)).isCloseTo(95, within(4.0));
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLICATION_3", "REPLICATION_5", "REPLICATION_10", "BATCH_MEANS"})
    void twoThousandExperimentsHoldTheTruthNearlyNineTimesInTen(Coverage coverage) {
        assertThat(coverage.percent(2000)).isGreaterThanOrEqualTo(88);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void tenThousandExperimentsKeepThePromiseAndTheManualSaysSo(Coverage coverage) throws IOException {
        double percent = coverage.percent(EXPERIMENTS);
        switch (coverage) {
            case T_3, T_5, T_10, T_30, RATIO -> assertThat(percent).isCloseTo(95, within(0.7));
            case BOOTSTRAP, BOOTSTRAP_SKEWED -> assertThat(percent).isCloseTo(95, within(2.0));
            case REPLICATION_3, REPLICATION_5, REPLICATION_10, BATCH_MEANS, BATCH_MEANS_QUEUE ->
                assertThat(percent).isGreaterThanOrEqualTo(90);
            // What the manual shows as a warning.
            case T_5_SKEWED, T_30_SKEWED, BOOTSTRAP_VERY_SKEWED, BCA_SKEWED, BATCH_MEANS_SHORT ->
                assertThat(percent).isLessThan(94);
        }
        assertThat(Files.readString(Path.of("src/site/markdown/analysis.md"))).contains(coverage.row(percent));
    }
}
