/**
 * The statistics of experiments: numbers in, records out.
 *
 * <p>Of one design there is a value for each seed: {@link dev.ziggurat.analysis.Summary} describes them, {@link dev.ziggurat.analysis.StudentT} and
 * {@link dev.ziggurat.analysis.BootstrapT} put an {@link dev.ziggurat.analysis.Interval} around their mean, {@link dev.ziggurat.analysis.BootstrapBca}
 * around anything else. Two designs that ran with the same seeds are compared pair by pair: {@link dev.ziggurat.analysis.Paired} by difference,
 * {@link dev.ziggurat.analysis.Ratio} by quotient; {@link dev.ziggurat.analysis.Holm} and {@link dev.ziggurat.analysis.BenjaminiHochberg} pay for many
 * comparisons at once.
 *
 * <p>Nothing here reads, prints or remembers. Equal inputs give results equal to the bit on every JDK: functions of real numbers are those of StrictMath or of
 * Commons Math, which computes them itself, and what is drawn comes from a seed. A value that is not finite is refused everywhere, because a mean of NaN looks
 * like a result; what is doubtful but defined comes back with a {@link dev.ziggurat.analysis.Caution}.
 */
@NullMarked
package dev.ziggurat.analysis;

import org.jspecify.annotations.NullMarked;
