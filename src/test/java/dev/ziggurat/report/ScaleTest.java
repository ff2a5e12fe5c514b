package dev.ziggurat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.report.NumberScale.Division;
import dev.ziggurat.units.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScaleTest {
    @Test
    void doublingsOfASizeLieEquallyFarApart() {
        Scale scale = swept("4 KiB", "16 KiB", "1 MiB");

        assertThat(at(scale, "4 KiB")).isZero();
        assertThat(at(scale, "16 KiB")).isEqualTo(200);
        assertThat(at(scale, "32 KiB")).isEqualTo(300);
        assertThat(at(scale, "1 MiB")).isEqualTo(800);
    }

    @Test
    void manySizesAreLabelledAtPowersOfTwo() {
        String[] sizes = IntStream.rangeClosed(0, 32)
                .mapToObj(i -> (i % 2 == 0 ? 4 << (i / 2) : 6 << (i / 2)) + " KiB")
                .toArray(String[]::new);

        assertThat(labels(swept(sizes)))
                .containsExactly(
                        "4 KiB", "16 KiB", "64 KiB", "256 KiB", "1 MiB", "4 MiB", "16 MiB", "64 MiB", "256 MiB");
    }

    @Test
    void numbersCloseTogetherAreLinearAndOthersLogarithmic() {
        assertThat(at(swept("1", "2", "5"), "2")).isEqualTo(200);
        assertThat(at(swept("1", "4", "16"), "4")).isEqualTo(400);
        assertThat(at(swept("0", "10", "1000"), "10")).isEqualTo(8);
        assertThat(labels(swept("10 ns", "1 us", "0.1 ms"))).containsExactly("10", "1000", "100000");
    }

    @Test
    void wordsStandInTheMiddlesOfEqualShares() {
        Scale scale = new WordScale(List.of(Quantity.of("lru"), Quantity.of("fifo")));

        assertThat(at(scale, "lru")).isEqualTo(200);
        assertThat(at(scale, "fifo")).isEqualTo(600);
        assertThat(scale.continuous()).isFalse();
    }

    @Test
    void linearAxisBeginsAtZeroAndEndsAtARoundNumber() {
        assertThat(labels(NumberScale.measured(3, 9.5, Division.AUTO))).containsExactly("0", "2", "4", "6", "8", "10");
        assertThat(labels(NumberScale.measured(3, 0.35, Division.LINEAR)))
                .containsExactly("0", "0.1", "0.2", "0.3", "0.4");
        assertThat(labels(NumberScale.measured(0, 0, Division.AUTO))).startsWith("0", "0.2");
        assertThat(labels(NumberScale.measured(0, 250_000, Division.AUTO)))
                .containsExactly("0", "50k", "100k", "150k", "200k", "250k");
    }

    @Test
    void logarithmicAxisEndsAtRoundNumbersAroundTheValues() {
        assertThat(labels(NumberScale.measured(1.3, 62, Division.AUTO)))
                .containsExactly("1", "2", "5", "10", "20", "50", "100");
        assertThat(labels(NumberScale.measured(0.001, 1000, Division.LOG)))
                .containsExactly("0.001", "0.01", "0.1", "1", "10", "100", "1000");
        assertThat(labels(NumberScale.measured(0, 1000, Division.LOG))).startsWith("0");
    }

    @Test
    void valuesOfDifferentUnitsAreOfOneKindAndOddOnesAreWords() {
        assertThat(Quantity.of("1 us").amount())
                .isEqualByComparingTo(Quantity.of("1000 ns").amount());
        assertThat(Quantity.of("2 instructions").kind()).isEqualTo(Quantity.Kind.NUMBER);
        assertThat(Quantity.of("{kind: x}").kind()).isEqualTo(Quantity.Kind.WORD);
        assertThat(Quantity.of("4 GHz to 5").kind()).isEqualTo(Quantity.Kind.WORD);
    }

    private static Scale swept(String... values) {
        return NumberScale.swept(Arrays.stream(values).map(Quantity::of).toList());
    }

    private static long at(Scale scale, String value) {
        return scale.at(Quantity.of(value), 800);
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::label).toList();
    }
}
