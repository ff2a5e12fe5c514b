package dev.ziggurat.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.workload.References.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LackeyTest {
    @TempDir
    private Path folder;

    @Test
    void readsAllFourKinds() {
        Path file = Traces.text(
                folder, "==1== Lackey", "I  04000,3", " L 1ffeff0,16", " S 1FFEFF8,10", "", " M 8,1", "==1== end");
        assertThat(Traces.all(Traces.spec(file)))
                .containsExactly(
                        new Seen(Kind.FETCH, 0x4000, 3, 0x4000, 0, 0),
                        new Seen(Kind.LOAD, 0x1ffeff0, 16, 0x4000, 0, 0),
                        new Seen(Kind.STORE, 0x1ffeff8, 10, 0x4000, 0, 0),
                        new Seen(Kind.MODIFY, 8, 1, 0x4000, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
    }

    @Test
    void readsLinesOfOtherSystemsAndALastOneWithoutAnEnd() {
        Path file = Traces.bytes(folder, " L 10,4\r\n\r\n S 20,4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Traces.all(Traces.spec(file))).extracting(Seen::address).containsExactly(0x10L, 0x20L, 0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I 4000,3",
                "I  4000",
                "I  4000,",
                "I  ,3",
                " L 4000,3 x",
                " X 4000,3",
                "L 4000,3",
                " L 0x4000,3",
                " L 4000, 3",
                " L 4000,-3",
                " L 12345678901234567,3",
                " L 4000,1234567890123456789",
                "=1= text",
                "hello",
                "\u00e9"
            })
    void refusesALineThatIsNone(String wrong) {
        Path file = Traces.text(folder, "I  4000,3", wrong, " L 10,4");
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(file + ", line 2: ")
                .hasMessageContaining("is no lackey line; expected for example 'I  0010c313,2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {" L 4000,0", " L 4000,65537", " L ffffffffffffffff,2"})
    void refusesReferencesThatNoMemoryHolds(String wrong) {
        Path file = Traces.text(folder, "I  4000,3", "", wrong);
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(", line 3: a reference of ")
                .extracting(e -> ((TraceException) e).position())
                .isEqualTo(3L);
    }

    @Test
    void aSizeMayReachTheLastByte() {
        Path file = Traces.text(folder, " L fffffffffffffffe,2", " S 0000000000000000000010,65536");
        assertThat(Traces.all(Traces.spec(file))).extracting(Seen::address).containsExactly(-2L, 16L, 0L);
    }
}
