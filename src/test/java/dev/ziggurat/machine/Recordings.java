package dev.ziggurat.machine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes traces as long as a test wants them, in every format and packing: three loads and a store in turn, scattered over 4 MiB. */
final class Recordings {
    private static final long CODE = 0x400000;
    private static final long INSTRUCTION = 4;
    private static final long LOOP = 500;
    private static final int PAGE_BITS = 12;
    private static final long BASE = 0x1000_0000L;
    private static final long MASK = (4L << 20) - 8;

    private final Path folder;
    private final long references;

    Recordings(Path folder, long references) {
        this.folder = folder;
        this.references = references;
    }

    Path lackey() throws IOException {
        return write("trace.lackey", i -> "I  " + code(i) + ",4\n " + (isStore(i) ? "S " : "L ") + data(i) + ",8\n");
    }

    Path din() throws IOException {
        return write("trace.din.gz", i -> "i " + code(i) + " 4\n" + (isStore(i) ? "w " : "r ") + data(i) + " 8\n");
    }

    Path requests() throws IOException {
        return write("trace.requests.gz", i -> 20 * i + " 0x" + data(i) + (isStore(i) ? " W\n" : " R\n"));
    }

    Path pages() throws IOException {
        return write("trace.pages", i -> (address(i) >> PAGE_BITS) + (isStore(i) ? " W\n" : " R\n"));
    }

    Path script() throws IOException {
        return write("script.txt", i -> (isStore(i) ? "store 0x" : "load 0x") + data(i) + " 8\n");
    }

    Path champSim() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        return record("trace.champsim.xz", i -> {
            bytes.putLong(0, CODE + INSTRUCTION * (i % LOOP));
            bytes.put(10, (byte) (1 + i % 7));
            bytes.put(12, (byte) (1 + i % 5));
            bytes.putLong(16, isStore(i) ? address(i) : 0);
            bytes.putLong(32, isStore(i) ? 0 : address(i));
            return bytes.array();
        });
    }

    private Path write(String name, LongFunction<String> line) throws IOException {
        return record(name, i -> line.apply(i).getBytes(StandardCharsets.US_ASCII));
    }

    private static String code(long number) {
        return Long.toHexString(CODE + INSTRUCTION * (number % LOOP));
    }

    private static String data(long number) {
        return Long.toHexString(address(number));
    }

    private static boolean isStore(long number) {
        return number % 4 == 3;
    }

    private static long address(long number) {
        return BASE + (((number * 0x9e3779b97f4a7c15L) >>> 20) & MASK);
    }

    private Path record(String name, LongFunction<byte[]> record) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = packed(file)) {
            for (long i = 0; i < references; i++) {
                out.write(record.apply(i));
            }
        }
        return file;
    }

    private static OutputStream packed(Path file) throws IOException {
        OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        String name = file.getFileName().toString();
        if (name.endsWith(".gz")) {
            return new BufferedOutputStream(new GZIPOutputStream(raw), 1 << 16);
        }
        return name.endsWith(".xz")
                ? new BufferedOutputStream(new XZOutputStream(raw, new LZMA2Options(0)), 1 << 16)
                : raw;
    }
}
