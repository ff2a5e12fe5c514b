/**
 * From a sweep file to its runs. {@link dev.ziggurat.experiment.plan.SweepReader} reads a file into a
 * {@link dev.ziggurat.experiment.plan.SweepSpec}; a {@link dev.ziggurat.experiment.plan.Plan} has every point of it read and checked, and
 * knows the text of {@code resolved.yaml}, of which the same plan can be made again.
 *
 * <p>Which runs of a plan are needed may depend on what others came to ({@link dev.ziggurat.experiment.plan.Needed}); which of them one host
 * does, on nothing but their points ({@link dev.ziggurat.experiment.plan.Shard}).
 */
@NullMarked
package dev.ziggurat.experiment.plan;

import org.jspecify.annotations.NullMarked;
