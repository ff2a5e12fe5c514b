/**
 * Finders of memory errors, between a program and its allocator: a {@link dev.ziggurat.runtime.detector.Detector} gives blocks room around them, and
 * looks at each access of the program before it is made. What they cost is what they do: loads and stores of the process, and memory.
 * {@link dev.ziggurat.runtime.detector.Redzones} has shadow memory and a quarantine, as AddressSanitizer;
 * {@link dev.ziggurat.runtime.detector.GuardPages} leaves it to the hardware, as Electric Fence. What an error is called, and how far from
 * which block it lies, {@link dev.ziggurat.runtime.detector.KnownBlocks} tells, which the host keeps for nothing else.
 */
@NullMarked
package dev.ziggurat.runtime.detector;

import org.jspecify.annotations.NullMarked;
