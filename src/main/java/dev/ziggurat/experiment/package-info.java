/**
 * Sweeps: many simulations from one description, on all cores of the host, and the files that hold their results.
 *
 * <p>A {@link dev.ziggurat.experiment.plan.SweepSpec} and the command line give a {@link dev.ziggurat.experiment.plan.Plan}: the product of
 * workloads, axes and seeds as a list of {@link dev.ziggurat.experiment.run.Run runs}. A {@link dev.ziggurat.experiment.Campaign} carries it
 * out: each worker takes the next run, simulates it alone and keeps its outcome in the {@link dev.ziggurat.experiment.results.PointStore}, one file
 * a run, at once and whole. The result files are made from the kept outcomes in the order of the plan, never from what a worker
 * remembers, so that they are the same bytes for any number of workers and however often the sweep was cut short and taken up again.
 *
 * <p>Which runs are needed may depend on what others came to ({@link dev.ziggurat.experiment.plan.Needed}); it never depends on who ended first. Parts of a plan
 * ({@link dev.ziggurat.experiment.plan.Shard}) are carried out elsewhere and put together by {@link dev.ziggurat.experiment.Merge}; whether results can be made again,
 * {@link dev.ziggurat.experiment.Reproduction} tells. Nothing relative is computed here: that is for {@code report}, of all rows.
 *
 * <p>Whole points may be simulated elsewhere by an {@link dev.ziggurat.experiment.Cluster}, to which a {@link dev.ziggurat.experiment.Dispatch} hands them; at its
 * other end works a {@link dev.ziggurat.experiment.PointWork}. Which clusters there are, and scripts for Slurm: package {@code cluster}.
 *
 * <p>What is written or shown while a run goes on comes from observers, a {@link dev.ziggurat.experiment.run.Watch}: of its DRAM commands, and of the
 * files of its operating system at each interval ({@link dev.ziggurat.experiment.run.ProcObserver}).
 *
 * <p>A sweep may also be written here: {@link dev.ziggurat.experiment.plan.LoadedLatency} writes that of latency over bandwidth for a machine.
 *
 * <p>A run is known by what it depends on, not by its place in a file: see {@link dev.ziggurat.experiment.run.Run#digest}.
 */
@NullMarked
package dev.ziggurat.experiment;

import org.jspecify.annotations.NullMarked;
