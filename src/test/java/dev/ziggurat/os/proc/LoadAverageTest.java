package dev.ziggurat.os.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The load averages by Linux's arithmetic. */
final class LoadAverageTest {
    private final LoadAverage load = new LoadAverage();

    private List<String> after(int samples, long active) {
        for (int i = 0; i < samples; i++) {
            load.sample(active);
        }
        return List.of(load.text(active, 5, 9).trim().split(" ", -1));
    }

    @Test
    void aSampleIsTakenEveryFiveSecondsAndATick() {
        assertThat(LoadAverage.PERIOD).isEqualTo(5_004_000_000_000L);
    }

    /** 2048 x (2048 - 1884) and 2047 are 164.99 x 2048; 164 and half a hundredth, 10, are 0.08 of 2048. In the same way 34 and 11. */
    @Test
    void theFirstSampleOfOneThreadIsWhatLinuxShows() {
        assertThat(load.text(0, 5, 9)).isEqualTo("0.00 0.00 0.00 0/5 9\n");
        load.sample(1);
        assertThat(load.text(1, 5, 9)).isEqualTo("0.08 0.02 0.01 1/5 9\n");
    }

    /** 164 x 1884 and 2048 x 164 and 2047 are 315.8 x 2048; without the thread 315 x 1884 are 289.7 x 2048. */
    @Test
    void itRisesRoundedUpAndFallsRoundedDown() {
        assertThat(after(2, 1)).startsWith("0.15");
        assertThat(after(1, 0)).startsWith("0.14");
    }

    /** After a minute, 12 samples, 1 - 1/e of the way. */
    @Test
    void afterAMinuteTheFirstHasGoneTheWayOfAnExponential() {
        assertThat(after(12, 100).get(0)).isBetween("63.1", "63.4");
    }

    @Test
    void itComesToRestAtWhatThereIs() {
        assertThat(after(2_000, 3)).startsWith("3.00", "3.00", "3.00");
        assertThat(after(3_000, 0)).startsWith("0.00", "0.00", "0.00");
    }
}
