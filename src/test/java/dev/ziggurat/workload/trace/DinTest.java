package dev.ziggurat.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.workload.References.Seen;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DinTest {
    @TempDir
    private Path folder;

    @Test
    void classicRoundsDownToFourBytes() {
        Path file = Traces.text(folder, "2 4001", "0 1ffeff7 anything", "1 0x8", "  0\t10");
        assertThat(Traces.all(Traces.spec(file)))
                .containsExactly(
                        new Seen(Kind.FETCH, 0x4000, 4, 0x4000, 0, 0),
                        new Seen(Kind.LOAD, 0x1ffeff4, 4, 0x4000, 0, 0),
                        new Seen(Kind.STORE, 8, 4, 0x4000, 0, 0),
                        new Seen(Kind.LOAD, 16, 4, 0x4000, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
    }

    @Test
    void extendedHasHexadecimalSizes() {
        Path file = Traces.text(folder, "i 4001 a", "r 1ffeff7 20", "", "w 0x8 0x1 ");
        assertThat(Traces.all(Traces.spec(file)))
                .containsExactly(
                        new Seen(Kind.FETCH, 0x4001, 10, 0x4001, 0, 0),
                        new Seen(Kind.LOAD, 0x1ffeff7, 32, 0x4001, 0, 0),
                        new Seen(Kind.STORE, 8, 1, 0x4001, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 10",
                "0",
                "0 ",
                "0 xyz",
                "010",
                "r 10",
                "r 10 8 9",
                "r 10,8",
                "q 10 8",
                "0 10,8",
                "r",
                "\u0001"
            })
    void refusesALineThatIsNone(String wrong) {
        Path file = Traces.text(folder, "r 10 8", wrong);
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(", line 2: ")
                .hasMessageContaining("is no din line; expected for example '0 1ffeff0'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 10", "4 0", "m 10 8", "c 0 0", "v 10 8"})
    void saysWhichLabelsAreNotSupported(String escape) {
        Path file = Traces.text(folder, "r 10 8", escape);
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("label " + escape.charAt(0))
                .hasMessageContaining("not supported");
    }

    @Test
    void refusesASizeOfNothing() {
        Path file = Traces.text(folder, "r 10 0");
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("a reference of 0 bytes at 0x10");
    }
}
