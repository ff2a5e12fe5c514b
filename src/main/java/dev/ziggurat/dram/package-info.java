/**
 * Main memory: JEDEC DRAM behind one controller a channel, or a fixed latency.
 *
 * <p>{@link dev.ziggurat.dram.Dram} sends a request to the channel of its address. A {@code Channel} takes what arrives into a read and a
 * write queue and sleeps on one event; an {@code Issuer} issues at most one command in a memory cycle, the {@code Refresher}'s first, then
 * what the {@link dev.ziggurat.dram.scheduling.Scheduler} picks among the candidates that {@code Rows} derives from the open rows and the
 * queues. Every command passes the {@code CommandBus}, which tells the timing tables of
 * {@link dev.ziggurat.dram.scheduling.Readiness}, the counters and an observer. {@code Accounting} says where each read's time went. The
 * figures of a device come from a file in {@code configs/dram}, their meaning from {@link dev.ziggurat.dram.standard}.
 */
@NullMarked
package dev.ziggurat.dram;

import org.jspecify.annotations.NullMarked;
