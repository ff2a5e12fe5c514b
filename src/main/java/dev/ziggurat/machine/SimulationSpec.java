package dev.ziggurat.machine;

import dev.ziggurat.cache.Booking;
import org.jspecify.annotations.Nullable;

/**
 * How a machine is simulated.
 *
 * @param links where events stand between levels, default {@code auto}
 * @param count how caches book what happens, default {@code hardware}
 * @param coherence whether a directory keeps the caches of several cores coherent, default {@code auto}
 */
public record SimulationSpec(Links links, Booking count, Coherence coherence) {
    /** Whether a directory keeps the caches of several cores coherent. */
    public enum Coherence {
        /** Where cores share memory by themselves: under an operating system. */
        AUTO,
        /** On every machine of more than one core. */
        ALWAYS,
        /** Nowhere: what one core writes others may never see, and nothing is charged for it. */
        NONE
    }

    /** Where events stand between levels. */
    public enum Links {
        /** Before shared levels only. */
        AUTO,
        /** Before every level: the reference mode that tests compare with. */
        ALWAYS
    }

    public SimulationSpec(@Nullable Links links, @Nullable Booking count, @Nullable Coherence coherence) {
        this.links = links == null ? Links.AUTO : links;
        this.count = count == null ? Booking.HARDWARE : count;
        this.coherence = coherence == null ? Coherence.AUTO : coherence;
    }
}
