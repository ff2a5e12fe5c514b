package dev.ziggurat.experiment;

import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simulates runs one by one. Whatever goes wrong with one is its outcome: it ends that run, not the sweep. */
final class Attempt {
    private static final int NANOSECOND_DIGITS = 9;

    private final Simulation simulation;
    private final @Nullable Duration patience;

    /** What simulates a run and tells the pulse how far it is. */
    interface Simulation {
        Outcome of(Run run, Pulse pulse) throws IOException;
    }

    Attempt(Simulation simulation, @Nullable Duration patience) {
        this.simulation = simulation;
        this.patience = patience;
    }

    /** Returns what tells how far a run is, and stops it when it has taken too long. */
    Pulse pulse() {
        return patience == null ? new Pulse() : new Pulse(System.nanoTime() + patience.toNanos());
    }

    /**
     * Simulates a run.
     *
     * @throws IOException if what is written as it goes on could not be written
     * @throws OutOfMemoryError if the heap did not suffice
     */
    Outcome simulate(Run run, Pulse pulse) throws IOException {
        try {
            return simulation.of(run, pulse);
        } catch (Pulse.TimeOut e) {
            return new Outcome(
                    Outcome.Status.TIME_OUT,
                    "stopped after " + seconds() + " (--time-out), at " + pulse.references() + " references",
                    pulse.references(),
                    List.of(),
                    List.of());
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            StackTraceElement[] stack = e.getStackTrace();
            return Outcome.crashed("internal error: " + e + (stack.length > 0 ? " at " + stack[0] : ""));
        }
    }

    private String seconds() {
        return patience == null
                ? ""
                : BigDecimal.valueOf(patience.toNanos(), NANOSECOND_DIGITS)
                                .stripTrailingZeros()
                                .toPlainString() + " s";
    }

    /** What to say if the heap did not suffice, and there is nowhere else to try. */
    static Outcome outOfMemory() {
        return Outcome.crashed(
                "the Java heap is too small for this run; start with ZIGGURAT_JAVA_OPTS=-Xmx8g or" + " fewer --jobs");
    }
}
