package dev.ziggurat.memory;

/** Whoever sends requests. */
public interface Requester {
    /**
     * Learns when a request that was {@link MemoryLevel#PENDING} is served. Called as soon as that is known, possibly before that time, and
     * never from inside the {@code access} it answers. Whatever needs an {@code access} in answer is done from the requester's own event.
     *
     * @param time when it is served, in picoseconds, not before {@code engine.now()}
     */
    void completed(MemoryRequest request, long time);
}
