/**
 * The files of a folder of results. {@link dev.ziggurat.experiment.results.PointStore} keeps the outcome of each run, one file a run, at once
 * and whole; everything else is made from these in the order of the plan, so that it is the same bytes whoever simulated, and in which order:
 * {@code results.csv}, {@code statistics.csv} and {@code dictionary.csv}. {@link dev.ziggurat.experiment.results.Manifest} tells who made it.
 *
 * <p>A {@link dev.ziggurat.experiment.results.ResultFolder} is the folder of one plan, a {@link dev.ziggurat.experiment.results.CurveFolder}
 * that of miss-ratio curves. Nothing is written but through {@link dev.ziggurat.experiment.results.Disk}: a file is there whole or not at all.
 */
@NullMarked
package dev.ziggurat.experiment.results;

import org.jspecify.annotations.NullMarked;
