package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;

/** Is told how a campaign goes on, by one thread at a time. */
public interface SweepListener {
    /**
     * Called once, before the first run.
     *
     * @param kept how many runs had finished before
     * @param pending how many runs are to be done now, as far as is known
     * @param workers how many run at once from now on; 0 if that is for a cluster to decide
     */
    void started(Plan plan, int kept, int pending, int workers);

    /**
     * Called when it turns out that more runs are needed.
     *
     * @param more how many
     */
    default void grown(int more) {}

    /**
     * Called when a run begins.
     *
     * @param pulse tells at any time how far it is
     */
    default void began(Run run, Pulse pulse) {}

    /** Called when a run has finished. */
    void finished(Run run, Outcome outcome);
}
