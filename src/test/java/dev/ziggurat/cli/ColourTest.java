package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ColourTest {
    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void openDesk() throws IOException {
        desk = new Desk(folder);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, xterm, true, true",
                "-, xterm, false, false",
                "-, dumb, true, false",
                "1, xterm, true, false",
                "'', xterm, true, true",
                "0, xterm, true, false",
                "-, -, true, true"
            })
    void withoutTheOptionATerminalHasColours(String noColor, String term, boolean terminal, boolean coloured) {
        Map<String, String> environment = new java.util.HashMap<>();
        if (noColor != null) {
            environment.put("NO_COLOR", noColor);
        }
        if (term != null) {
            environment.put("TERM", term);
        }

        assertThat(Colour.of(environment, "list").on(terminal)).isEqualTo(coloured);
    }

    @Test
    void theOptionHasTheLastWord() {
        Map<String, String> none = Map.of("NO_COLOR", "1");

        assertThat(Colour.of(none, "list", "--color", "always").on(false)).isTrue();
        assertThat(Colour.of(none, "--color=ALWAYS", "list").on(false)).isTrue();
        assertThat(Colour.of(Map.of(), "list", "--color=never").on(true)).isFalse();
        assertThat(Colour.of(Map.of(), "list", "--color=auto").on(false)).isFalse();
    }

    @Test
    void headingsAndErrorsAreColoured() {
        assertThat(desk.ziggurat("list", "replacement", "--color", "always")).isZero();
        assertThat(desk.out()).startsWith(ESCAPE + "1mreplacement  what it is" + ESCAPE + "0m\nlru ");

        assertThat(desk.ziggurat("--color=always", "check", "nothing")).isEqualTo(2);
        assertThat(desk.err()).startsWith(ESCAPE + "1;31mziggurat:" + ESCAPE + "0m nothing: no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnu", "--hlep"})
    void soIsWrongUse(String word) {
        assertThat(desk.ziggurat(word, "--color=always")).isEqualTo(2);

        assertThat(desk.err()).startsWith(ESCAPE + "1;31mziggurat:");
    }

    @Test
    void helpIsToo() {
        assertThat(desk.ziggurat("run", "--help", "--color=always")).isZero();

        assertThat(desk.out()).contains(ESCAPE);
    }

    /** Only the colours differ: a script that strips them reads the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {"list", "explain m.yaml", "check m.yaml w.yaml s.yaml", "run m.yaml w.yaml --out R", "run --help"
            })
    void theWordsAreTheSame(String command) {
        desk.ziggurat(command.split(" ")); // a run is found finished the next time
        desk.ziggurat(command.split(" "));
        String plain = desk.out();
        assertThat(plain).doesNotContain("\u001b");

        desk.ziggurat((command + " --color=always").split(" "));

        assertThat(desk.out()).contains(ESCAPE);
        assertThat(desk.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void anotherWordIsWrongUse() {
        assertThat(desk.ziggurat("list", "--color", "sometimes")).isEqualTo(2);

        assertThat(desk.err()).contains("sometimes");
    }
}
