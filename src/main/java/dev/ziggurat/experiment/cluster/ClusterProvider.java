package dev.ziggurat.experiment.cluster;

import dev.ziggurat.experiment.Cluster;

/** A cluster that an installation may or may not have; found by {@link java.util.ServiceLoader}. */
public interface ClusterProvider {
    /** Returns what its addresses look like, for messages. */
    String addresses();

    /** Whether an address is one of its. */
    boolean takes(String address);

    /**
     * Connects to a cluster.
     *
     * @param address one that it takes
     * @param blueprint what each host makes the plan from
     * @throws dev.ziggurat.experiment.run.ExperimentException if the cluster cannot be reached
     */
    Cluster open(String address, Blueprint blueprint);
}
