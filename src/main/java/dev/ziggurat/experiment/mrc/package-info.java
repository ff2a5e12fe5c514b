/**
 * Miss-ratio curves: how often a fully associative LRU cache misses, for every size at once, from one pass over a workload's references.
 *
 * <p>A reference hits in every LRU cache that holds at least as many lines as were touched since the last touch of its own, itself included: its stack
 * distance (Mattson, Gecsei, Slutz and Traiger, "Evaluation techniques for storage hierarchies", IBM Systems Journal 9(2), 1970).
 * {@link dev.ziggurat.experiment.mrc.StackDistances} finds it from a {@link dev.ziggurat.experiment.mrc.LineTable}, when each line was
 * touched last, and {@link dev.ziggurat.experiment.mrc.LiveTimes}, how many lines have been touched since.
 * {@link dev.ziggurat.experiment.mrc.ExactMeasure} counts the distances of all references,
 * {@link dev.ziggurat.experiment.mrc.SampledMeasure} those of a sample of lines (SHARDS) and says how far it may be off.
 * {@link dev.ziggurat.experiment.mrc.MissRatioStudy} feeds them with what the processes of a workload touch, cut into lines.
 *
 * <p>No machine is needed: there is no time here, and no level that filters what the next one sees.
 */
@NullMarked
package dev.ziggurat.experiment.mrc;

import org.jspecify.annotations.NullMarked;
