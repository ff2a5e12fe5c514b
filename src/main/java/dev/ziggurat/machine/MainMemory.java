package dev.ziggurat.machine;

import dev.ziggurat.cache.LinkSpec;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.machine.yaml.Inline;
import org.jspecify.annotations.Nullable;

/**
 * {@code memory:} of a machine file: the keys of its kind, and the link before it.
 *
 * @param link what stands before it; default latency 0, unlimited width
 * @param spec the kind and its keys
 */
public record MainMemory(@Nullable LinkSpec link, @Inline MemorySpec spec) {}
