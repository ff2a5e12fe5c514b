/**
 * Cores: they run threads' programs, reference by reference, and ask the first-level caches.
 *
 * <p>{@link dev.ziggurat.cpu.InOrder} takes one reference at a time, {@link dev.ziggurat.cpu.OutOfOrder} keeps a window of them (and takes a short
 * way, {@link dev.ziggurat.cpu.HitRun}, while everything hits),
 * {@link dev.ziggurat.cpu.OpenLoop} is no core at all but sends requests at given times. A core acts on its clock edges only and may run ahead
 * of the event clock strictly before the engine's horizon. Every reference that is more than a first-level hit has a list of marks
 * ({@link dev.ziggurat.cpu.Parts} holds it) that must close, or shares another's ({@link dev.ziggurat.cpu.Companions});
 * {@link dev.ziggurat.cpu.CoreBooks} sums them, and divides the core's own time
 * among the same causes.
 */
@NullMarked
package dev.ziggurat.cpu;

import org.jspecify.annotations.NullMarked;
