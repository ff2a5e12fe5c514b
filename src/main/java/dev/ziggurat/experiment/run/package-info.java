/**
 * One simulation: a {@link dev.ziggurat.experiment.run.Setup} is a machine and a workload that were read and checked, a
 * {@link dev.ziggurat.experiment.run.Run} says where it stands in a plan and by what digest it is known, an
 * {@link dev.ziggurat.experiment.run.Outcome} what it came to. {@link dev.ziggurat.experiment.run.Watch} is what looks on meanwhile.
 *
 * <p>A {@link dev.ziggurat.experiment.run.Laboratory} reads setups; tests have one whose machines take no time.
 */
@NullMarked
package dev.ziggurat.experiment.run;

import org.jspecify.annotations.NullMarked;
