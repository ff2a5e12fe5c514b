package dev.ziggurat.experiment;

import dev.ziggurat.experiment.results.PointFile;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Watch;
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
        Outcome outcome = simulate(
                run,
                patience,
                "the Java heap is too small for this run, even alone in a process of its own; start"
                        + " with ZIGGURAT_JAVA_OPTS=-Xmx8g");
        Files.write(file, PointFile.encode(run.digest(), outcome));
    }

    /**
     * Simulates a run; whatever goes wrong is its outcome.
     *
     * @param outOfMemory what to say if the heap does not suffice
     */
    static Outcome simulate(Run run, @Nullable Duration patience, String outOfMemory) {
        Attempt attempt =
                new Attempt((each, pulse) -> each.setup().simulate(each.limits(), new Watch(pulse)), patience);
        try {
            return attempt.simulate(run, attempt.pulse());
        } catch (IOException e) {
            return Outcome.crashed("internal error: " + e);
        } catch (OutOfMemoryError e) {
            return Outcome.crashed(outOfMemory);
        }
    }

    /** Returns the outcome of a run from a file; empty if there is none of it. */
    public static Optional<Outcome> read(Path file, Run run) throws IOException {
        return PointFile.decode(run.digest(), Files.readAllBytes(file));
    }
}
