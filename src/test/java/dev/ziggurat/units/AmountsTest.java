package dev.ziggurat.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as people write them: read exactly, printed so that they are read back the same, refused with a hint. */
final class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0 B, 0",
        "64 B, 64",
        "32 KiB, 32768",
        "32KiB, 32768",
        "1.5 MiB, 1572864",
        "' 8 GiB ', 8589934592",
        "1 TiB, 1099511627776",
        "0.5 KiB, 512",
        "+1 KiB, 1024",
        "8388607 TiB, 9223370937343148032"
    })
    void sizesAreReadInBytes(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "833 ps, 833",
        "14 ns, 14000",
        "4 ms, 4000000000",
        "0.25 ns, 250",
        "1 s, 1000000000000",
        "7.8 us, 7800000",
        "0 ps, 0"
    })
    void timesAreReadInPicoseconds(String text, long picoseconds) {
        assertThat(Latency.parse(text)).isEqualTo(Latency.ofPicoseconds(picoseconds));
    }

    @ParameterizedTest
    @CsvSource({"4 cycles, 4", "1 cycle, 1", "0 cycles, 0", "12cycles, 12"})
    void timesMayBeInCycles(String text, long cycles) {
        Latency latency = Latency.parse(text);

        assertThat(latency).isEqualTo(Latency.ofCycles(cycles));
        assertThat(latency.picoseconds(313)).isEqualTo(313 * cycles);
    }

    @ParameterizedTest
    @CsvSource({"4 GHz, 4000000000", "3.2 GHz, 3200000000", "333.25 MHz, 333250000", "1 Hz, 1", "32 kHz, 32000"})
    void frequenciesAreReadInHertz(String text, long hertz) {
        assertThat(Frequency.parse(text).hertz()).isEqualTo(hertz);
    }

    @ParameterizedTest
    @CsvSource({"50 %, 500000000", "0.5%, 5000000", "100 %, 1000000000", "0 %, 0", "33.3333333 %, 333333333"})
    void sharesAreReadInBillionths(String text, long billionths) {
        assertThat(Share.parse(text).billionths()).isEqualTo(billionths);
    }

    @Test
    void countsNameWhatTheyCount() {
        assertThat(Count.parse("200000 references", Count.Of.REFERENCES).value())
                .isEqualTo(200_000);
        assertThat(Count.parse("1 instruction", Count.Of.INSTRUCTIONS)).hasToString("1 instruction");
        assertThat(Count.parse("2 instructions", Count.Of.INSTRUCTIONS)).hasToString("2 instructions");
        refused(text -> Count.parse(text, Count.Of.REFERENCES), "5 instructions", "instructions", "references");
    }

    @Test
    void whatIsPrintedIsReadBackTheSame() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            long bits = random.nextLong(1L << (1 + random.nextInt(62)));
            long value = (bits << (random.nextInt(3) * 10)) & Long.MAX_VALUE;
            assertThat(ByteSize.parse(new ByteSize(value).toString()).bytes()).isEqualTo(value);
            assertThat(Latency.parse(Latency.ofCycles(value).toString())).isEqualTo(Latency.ofCycles(value));
            Latency time = Latency.ofPicoseconds(value / 1000 * (i % 2 == 0 ? 1000 : 1));
            assertThat(Latency.parse(time.toString())).isEqualTo(time);
            Frequency frequency = new Frequency(1 + value % 500_000_000_000L);
            assertThat(Frequency.parse(frequency.toString())).isEqualTo(frequency);
            Share share = new Share(value % (Share.WHOLE + 1));
            assertThat(Share.parse(share.toString())).isEqualTo(share);
            Count count = new Count(value, Count.Of.REFERENCES);
            assertThat(Count.parse(count.toString(), Count.Of.REFERENCES)).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @CsvSource({"65536, 64 KiB", "1536, 1536 B", "0, 0 B", "1099511627776, 1 TiB", "1, 1 B"})
    void sizesArePrintedInTheLargestUnitThatLosesNothing(long bytes, String text) {
        assertThat(new ByteSize(bytes)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "32",
                "32 kB",
                "32 KB",
                "KiB",
                "",
                "-1 B",
                "1e3 B",
                "1_000 B",
                "3 2 KiB",
                "8388608 TiB",
                "0x10 B",
                "NaN B",
                "1. B"
            })
    void otherSizesAreRefusedWithAHint(String text) {
        refused(ByteSize::parse, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "14",
                "14 seconds",
                "-4 ns",
                "1.5 cycles",
                "-1 cycles",
                "cycles",
                "99999999 s",
                "9223372036854775808 cycles"
            })
    void otherTimesAreRefusedWithAHint(String text) {
        refused(Latency::parse, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 Hz", "0.4 Hz", "501 GHz", "4 ghz", "4", "-1 GHz"})
    void otherFrequenciesAreRefusedWithAHint(String text) {
        refused(Frequency::parse, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101 %", "-1 %", "50", "0.5", "50 percent"})
    void otherSharesAreRefusedWithAHint(String text) {
        refused(Share::parse, text);
    }

    @Test
    void missingUnitIsToldWithAnExample() {
        refused(ByteSize::parse, "32", "'32'", "32 KiB");
        refused(Latency::parse, "14", "'14 ns', '14 ms' or '14 cycles'");
        refused(Latency::parse, "0", "'14 ns' or '4 cycles'");
        refused(text -> Latency.parse(text, "10 ms"), "14", "write for example '10 ms'");
        refused(Frequency::parse, "4", "4 GHz");
        refused(ByteSize::parse, "32 KB", "KB", "KiB");
    }

    private static void refused(Function<String, ?> reader, String text, String... hints) {
        assertThatThrownBy(() -> reader.apply(text))
                .as(text)
                .isInstanceOfSatisfying(
                        UnitException.class,
                        e -> assertThat(e.getMessage())
                                .isNotBlank()
                                .satisfies(message -> List.of(hints)
                                        .forEach(hint -> assertThat(message).contains(hint))));
    }

    @Test
    void recordsRefuseWhatNoTextCouldGive() {
        assertThatThrownBy(() -> new ByteSize(-1)).isInstanceOf(UnitException.class);
        assertThatThrownBy(() -> Latency.ofPicoseconds(-1)).isInstanceOf(UnitException.class);
        assertThatThrownBy(() -> new Frequency(0)).isInstanceOf(UnitException.class);
        assertThatThrownBy(() -> new Share(Share.WHOLE + 1)).isInstanceOf(UnitException.class);
        assertThatThrownBy(() -> new Count(-1, Count.Of.REFERENCES)).isInstanceOf(UnitException.class);
    }

    @Test
    void cyclesThatDoNotFitAreNoSilentOverflow() {
        Latency latency = Latency.ofCycles(Long.MAX_VALUE / 2);

        assertThatThrownBy(() -> latency.picoseconds(313)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void sizesAreOrdered() {
        assertThat(ByteSize.parse("1 KiB")).isLessThan(ByteSize.parse("1 MiB"));
    }

    @Test
    void specExceptionsNameTheirKey() {
        assertThatThrownBy(() -> SpecException.requireRange("mshrs", 0, 1, 8))
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.key()).isEqualTo("mshrs"))
                .hasMessageContainingAll("0", "1", "8");
        assertThatThrownBy(() -> SpecException.requirePresent("size", null, "32 KiB"))
                .hasMessageContainingAll("'size' is missing", "size: 32 KiB");
        SpecException.requireRange("mshrs", 8, 1, 8);
        SpecException.requirePresent("size", 1, "32 KiB");
    }
}
