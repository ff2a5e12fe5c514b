package dev.ziggurat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClockTest {
    @ParameterizedTest
    @CsvSource({
        "4 GHz, 250",
        "3.2 GHz, 313",
        "1 GHz, 1000",
        "333 MHz, 3003",
        "500 GHz, 2",
        "3 GHz, 333",
        "1 Hz, 1000000000000"
    })
    void periodIsRoundedHalfUp(String frequency, long period) {
        assertThat(Clock.of(Frequency.parse(frequency)).period()).isEqualTo(period);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 250, 313, 833})
    void edgesAreTheMultiplesOfThePeriod(long period) {
        Clock clock = new Clock(period);
        for (long time = 0; time < 5 * period; time++) {
            long edge = clock.edgeFrom(time);
            assertThat(edge % period).isZero();
            assertThat(edge - time).isBetween(0L, period - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 250, 313})
    void edgeIsTheSameWhetherOrNotAnEarlierOneIsKnown(long period) {
        Clock clock = new Clock(period);
        for (long time = 0; time < 4 * period; time++) {
            for (long edge = 0; edge <= time; edge += period) {
                assertThat(clock.edgeFrom(time, edge)).isEqualTo(clock.edgeFrom(time));
            }
        }
    }

    @Test
    void cyclesAndTimesBecomePicoseconds() {
        Clock clock = new Clock(313);

        assertThat(clock.cycles(4)).isEqualTo(1252);
        assertThat(clock.picoseconds(Latency.ofCycles(4))).isEqualTo(1252);
        assertThat(clock.picoseconds(Latency.parse("14 ns"))).isEqualTo(14_000);
    }

    @Test
    void clockWithoutAPeriodIsRefused() {
        assertThatThrownBy(() -> new Clock(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
