/**
 * Results by points: what the seeds of a point say together, and how it compares with another.
 *
 * <p>{@link dev.ziggurat.report.points.Points} reads {@code results.csv} and {@code statistics.csv}: each {@link dev.ziggurat.report.points.Point} is a combination
 * of a workload and swept values, and has of each metric one value a seed. Where processes were simulated alone too,
 * {@link dev.ziggurat.report.points.MixMetrics} adds what their times say of the mix. {@link dev.ziggurat.report.points.Summaries} puts an interval around each
 * mean and relates each point to its baseline, seed by seed; {@link dev.ziggurat.report.points.FolderComparison} does it with the same points of two folders.
 * The statistics themselves are those of {@code dev.ziggurat.analysis}.
 *
 * <p>Nothing relative is ever read from a file: it is computed here, of all rows, so that results of several hosts can be put together first.
 */
@NullMarked
package dev.ziggurat.report.points;

import org.jspecify.annotations.NullMarked;
