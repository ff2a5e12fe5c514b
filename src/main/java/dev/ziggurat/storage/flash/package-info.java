/**
 * A drive of flash chips.
 *
 * <p>{@code Ssd} takes commands over its link, cuts them into pages and puts them together again. {@code Backend}
 * finds where a page lies, with a page of the map read first where its cache misses, and collects garbage; {@code Ftl} keeps the map; {@code WriteCache} acknowledges writes. What they want of the flash are transactions, which {@code Flash} queues for each die and sends
 * over the channels. All that will happen stands in one {@code Timeline}, and the drive sleeps until its first entry. Pages, blocks and planes
 * take memory when they are first used.
 */
@NullMarked
package dev.ziggurat.storage.flash;

import org.jspecify.annotations.NullMarked;
