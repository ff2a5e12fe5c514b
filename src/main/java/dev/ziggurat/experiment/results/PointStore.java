package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code points} of a results folder: the outcome of each finished run in a file of its own, named by the run's digest. A file
 * appears there whole, once, and is never changed; whatever kills the process, the runs that had finished are there when it starts again.
 */
public final class PointStore implements AutoCloseable {
    public static final String ENDING = ".csv";
    private static final int DIGEST_DIGITS = 64;

    private final Path folder;
    private final Disk disk;
    private final FileChannel lock;

    private PointStore(Path folder, Disk disk, FileChannel lock) {
        this.folder = folder;
        this.disk = disk;
        this.lock = lock;
    }

    /**
     * Opens the folder for this process alone and makes it if it is not there.
     *
     * @throws ExperimentException if another process works in it
     */
    public static PointStore open(Path folder, Disk disk) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new ExperimentException("another ziggurat is writing to " + folder.getParent()
                    + " now; wait until it has ended, or write to another folder with --out DIR");
        }
        PointStore store = new PointStore(folder, disk, channel);
        store.clear();
        return store;
    }

    /** The system takes the lock back when the process ends, however it ends. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Deletes what a killed process was writing. */
    private void clear() throws IOException {
        for (Path file : files(folder)) {
            if (file.toString().endsWith(Disk.TEMPORARY)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Returns the digests of all runs in a folder. */
    public static List<String> digests(Path folder) throws IOException {
        return files(folder).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(ENDING) && name.length() == DIGEST_DIGITS + ENDING.length())
                .map(name -> name.substring(0, DIGEST_DIGITS))
                .sorted()
                .toList();
    }

    /** Forgets a run. */
    public void remove(String digest) throws IOException {
        Files.deleteIfExists(file(digest));
    }

    /** Returns the outcome of a run that has finished; a damaged file counts as none, and its run is done again. */
    public Optional<Outcome> find(String digest) throws IOException {
        return find(folder, digest);
    }

    /** Returns the same from a folder that need not be opened, nor be there. */
    public static Optional<Outcome> find(Path folder, String digest) throws IOException {
        try {
            return PointFile.decode(digest, Files.readAllBytes(folder.resolve(digest + ENDING)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Keeps the outcome of a run. */
    public void keep(String digest, Outcome outcome) throws IOException {
        keep(digest, PointFile.encode(digest, outcome));
    }

    /** Keeps the outcome of a run that was written elsewhere. */
    public void keep(String digest, byte[] text) throws IOException {
        disk.write(file(digest), out -> out.write(text));
    }

    private Path file(String digest) {
        return folder.resolve(digest + ENDING);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
