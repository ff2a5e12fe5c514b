package dev.ziggurat.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcome of a run in a file, with which one process tells another what it came to. */
public final class OutcomeFile {
    private OutcomeFile() {}

    /**
     * Simulates a run and writes what it came to, whatever that is.
     *
     * @param patience how long it may take; null for as long as it does
     */
    public static void write(Path file, Run run, @Nullable Duration patience) throws IOException {
        Outcome outcome;
        try {
            Attempt attempt =
                    new Attempt((each, pulse) -> each.setup().simulate(each.limits(), new Watch(pulse)), patience);
            outcome = attempt.simulate(run, attempt.pulse());
        } catch (OutOfMemoryError e) {
            outcome =
                    Outcome.crashed("the Java heap is too small for this run, even alone in a process of its own; start"
                            + " with ZIGGURAT_JAVA_OPTS=-Xmx8g");
        }
        Files.write(file, PointFile.encode(run.digest(), outcome));
    }

    /** Returns the outcome of a run from a file; empty if there is none of it. */
    public static Optional<Outcome> read(Path file, Run run) throws IOException {
        return PointFile.decode(run.digest(), Files.readAllBytes(file));
    }
}
