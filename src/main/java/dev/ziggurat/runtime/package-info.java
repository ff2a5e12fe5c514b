/**
 * Run-time systems: what lies between a program and the kernel and runs in user mode, its code being references like all others.
 *
 * <p>A {@link dev.ziggurat.runtime.RuntimeThread} is a program made of {@link dev.ziggurat.runtime.Routine}s, pieces of code that go on by one
 * reference a step; each reads or writes the word of which it yields the reference, so that nothing is learnt of memory that was not loaded. The
 * words of a process stand under their virtual addresses. A program that is not made of routines, such as a script, is wrapped: its calls
 * ({@link dev.ziggurat.runtime.Call}) are answered by routines. {@link dev.ziggurat.runtime.NativeRuntime} has {@code malloc} and
 * {@code free}; the allocators are in {@code runtime.heap}, what looks for memory errors in {@code runtime.detector}.
 */
@NullMarked
package dev.ziggurat.runtime;

import org.jspecify.annotations.NullMarked;
