/**
 * Block devices: the disks behind the swap.
 *
 * <p>A {@link dev.ziggurat.storage.BlockDevice} takes {@link dev.ziggurat.storage.BlockRequest}s, which belong to tables of their requesters, and
 * answers each once, at an event of its own. {@code QueuedDevice} is what
 * all have in common, {@code DeviceQueue} holds what waits, writes the marks and counts; it shows a request to the device
 * one picosecond after its arrival, so that the order of events within an instant cannot matter and a recorded list of requests replays to the
 * picosecond. {@link dev.ziggurat.storage.disk} is a drive with platters, one arm and a buffer; which request is next is said by
 * {@link dev.ziggurat.storage.scheduling}. {@link dev.ziggurat.storage.flash} is flash behind channels, with a write cache, a
 * map of pages and garbage collection. Whatever is kept per page or block is made when it is first touched. Each device is made by its spec,
 * which a file in {@code configs/storage} fills.
 */
@NullMarked
package dev.ziggurat.storage;

import org.jspecify.annotations.NullMarked;
