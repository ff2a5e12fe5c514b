package dev.ziggurat.workload.trace;

import static dev.ziggurat.workload.References.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.workload.References.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceInputTest {
    private static final byte[] TEXT = " L 10,4\n S 20,4\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder;

    private List<Seen> read(byte[] content) {
        return Traces.all(Traces.spec(Traces.bytes(folder, content)));
    }

    private void refused(byte[] content, String... words) {
        Path file = Traces.bytes(folder, content);
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words);
    }

    @Test
    void unpacksWhateverTheName() {
        List<Seen> plain = read(TEXT);
        assertThat(plain).hasSize(2001);
        assertThat(read(Traces.gzip(TEXT))).isEqualTo(plain);
        assertThat(read(Traces.xz(TEXT))).isEqualTo(plain);
    }

    @Test
    void readsGzipOfSeveralMembers() {
        byte[] one = Traces.gzip(TEXT);
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        assertThat(read(two)).hasSize(4001);
    }

    @Test
    void refusesWhatIsNoFile() {
        Path missing = folder.resolve("missing.din");
        assertThatThrownBy(() -> Traces.spec(missing).create(random(1)))
                .isInstanceOf(TraceException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> Traces.all(Traces.spec(folder)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void refusesBrokenPacking() {
        byte[] gzip = Traces.gzip(TEXT);
        byte[] xz = Traces.xz(TEXT);
        refused(Arrays.copyOf(gzip, gzip.length - 9), "ends in the middle of its packed data");
        refused(Arrays.copyOf(gzip, 5), "ends in the middle of its packed data");
        refused(Arrays.copyOf(xz, xz.length - 20), "ends in the middle of its packed data");
        byte[] brokenGzip = gzip.clone();
        brokenGzip[gzip.length / 2] ^= 0x55;
        refused(brokenGzip, ": ");
        byte[] brokenXz = xz.clone();
        brokenXz[40] ^= 0x55;
        refused(brokenXz, "is broken xz: ");
        refused(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0}, "zstd", "gzip or xz");
    }

    @Test
    void refusesFilesWithoutReferences() {
        refused(new byte[0], "is empty");
        refused(Traces.gzip(new byte[0]), "is empty");
        Path comments = Traces.text(folder, "==1== nothing", "");
        assertThatThrownBy(() -> Traces.all(Traces.spec(comments, new Lackey.Spec())))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("holds no references");
    }

    @Test
    void refusesFormatsItCannotTell() {
        refused("what is this?\n".getBytes(StandardCharsets.ISO_8859_1), "exactly one known format", "format: lackey");
        refused(new byte[1000], "exactly one known format");
    }

    @Test
    void refusesLinesWithoutEnd() {
        byte[] line = new byte[1 << 20];
        Arrays.fill(line, (byte) '1');
        Path file = Traces.bytes(folder, line);
        assertThatThrownBy(() -> Traces.all(Traces.spec(file, new Lackey.Spec())))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("line 1: the line is longer than");
    }
}
