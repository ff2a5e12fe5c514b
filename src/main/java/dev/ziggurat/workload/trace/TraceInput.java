package dev.ziggurat.workload.trace;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZInputStream;

/** The bytes of a trace file, unpacked if its first bytes are those of gzip or xz, whatever its name. */
public final class TraceInput implements Closeable {
    private static final int MAGIC = 6;
    private static final int BUFFER = 1 << 16;

    /** What xz may ask for, in KiB; its own presets stay below 100 MiB. */
    private static final int XZ_MEMORY = 256 << 10;

    private static final String ANEW = "; get it or pack it anew";

    private final Path file;
    private final InputStream stream;

    private TraceInput(Path file, InputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    /** Opens a file; throws {@link TraceException} if there is none or its packing is broken. */
    public static TraceInput open(Path file) {
        if (Files.isDirectory(file)) {
            throw new TraceException(file, "is a folder, not a trace file");
        }
        try {
            return new TraceInput(file, unpacked(file, new FileInputStream(file.toFile())));
        } catch (FileNotFoundException e) {
            throw new TraceException(file, Files.exists(file) ? "may not be read" : "there is no such file");
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private static InputStream unpacked(Path file, InputStream raw) throws IOException {
        try {
            PushbackInputStream stream = new PushbackInputStream(raw, MAGIC);
            byte[] magic = new byte[MAGIC];
            int length = stream.readNBytes(magic, 0, MAGIC);
            stream.unread(magic, 0, length);
            if (begins(magic, length, 0x1f, 0x8b)) {
                return new GZIPInputStream(stream, BUFFER);
            }
            if (begins(magic, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
                return new XZInputStream(stream, XZ_MEMORY);
            }
            if (begins(magic, length, 0x28, 0xb5, 0x2f, 0xfd)) {
                throw new TraceException(file, "is packed by zstd; pack it by gzip or xz, or not at all");
            }
            return stream;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static boolean begins(byte[] bytes, int length, int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    /** Fills the range of the array as far as the file reaches; returns how many bytes came, 0 only at the end of the file. */
    int read(byte[] into, int from, int length) {
        try {
            return stream.readNBytes(into, from, length);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    /**
     * Returns what a record that makes no sense comes from: damaged data unpack to nonsense before their checksum tells, so that of a packed
     * file the rest is read first. Of a plain file whose name promises packing, that is told.
     */
    TraceException refused(TraceException record) {
        if (stream instanceof PushbackInputStream) {
            String name = file.toString();
            return name.matches(".*\\.(gz|xz)")
                    ? record.adding("; the file is not packed, though its name ends in "
                            + name.substring(name.lastIndexOf('.')))
                    : record;
        }
        byte[] rest = new byte[BUFFER];
        try {
            while (stream.read(rest, 0, rest.length) >= 0) {
                // Only whether it can be unpacked matters.
            }
            return record;
        } catch (IOException e) {
            return broken(file, e);
        }
    }

    private static TraceException broken(Path file, IOException e) {
        if (e instanceof EOFException) {
            return new TraceException(file, "ends in the middle of its packed data" + ANEW);
        }
        if (e instanceof ZipException) {
            return new TraceException(file, "is broken gzip: " + e.getMessage() + ANEW);
        }
        if (e.getClass().getPackageName().startsWith("org.tukaani")) {
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new TraceException(file, "is broken xz: " + message + ANEW);
        }
        return new TraceException(file, "cannot be read: " + e.getMessage());
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw broken(file, e);
        }
    }
}
