/**
 * Counters, distributions, levels and peaks, their dictionary, and the accounting that adds up.
 *
 * <p>The model counts in plain {@code long} fields; each component tells {@link dev.ziggurat.stats.Statistics} once, in one
 * {@code describe} method, the name, unit and meaning of each. Windows (warm-up and measurement) are differences of snapshots. Ratios are
 * formed from exact whole numbers when they are printed, never in the model.
 *
 * <p>Where the time of a reference went is written down by whoever held it, as {@link dev.ziggurat.stats.MarkList marks}: a list of
 * (cause, until) that must end exactly where the reference ends. No cause is ever the remainder of others, and a list that does not close
 * ends the run with an {@link dev.ziggurat.stats.AccountingException}. {@link dev.ziggurat.stats.Book} sums the lists.
 */
@NullMarked
package dev.ziggurat.stats;

import org.jspecify.annotations.NullMarked;
