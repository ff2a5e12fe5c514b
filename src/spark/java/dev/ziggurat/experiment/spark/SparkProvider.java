package dev.ziggurat.experiment.spark;

import dev.ziggurat.experiment.Cluster;
import dev.ziggurat.experiment.cluster.Blueprint;
import dev.ziggurat.experiment.cluster.ClusterProvider;
import dev.ziggurat.experiment.run.ExperimentException;

/** Takes the addresses that Spark calls masters. */
public final class SparkProvider implements ClusterProvider {
    private static final String MASTER = "spark://.+:[0-9]+|local(\\[([0-9]+|\\*)\\])?|yarn|k8s://.+";

    @Override
    public String addresses() {
        return "spark://HOST:PORT (a master of Apache Spark), yarn, k8s://HOST:PORT, or local[N] to try it with N threads";
    }

    @Override
    public boolean takes(String address) {
        return address.matches(MASTER);
    }

    @Override
    public Cluster open(String address, Blueprint blueprint) {
        try {
            return SparkCluster.open(address, blueprint);
        } catch (LinkageError e) {
            throw new ExperimentException(
                    "--cluster " + address
                            + ": this program can use Spark, but was not started with Spark's own jars and"
                            + " what they want of the JVM; start it with scripts/ziggurat-spark",
                    e);
        }
    }
}
