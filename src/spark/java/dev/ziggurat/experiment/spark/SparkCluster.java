package dev.ziggurat.experiment.spark;

import dev.ziggurat.experiment.Cluster;
import dev.ziggurat.experiment.cluster.Blueprint;
import dev.ziggurat.experiment.run.ExperimentException;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Simulates on the executors of an Apache Spark cluster. A task whose executor dies is begun again elsewhere, by Spark itself. */
final class SparkCluster implements Cluster {
    /** A simulation allocates nothing once it runs, and the other collectors make each store of a reference dearer. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    private final String address;
    private final JavaSparkContext spark;
    private final Task task;

    private SparkCluster(String address, JavaSparkContext spark, Task task) {
        this.address = address;
        this.spark = spark;
        this.task = task;
    }

    /**
     * Connects to a master. Spark's own settings ({@code spark.executor.memory}) are taken from the system properties of the same names.
     *
     * @throws ExperimentException if there is none, or it refuses
     */
    static SparkCluster open(String address, Blueprint blueprint) {
        SparkConf conf = new SparkConf()
                .setMaster(address)
                .setIfMissing("spark.app.name", "ziggurat " + blueprint.name())
                .setIfMissing("spark.ui.showConsoleProgress", "false")
                .setIfMissing("spark.executor.extraJavaOptions", COLLECTOR);
        String[] program = JavaSparkContext.jarOfClass(SparkCluster.class);
        if (!conf.contains("spark.jars") && program.length > 0) {
            conf.setJars(program);
        }
        try {
            JavaSparkContext spark = new JavaSparkContext(conf);
            Broadcast<Blueprint> plan = spark.broadcast(blueprint);
            return new SparkCluster(address, spark, new Task(plan));
        } catch (RuntimeException e) {
            throw new ExperimentException("no Spark at " + address + ": " + first(e), e);
        }
    }

    @Override
    public int places() {
        try {
            return Math.max(1, spark.defaultParallelism());
        } catch (IllegalStateException e) {
            return 1; // it has ended; the next call says so
        }
    }

    @Override
    public Answer carryOut(List<Errand> errands) throws InterruptedException {
        Task.Reply reply;
        try {
            reply = spark.parallelize(List.of(errands), 1).map(task).collect().get(0);
        } catch (Exception e) {
            return lost(e);
        }
        if (!reply.refusal().isEmpty()) {
            throw new ExperimentException(reply.refusal() + ". Runs that have finished are kept");
        }
        return reply.answer();
    }

    /** Spark throws checked exceptions that its Java interface does not declare. */
    private Answer lost(Exception e) throws InterruptedException {
        if (e instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (spark.sc().isStopped()) {
            throw new ExperimentException(
                    "Spark at " + address + " has ended: " + first(e)
                            + ". Runs that have finished are kept; the same command goes on from there",
                    e);
        }
        return Answer.lost("Spark gave it up: " + first(e));
    }

    private static String first(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }

    @Override
    public void close() {
        spark.close();
    }
}
