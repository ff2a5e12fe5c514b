/**
 * Which frame a page gets, and which swap slot. A {@link dev.ziggurat.os.frames.FrameAllocator} is one file and one line in the catalog; its
 * {@code Spec} is what a machine file says and the factory. {@link dev.ziggurat.os.frames.SwapSlots} does the same for the pages that go out.
 *
 * <p>Nothing here is as long as the memory it describes: {@link dev.ziggurat.os.frames.SparseSet} and
 * {@link dev.ziggurat.os.frames.PagedLongs} grow with what has been touched. Time is not charged here: the kernel's programs pay for an
 * allocation. Not modelled: zones and nodes, free lists of a core, mobility types, compaction.
 */
@NullMarked
package dev.ziggurat.os.frames;

import org.jspecify.annotations.NullMarked;
