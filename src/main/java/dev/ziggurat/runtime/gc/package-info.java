/**
 * Garbage collectors: what a collection costs are the loads and stores that it makes, on the caches, TLBs and pages that the program uses too.
 *
 * <p>A {@link dev.ziggurat.runtime.gc.Collector} owns a heap of objects ({@link dev.ziggurat.runtime.gc.ObjectModel}) and gives each thread of the
 * program a {@link dev.ziggurat.runtime.gc.Mutator}, by which it makes objects and reads and writes references. Roots are global references and the
 * frames of threads. References are simulated addresses; a collector knows of an object what it has loaded.
 *
 * <p>Collectors that stop the world put a {@link dev.ziggurat.runtime.gc.Pause} together from routines: what is left of the threads' buffers becomes gaps, what lives
 * is marked, then swept or slid together. The one that counts references ({@link dev.ziggurat.runtime.gc.ReferenceCounting}) has a thread of its own code at each store
 * instead, and searches lists for cycles. What threads of the program do in a collector's place is the collector's work too, where it is told to be
 * ({@link dev.ziggurat.runtime.gc.ForCollector}).
 *
 * <p>The three collectors that work beside the program, in a thread of their own, have a package each: {@code g1}, {@code zgc}, {@code go}.
 */
@NullMarked
package dev.ziggurat.runtime.gc;

import org.jspecify.annotations.NullMarked;
