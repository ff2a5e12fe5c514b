/**
 * The collector of Go, 1.19 and newer: marking and sweeping beside the program, and nothing moves.
 *
 * <p>{@link dev.ziggurat.runtime.gc.go.Go} is the collector, {@link dev.ziggurat.runtime.gc.go.GoWorker} its thread. Objects lie in spans of one size
 * ({@link dev.ziggurat.runtime.gc.go.GoHeap}, {@link dev.ziggurat.runtime.gc.go.GoSizeClasses}), which are swept before they are allocated from. While marking is on, a store
 * shades what it overwrites and what it writes ({@link dev.ziggurat.runtime.gc.go.GoBarrier}, the hybrid barrier), and a thread that allocates marks in
 * proportion ({@link dev.ziggurat.runtime.gc.go.GoAssist}); {@link dev.ziggurat.runtime.gc.go.GoPacer} says when a cycle begins and in what proportion.
 */
@NullMarked
package dev.ziggurat.runtime.gc.go;

import org.jspecify.annotations.NullMarked;
