package dev.ziggurat.workload.trace;

import static dev.ziggurat.workload.References.random;

import dev.ziggurat.memory.Program;
import dev.ziggurat.workload.References;
import dev.ziggurat.workload.References.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What the tests of traces say often. */
@SuppressWarnings("NullAway") // absent keys are null
final class Traces {
    private Traces() {}

    /** Returns a reference trace, by its path under {@code reference/cache/traces}. */
    static Path reference(String name) {
        URL url = Traces.class.getResource("/reference/cache/traces/" + name);
        if (url == null) {
            throw new IllegalArgumentException("no reference trace " + name);
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Path text(Path folder, String... lines) {
        return bytes(folder, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static Path bytes(Path folder, byte[] content) {
        try {
            return Files.write(Files.createTempFile(folder, "trace", ""), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] content) {
        return packed(content, GZIPOutputStream::new);
    }

    static byte[] xz(byte[] content) {
        return packed(content, out -> new XZOutputStream(out, new LZMA2Options(0)));
    }

    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] content, Packer packer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.over(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static TraceSpec spec(Path file) {
        return new TraceSpec(file, null, null, null, null, null, null, null, null);
    }

    static TraceSpec spec(Path file, TraceFormat format) {
        return new TraceSpec(file, format, null, null, null, null, null, null, null);
    }

    static TraceSpec looping(Path file) {
        return new TraceSpec(file, null, TraceSpec.OnEnd.LOOP, null, null, null, null, null, null);
    }

    /** Returns the references of a trace, the EXIT among them. */
    static List<Seen> all(TraceSpec spec) {
        Program program = spec.create(random(1));
        return References.take(program, Integer.MAX_VALUE);
    }
}
