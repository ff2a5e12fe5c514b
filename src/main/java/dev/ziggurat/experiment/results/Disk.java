package dev.ziggurat.experiment.results;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Writes files that are there whole or not at all, whatever happens to the process: first under a temporary name, forced to the device, then
 * renamed. A file that would come out the same is left alone.
 */
public final class Disk {
    /** The ending of files that are being written; whoever finds one later may delete it. */
    public static final String TEMPORARY = ".tmp";

    private final Opener opener;

    /** Opens a new file for writing; closing it forces its content to the device. Tests put one here that fails. */
    public interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    /** What goes into a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public Disk() {
        this(Disk::open);
    }

    public Disk(Opener opener) {
        this.opener = opener;
    }

    /** Writes a file, in place of one of that name. */
    void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try {
            try (OutputStream out = opener.open(temporary)) {
                content.writeTo(out);
            }
            if (Files.exists(file) && Files.mismatch(temporary, file) < 0) {
                Files.delete(temporary);
            } else {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            discard(temporary, cause);
            throw cause;
        } catch (IOException | RuntimeException e) {
            discard(temporary, e);
            throw e;
        }
    }

    private static void discard(Path temporary, Exception reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static OutputStream open(Path file) throws IOException {
        FileOutputStream device = new FileOutputStream(file.toFile());
        FileDescriptor descriptor = device.getFD();
        return new BufferedOutputStream(device, 1 << 16) {
            @Override
            public void close() throws IOException {
                try (device) {
                    flush();
                    descriptor.sync();
                }
            }
        };
    }
}
