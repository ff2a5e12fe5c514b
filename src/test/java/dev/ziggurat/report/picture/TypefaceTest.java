package dev.ziggurat.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypefaceTest {
    /** Widths of Helvetica in thousandths of its size, Adobe Core 14 AFM files; Liberation Sans has 2048 units to its size. */
    @ParameterizedTest
    @CsvSource({
        "false, a, 556",
        "false, i, 222",
        "false, W, 944",
        "false, 256 KiB, 3502",
        "true, a, 556",
        "true, i, 278",
        "true, m, 889"
    })
    void widthsAreThoseOfHelvetica(boolean bold, String text, long thousandths) {
        assertThat((bold ? Typeface.BOLD : Typeface.REGULAR).width(text, 1000))
                .isBetween(thousandths * 100 - 60L * text.length(), thousandths * 100 + 60L * text.length());
    }

    @ParameterizedTest
    @CsvSource({"caché 5 µs ≥ Ω, caché 5 µs ≥ Ω", "缓存, ??", "😀, ?"})
    void charactersWithoutALetterAreReplacedOneByOne(String text, String shown) {
        assertThat(Typeface.REGULAR.shown(text)).isEqualTo(shown);
    }
}
