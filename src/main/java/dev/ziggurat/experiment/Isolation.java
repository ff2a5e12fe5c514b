package dev.ziggurat.experiment;

import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;

/** Simulates a run where it has all memory of the host for itself: in a Java process of its own. */
public interface Isolation {
    /**
     * Simulates a run and waits for it.
     *
     * @return what it came to, {@link Outcome.Status#CRASHED} if the memory did not suffice there either
     * @throws IOException if the process could not be started
     */
    Outcome simulate(Run run) throws IOException, InterruptedException;
}
