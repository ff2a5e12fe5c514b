/**
 * Garbage collectors: what a collection costs are the loads and stores that it makes, on the caches, TLBs and pages that the program uses too.
 *
 * <p>A {@link dev.ziggurat.runtime.gc.Collector} owns a heap of objects ({@link dev.ziggurat.runtime.gc.ObjectModel}) and gives each thread of the
 * program a {@link dev.ziggurat.runtime.gc.Mutator}, by which it makes objects and reads and writes references. Roots are global references and the
 * frames of threads. References are simulated addresses; a collector knows of an object what it has loaded.
 */
@NullMarked
package dev.ziggurat.runtime.gc;

import org.jspecify.annotations.NullMarked;
