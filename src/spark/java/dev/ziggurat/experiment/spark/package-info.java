/**
 * Sweeps on Apache Spark: the one package that knows it, compiled by the profile {@code spark} alone. The driver is the {@code sweep} command. Each call of
 * {@link dev.ziggurat.experiment.spark.SparkCluster} is a Spark job of one task, so that one that Spark gives up takes no other with it; the task carries errands out
 * on an executor, where the plan is made once ({@link dev.ziggurat.experiment.spark.HostPlans}) and compared with the driver's.
 */
@NullMarked
package dev.ziggurat.experiment.spark;

import org.jspecify.annotations.NullMarked;
