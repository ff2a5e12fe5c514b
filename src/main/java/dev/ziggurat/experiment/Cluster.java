package dev.ziggurat.experiment;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Setup;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Simulates whole points elsewhere than in the threads of this process. Is called from several threads at once. */
public interface Cluster extends AutoCloseable {
    /** How many calls wait for it at once unless the user says otherwise; more than twice its places never do. */
    int MOST_CALLS = 256;

    /** Makes a cluster ready when it turns out that there is something to simulate. */
    interface Opening {
        /**
         * Makes it ready.
         *
         * @throws ExperimentException if it is not to be had; the message says what to do
         */
        Cluster open();
    }

    /**
     * A point with what is known of it.
     *
     * @param point its number in the plan
     * @param skip digests of its runs that are not wanted: they have finished, belong to another point as well, or were not chosen
     * @param known outcomes of runs of this point that decide how many seeds it needs, as {@link OutcomeFile} writes them, by digest
     */
    record Errand(int point, List<String> skip, Map<String, byte[]> known) implements Serializable {
        public Errand {
            skip = List.copyOf(skip);
            known = Map.copyOf(known);
        }
    }

    /**
     * What errands came to.
     *
     * @param outcomes of the runs that were simulated, as {@link OutcomeFile} writes them but without the {@link Setup#notes}, by digest
     * @param nanoseconds how long the simulations took, one after the other
     * @param loss why nothing came back, as when a host dies again and again; else empty
     */
    record Answer(Map<String, byte[]> outcomes, long nanoseconds, String loss) implements Serializable {
        /** Returns the answer to errands that were lost. */
        public static Answer lost(String why) {
            return new Answer(Map.of(), 0, why);
        }
    }

    /** Returns how many errands can be carried out at the same time as things stand, at least 1. */
    int places();

    /**
     * Carries errands out, one after the other, and waits for them.
     *
     * @throws ExperimentException if there is no point in going on: the cluster is gone, or has other files or another version of the program
     */
    Answer carryOut(List<Errand> errands) throws InterruptedException;

    /** Gives back what the cluster holds. */
    @Override
    void close();
}
