/**
 * The part of the kernel that owns memory of segments: {@link dev.ziggurat.os.segments.SegmentedMemory}.
 *
 * <p>A segment lies in one piece where a {@link dev.ziggurat.os.fits.Fit} puts it, and what is free are the holes between. A fault on a segment
 * that is not in memory, or a call that makes one, looks for memory: a hole that is large enough; if there is none, segments move together, or
 * whole ones go to swap. Every load and store of that is one that a core makes, and a transfer goes by DMA. A segment that moves or goes is
 * absent meanwhile, and all cores have forgotten it before.
 *
 * <p>One thread at a time changes what lies where; the others wait for the lock of memory. A segment that was brought for a reference stays until
 * that is done. Not modelled: sharing, segments in pieces, accessed and dirty bits (the segment that came longest ago goes, and is written), the
 * words of a search for a hole; at the end of a process its memory is free at once, at no cost. Segments over pages are of
 * {@link dev.ziggurat.os.paging}.
 */
@NullMarked
package dev.ziggurat.os.segments;

import org.jspecify.annotations.NullMarked;
