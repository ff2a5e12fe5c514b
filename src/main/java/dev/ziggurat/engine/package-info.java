/**
 * Simulated time: events in a total order, clocks, horizons, random streams and the watchdog.
 *
 * <p>Time is a {@code long} of picoseconds. Events are ordered by (time, order of scheduling), belong to their component and are reused for
 * ever: nothing is allocated while a simulation runs. Nothing ticks and nothing polls; whoever has nothing to do has no event. One
 * simulation is one thread and one {@link dev.ziggurat.engine.Engine}. A core may run ahead of the event clock, strictly before
 * {@link dev.ziggurat.engine.Engine#horizon()}. Samples are no events, so that looking never changes what is seen. Randomness comes from
 * {@link dev.ziggurat.engine.RandomStream}, one per named use, so that a new component never moves another's numbers.
 */
@NullMarked
package dev.ziggurat.engine;

import org.jspecify.annotations.NullMarked;
