package dev.ziggurat.os;

import dev.ziggurat.os.fits.FirstFit;
import dev.ziggurat.os.fits.FitSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * {@code os: {segments: {...}}}: how segments lie in memory.
 *
 * @param fit which hole a segment gets, default first
 * @param compaction when segments are moved together, default on-failure
 * @param granule of what a segment takes whole ones, default 64 B: a line. The rest of the last one is internal fragmentation
 */
public record SegmentsSpec(FitSpec fit, Compaction compaction, ByteSize granule) {
    private static final ByteSize GRANULE = new ByteSize(64);

    /** When segments are moved together. */
    public enum Compaction {
        /** They stay where they are, unless they go to swap. */
        NEVER,
        /** When no hole is large enough and all together are: from the lowest hole on, until one is. */
        ON_FAILURE
    }

    public SegmentsSpec(@Nullable FitSpec fit, @Nullable Compaction compaction, @Nullable ByteSize granule) {
        this.fit = fit == null ? new FirstFit.Spec() : fit;
        this.compaction = compaction == null ? Compaction.ON_FAILURE : compaction;
        this.granule = granule == null ? GRANULE : granule;
        if (this.granule.bytes() < 1) {
            throw new SpecException("granule", "a granule has at least one byte; write for example '64 B'");
        }
    }
}
