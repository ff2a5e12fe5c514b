/**
 * Where a segment is placed in a contiguous memory: {@link dev.ziggurat.os.fits.Holes} is what is free, and a {@link dev.ziggurat.os.fits.Fit}
 * chooses among it. A policy is one file and one line in the catalog; its {@code Spec} is what a machine file says and the factory.
 *
 * <p>Holes are joined as soon as they touch. Time is not charged here: the kernel's programs pay for a search as part of a fault or a call.
 * Not modelled: free lists in the holes themselves, the words that a search would read, bins of sizes (the buddy system is a frame allocator).
 */
@NullMarked
package dev.ziggurat.os.fits;

import org.jspecify.annotations.NullMarked;
