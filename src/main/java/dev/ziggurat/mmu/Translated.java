package dev.ziggurat.mmu;

import dev.ziggurat.memory.MemoryRequest;

/** Whoever waits for a translation that needs a walk. */
public interface Translated {
    /**
     * Learns that a request which was {@link Mmu#PENDING} is translated, or refused ({@code request.fault}). Called exactly once, from an event
     * of the walker's with nothing else on the way, so that the request may be sent to its level at once, and another be translated.
     *
     * @param time when, in picoseconds, not before {@code engine.now()}; later if the request's own look-up ends later than the walk it joined
     */
    void translated(MemoryRequest request, long time);

    /** Returns whether the answer is still wanted; if not, a request that waits for a walker is given up ({@link Fault#ABANDONED}). */
    default boolean wants(MemoryRequest request) {
        return true;
    }
}
