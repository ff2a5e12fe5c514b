package dev.ziggurat.machine;

import dev.ziggurat.cache.Booking;
import org.jspecify.annotations.Nullable;

/**
 * How a machine is simulated.
 *
 * @param links where events stand between levels, default {@code auto}
 * @param count how caches book what happens, default {@code hardware}
 */
public record SimulationSpec(Links links, Booking count) {
    /** Where events stand between levels. */
    public enum Links {
        /** Before shared levels only. */
        AUTO,
        /** Before every level: the reference mode that tests compare with. */
        ALWAYS
    }

    public SimulationSpec(@Nullable Links links, @Nullable Booking count) {
        this.links = links == null ? Links.AUTO : links;
        this.count = count == null ? Booking.HARDWARE : count;
    }
}
