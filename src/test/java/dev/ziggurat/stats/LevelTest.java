package dev.ziggurat.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LevelTest {
    private final Level level = new Level();

    @Test
    void integralIsValueTimesTime() {
        level.set(3, 10);
        level.set(1, 14);

        assertThat(level.integral(14)).isEqualTo(12);
        assertThat(level.integral(20)).isEqualTo(18);
        assertThat(level.value()).isEqualTo(1);
    }

    @Test
    void severalChangesAtOneInstantCountTheLast() {
        level.set(100, 10);
        level.set(2, 10);

        assertThat(level.integral(15)).isEqualTo(10);
        assertThat(level.peak()).as("it was there, if only for an instant").isEqualTo(100);
    }

    @Test
    void peakRestartsAtThePresentValue() {
        level.set(9, 0);
        level.set(4, 1);
        level.restartPeak();

        assertThat(level.peak()).isEqualTo(4);
        level.set(6, 2);
        assertThat(level.peak()).isEqualTo(6);
    }
}
