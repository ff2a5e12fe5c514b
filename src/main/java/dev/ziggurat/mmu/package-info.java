/**
 * From virtual to physical addresses: page tables, TLBs, walk caches and page walkers; segment tables and descriptor caches.
 *
 * <p>Each core has an {@link dev.ziggurat.mmu.Mmu}, of which there are two: by pages and by segments, which may lie over pages.
 * A {@link dev.ziggurat.mmu.PageTable} is a tree of words in simulated memory, whose shape a {@link dev.ziggurat.mmu.PageTableFormat} gives as data.
 * In a {@link dev.ziggurat.mmu.PagedMmu} a reference looks into the first-level TLB of its stream, then into the second, then a walker
 * goes down the tree, beginning where a walk cache lets it, by real loads that enter the caches; each entry's word is read when its load
 * completes. Walks to one page merge. A {@link dev.ziggurat.mmu.SegmentedMmu} does the same with the descriptors of a
 * {@link dev.ziggurat.mmu.SegmentTable}, one load each, and checks limit and rights. Accessed and dirty bits are set by real stores off the load's path. What hardware refuses comes
 * back as a {@link dev.ziggurat.mmu.Fault} in the request; who resolves it stands above.
 */
@NullMarked
package dev.ziggurat.mmu;

import org.jspecify.annotations.NullMarked;
