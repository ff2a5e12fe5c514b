package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.heap.Heap;
import java.util.function.LongSupplier;

/**
 * Where a detector stands.
 *
 * @param process the name of its process
 * @param words the words of its process
 * @param heap the allocator of its process
 * @param now the present time in picoseconds, for reports alone
 */
public record DetectorSite(String process, WordStore words, Heap heap, LongSupplier now) {}
