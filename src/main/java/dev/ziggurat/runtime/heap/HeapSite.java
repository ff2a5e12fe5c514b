package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.WordStore;
import java.util.function.LongSupplier;

/**
 * Where an allocator stands.
 *
 * @param words the words of its process
 * @param now the present time in picoseconds, for statistics alone
 * @param page the bytes of a page of its process
 * @param resident how many bytes of its process are in memory, for statistics alone
 */
public record HeapSite(WordStore words, LongSupplier now, long page, LongSupplier resident) {}
