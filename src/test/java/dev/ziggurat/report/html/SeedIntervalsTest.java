package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class SeedIntervalsTest {
    /** Student's t, 0.975: any table of it, for example NIST/SEMATECH, e-Handbook of Statistical Methods, 1.3.6.7.2. */
    @Test
    void theQuantilesAreThoseOfTheTables() {
        assertThat(SeedIntervals.quantiles(5).stream().map(each -> each.setScale(3, java.math.RoundingMode.HALF_EVEN)))
                .containsExactly(
                        new BigDecimal("12.706"),
                        new BigDecimal("4.303"),
                        new BigDecimal("3.182"),
                        new BigDecimal("2.776"));
    }

    @Test
    void aSingleSeedHasNoInterval() {
        assertThat(SeedIntervals.quantiles(1)).isEmpty();
    }
}
