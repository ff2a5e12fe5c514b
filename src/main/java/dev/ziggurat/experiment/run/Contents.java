package dev.ziggurat.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contents of files, each read once for all points of a sweep, and whether they are still what they were. */
final class Contents {
    private final Map<Path, Known> files = new ConcurrentHashMap<>();

    private record Known(String digest, Stamp stamp) {}

    private record Stamp(long size, FileTime changed) {}

    /**
     * Returns the SHA-256 of a file's content as it was when it was first asked for.
     *
     * @throws ExperimentException if it cannot be read
     */
    String digest(Path file) {
        return known(file).digest();
    }

    private Known known(Path file) {
        return files.computeIfAbsent(file, Contents::read);
    }

    /** The stamp is taken first: what changes while it is read is noticed. */
    private static Known read(Path file) {
        try {
            Stamp stamp = stamp(file);
            return new Known(Digest.ofFile(file), stamp);
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
    }

    /** Whether a file has another size or time than when its digest was taken, or is gone. */
    boolean hasChanged(Path file) {
        try {
            return !stamp(file).equals(known(file).stamp());
        } catch (IOException e) {
            return true;
        }
    }
}
