package dev.ziggurat.dram.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times become cycles at the borders of the standard's rounding. */
final class RoundingTest {
    private static final int MOST = 1 << 24;
    private static final Rounding ROUNDING = new Rounding(1000);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "26, 1", "25, 0", "1000, 1", "1025, 1", "1026, 2", "1999, 2", "2000, 2"})
    void restOfUpTo25ThousandthsIsForgiven(long picoseconds, long cycles) {
        assertThat(ROUNDING.cycles("tX", Latency.ofPicoseconds(picoseconds))).isEqualTo(Latency.ofCycles(cycles));
    }

    @Test
    void whatMustNotBeExceededIsRoundedDown() {
        assertThat(ROUNDING.requiredAtMost("tX", Latency.ofPicoseconds(1999), "1 ns"))
                .isEqualTo(Latency.ofCycles(1));
        assertThat(ROUNDING.requiredAtMost("tX", Latency.ofCycles(7), "1 ns")).isEqualTo(Latency.ofCycles(7));
    }

    @Test
    void whatIsRequiredIsThereAndLastsACycle() {
        Latency none = Latency.ofCycles(0);
        assertThatThrownBy(() -> ROUNDING.required("tX", null, "4 cycles"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("4 cycles");
        assertThatThrownBy(() -> ROUNDING.requiredAtMost("tX", null, "4 us"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("4 us");
        assertThatThrownBy(() -> ROUNDING.required("tX", none, "4 cycles")).hasMessageContaining("at least one cycle");
        assertThatThrownBy(() -> ROUNDING.requiredAtMost("tX", none, "4 cycles"))
                .hasMessageContaining("at least one cycle");
        assertThat(ROUNDING.cycles("tX", none)).isEqualTo(none);
        assertThat(ROUNDING.required("tX", Latency.ofPicoseconds(2000), "4 cycles"))
                .isEqualTo(Latency.ofCycles(2));
    }

    @Test
    void noTimeIsSoLongThatCyclesOverflow() {
        assertThat(ROUNDING.cycles("tX", Latency.ofCycles(MOST))).isEqualTo(Latency.ofCycles(MOST));
        assertThat(ROUNDING.cycles("tX", Latency.ofPicoseconds(1000L * MOST))).isEqualTo(Latency.ofCycles(MOST));
        for (Latency longer : new Latency[] {
            Latency.ofCycles(MOST + 1), Latency.ofPicoseconds(1000L * MOST + 1), Latency.ofPicoseconds(Long.MAX_VALUE)
        }) {
            assertThatThrownBy(() -> ROUNDING.cycles("tX", longer)).hasMessageContaining("tX is longer than");
        }
        assertThatThrownBy(() -> ROUNDING.requiredAtMost("tX", Latency.ofCycles(MOST + 1), "1 ns"))
                .hasMessageContaining("tX is longer than");
    }
}
