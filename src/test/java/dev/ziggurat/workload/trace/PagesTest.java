package dev.ziggurat.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {
    private static final Pages.Spec FOUR = new Pages.Spec(ByteSize.parse("4 KiB"));

    @TempDir
    private Path folder;

    @Test
    void aPageIsReadOrWrittenAtItsBegin() {
        Path file = Traces.text(folder, "# page", "7 R", "", "  0\tW", "1000000 R \r");

        assertThat(Traces.all(Traces.spec(file)))
                .containsExactly(
                        new Seen(Kind.LOAD, 7 * 4096, 8, 0, 0, 0),
                        new Seen(Kind.STORE, 0, 8, 0, 0, 0),
                        new Seen(Kind.LOAD, 1_000_000L * 4096, 8, 0, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
        TraceSpec huge = Traces.spec(file, new Pages.Spec(ByteSize.parse("2 MiB")));
        assertThat(Traces.all(huge).get(0).address()).isEqualTo(7L << 21);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1 r",
                "1 R 8",
                "x R",
                "-1 R",
                "0x1 R",
                "1,R",
                "1R",
                "1 RW",
                "R 1",
                "1234567890123456789 R",
                "7 # R"
            })
    void refusesALineThatIsNone(String wrong) {
        Path file = Traces.text(folder, "0 R", wrong);

        assertThatThrownBy(() -> Traces.all(Traces.spec(file, FOUR)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(
                        ", line 2: '" + wrong + "' is no reference to a page; expected for example '17 R'");
    }

    @Test
    void refusesAPageBeyondTheAddresses() {
        long last = (1L << 51) - 1;
        Path file = Traces.text(folder, last + " W", (last + 1) + " R");

        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(", line 2: page " + (last + 1) + " of 4096 B lies beyond 2^63");
        Path sound = Traces.text(folder, last + " W");
        assertThat(Traces.all(Traces.spec(sound)).get(0).address()).isEqualTo(last << 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 B", "12 KiB", "2 GiB"})
    void refusesASizeThatNoPageHas(String size) {
        assertThatThrownBy(() -> new Pages.Spec(ByteSize.parse(size)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is no power of two from 8 B to 1 GiB");
    }

    /** Length, distinct pages and writes are those that the reference set states. */
    @ParameterizedTest
    @CsvSource({"classic20, 20, 6, 0", "belady12, 12, 5, 0", "zipf_a, 20000, 1956, 5977", "zipf_b, 20000, 922, 2008"})
    void theReferenceStringsAreReadWhole(String name, long length, long pages, long writes) throws URISyntaxException {
        URL url = PagesTest.class.getResource("/reference/os/strings/" + name + ".txt.gz");
        TraceInfo info = TraceInfo.of(Path.of(Objects.requireNonNull(url).toURI()), null);

        assertThat(info.format()).isEqualTo(FOUR);
        assertThat(info.references()).isEqualTo(length);
        assertThat(info.pages()).isEqualTo(pages);
        assertThat(info.stores()).isEqualTo(writes);
        assertThat(info.straddling()).isZero();
    }
}
