package dev.ziggurat.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What editors are told of amounts is what is read: every combination of a number, a gap and a unit, good and bad ones. */
final class PatternsTest {
    private static final List<String> NUMBERS =
            List.of("1", "42", "+7", "-7", "12.5", "0.5", "1.", ".5", "1e3", "0x10", "");
    private static final List<String> GAPS = List.of("", " ", "   ");
    private static final List<String> UNITS = List.of(
            "",
            "B",
            "KiB",
            "MiB",
            "GiB",
            "TiB",
            "KB",
            "kib",
            "ps",
            "ns",
            "us",
            "ms",
            "s",
            "m",
            "cycle",
            "cycles",
            "Cycles",
            "Hz",
            "kHz",
            "MHz",
            "GHz",
            "THz",
            "%",
            "percent",
            "reference",
            "references",
            "instruction",
            "instructions");

    private static void agree(String pattern, Consumer<String> parser) {
        for (String number : NUMBERS) {
            for (String gap : GAPS) {
                for (String unit : UNITS) {
                    String text = number + gap + unit;
                    assertThat(text.matches(pattern)).as("'%s'", text).isEqualTo(isRead(parser, text));
                }
            }
        }
    }

    private static boolean isRead(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
            return true;
        } catch (UnitException e) {
            return false;
        }
    }

    @Test
    void sizes() {
        agree(ByteSize.pattern(), ByteSize::parse);
    }

    @Test
    void times() {
        agree(Latency.pattern(), Latency::parse);
    }

    /** Half a hertz is rounded to one. */
    @Test
    void frequencies() {
        agree(Frequency.pattern(), Frequency::parse);
    }

    @Test
    void shares() {
        agree(Share.pattern(), Share::parse);
    }

    @Test
    void counts() {
        for (Count.Of of : Count.Of.values()) {
            agree(Count.pattern(of), text -> Count.parse(text, of));
        }
    }
}
