package dev.ziggurat.cache;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a shared level.
 *
 * @param latency what the way down adds, default 0; charged once
 * @param width how many bytes each direction moves in a cycle of the core, default unlimited
 */
public record LinkSpec(Latency latency, @Nullable ByteSize width) {
    public LinkSpec(@Nullable Latency latency, @Nullable ByteSize width) {
        this.latency = latency == null ? Latency.ofCycles(0) : latency;
        this.width = width;
        if (width != null && width.bytes() == 0) {
            throw new SpecException(
                    "width", "a link moves at least 1 B in a cycle; leave the key out for unlimited width");
        }
    }
}
