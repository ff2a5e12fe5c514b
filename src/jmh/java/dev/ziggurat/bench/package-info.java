/**
 * How fast the simulator is as a whole: references of whole machines, and requests of memory alone, in each CPU second of the thread that
 * simulates. {@link dev.ziggurat.bench.EndToEnd} measures the cases of {@link dev.ziggurat.bench.Cases}, {@link dev.ziggurat.bench.Peers} the
 * traces that other simulators were timed on. Each case has a JVM of its own; there a {@link dev.ziggurat.bench.Calibration} kernel is timed
 * before and after every sample, so that figures of two hosts, or of a quiet and a busy hour, can be compared as ratios.
 * {@code scripts/bench} starts both, and {@link dev.ziggurat.bench.Page} writes their tables into the manual. None of this is shipped.
 */
package dev.ziggurat.bench;
