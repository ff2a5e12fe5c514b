/**
 * Sweeps on more than one machine. A {@link dev.ziggurat.experiment.cluster.SlurmJob} is written as scripts that carry the parts of a sweep out as the tasks of
 * a job array ({@link dev.ziggurat.experiment.cluster.SlurmScripts}); they only start {@code sweep --shard}, {@code merge} and this program's own look at what is
 * missing, and ask Slurm for nothing.
 *
 * <p>{@link dev.ziggurat.experiment.cluster.Clusters} finds what can simulate on a cluster; a {@link dev.ziggurat.experiment.cluster.Blueprint} is what its hosts make
 * the plan from.
 */
@NullMarked
package dev.ziggurat.experiment.cluster;

import org.jspecify.annotations.NullMarked;
