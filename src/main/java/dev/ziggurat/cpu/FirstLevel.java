package dev.ziggurat.cpu;

import dev.ziggurat.cache.Cache;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import org.jspecify.annotations.Nullable;

/**
 * Where a core's references enter the memory hierarchy.
 *
 * @param level the first-level cache, or what leads to memory if there is none
 * @param lineBytes where references are cut
 * @param latency a hit's time in picoseconds
 * @param cause the cause under which unmarked hits are booked
 * @param outcome the outcome of an unmarked hit
 * @param cache the cache, for counting what was cut, and for plain hits if no link stands before it
 */
public record FirstLevel(
        MemoryLevel level,
        int lineBytes,
        long latency,
        int cause,
        int outcome,
        @Nullable Cache cache) {
    /** Serves a reference if it lies in one line and is nothing but a hit there, after {@link #latency}; otherwise nothing has changed. */
    boolean hits(AccessType type, long physical, int size) {
        return cache != null
                && level == cache
                && (physical & (lineBytes - 1)) + size <= lineBytes
                && cache.hits(type, physical);
    }

    void countCuts(int cuts) {
        if (cache != null) {
            cache.countCuts(cuts);
        }
    }
}
