/**
 * The part of the kernel that owns memory: {@link dev.ziggurat.os.paging.PagedMemory}.
 *
 * <p>A fault runs a program of the thread that faulted: the way into the kernel, then a frame, a free one or another page's (the victim's entry is
 * cleared, all cores forget it, and if it was written it goes to its slot), then the page's content, zeros or what its slot holds, then the
 * entry. Every load and store of that is one that a core makes, and time is spent on the rest as {@link dev.ziggurat.os.Costs} says. The
 * logical effect of a step happens when it is yielded; whatever needs an instant, such as waking a thread, is set off by a BLOCK.
 *
 * <p>A page under way is locked; whoever holds such a lock waits for a device or for other cores, never for a frame, and who waits for a frame
 * has nothing pinned: so somebody always gets on. Addresses may have segments: then areas are of linear addresses, and a descriptor leads to each
 * ({@code LinearSegments}). Not modelled: files, sharing, copy on write, read-ahead, a daemon that reclaims before
 * memory is full, huge pages that come and go; at the end of a process its memory is free at once, at no cost.
 */
@NullMarked
package dev.ziggurat.os.paging;

import org.jspecify.annotations.NullMarked;
