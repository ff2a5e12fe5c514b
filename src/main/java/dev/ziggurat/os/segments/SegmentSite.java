package dev.ziggurat.os.segments;

import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.os.Kernel;

/**
 * Where segmentation stands in its machine.
 *
 * @param kernel with all of its cores
 * @param words where the segment tables are
 * @param devices where the transfers of devices enter
 * @param lineBytes the bytes of a line there, and of each load and store that copies or clears
 * @param offsetBits where the number of the segment begins in an address
 */
public record SegmentSite(Kernel kernel, WordStore words, MemoryLevel devices, int lineBytes, int offsetBits) {}
