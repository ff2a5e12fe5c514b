/**
 * Which command a controller issues next: the policies that can be plugged in, and the two tables on which they decide.
 *
 * <p>{@link dev.ziggurat.dram.scheduling.Readiness} knows from which cycle on each command is legal in each bank.
 * {@link dev.ziggurat.dram.scheduling.Candidates} holds for each bank the one command that its waiting requests want next. A
 * {@link dev.ziggurat.dram.scheduling.Scheduler} picks among the candidates; a {@link dev.ziggurat.dram.scheduling.RowPolicy} says whether a
 * row that nobody waits for stays open; a {@link dev.ziggurat.dram.scheduling.RefreshPolicy} says when a rank must be refreshed. Each is made
 * by its spec, a record that a machine file fills. All times here are memory cycles.
 */
@NullMarked
package dev.ziggurat.dram.scheduling;

import org.jspecify.annotations.NullMarked;
