package dev.ziggurat.cache;

import dev.ziggurat.cache.CacheSpec.Allocate;
import dev.ziggurat.cache.CacheSpec.Write;

/**
 * What a cache is built from, with all times in picoseconds.
 *
 * @param path its name in the statistics ({@code core0.l1d})
 * @param cause its name as a cause and an outcome ({@code l1d})
 * @param spec the sizes and policies
 * @param latency what the level adds to whatever passes it
 * @param fillLatency what the way up adds to a miss
 * @param first whether a core is directly above
 */
public record Geometry(String path, String cause, CacheSpec spec, long latency, long fillLatency, boolean first) {
    int lineShift() {
        return Long.numberOfTrailingZeros(spec.line().bytes());
    }

    boolean writesBack() {
        return spec.write() == Write.WRITE_BACK;
    }

    boolean allocates() {
        return spec.allocate() == Allocate.WRITE_ALLOCATE;
    }
}
