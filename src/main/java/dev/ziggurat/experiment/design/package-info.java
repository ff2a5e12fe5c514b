/**
 * Design of experiments: which points a sweep has.
 *
 * <p>What is varied are {@link dev.ziggurat.experiment.design.Factor factors}: an {@link dev.ziggurat.experiment.design.Axis}, or several that change
 * together. A {@link dev.ziggurat.experiment.design.DesignSpec} says which of their combinations are simulated: all, each factor alone, or a sample that
 * fills the space evenly; {@link dev.ziggurat.experiment.design.Constraint constraints} leave some of them out. Values stand in a list, or are steps of a
 * {@link dev.ziggurat.experiment.design.Range}.
 *
 * <p>The order of the points is fixed by the file, and whatever is drawn comes from a seed in it: equal files give equal plans on every host.
 */
@NullMarked
package dev.ziggurat.experiment.design;

import org.jspecify.annotations.NullMarked;
