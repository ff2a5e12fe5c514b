package dev.ziggurat.memory;

/**
 * A place that answers memory requests: a cache, a link, a memory.
 *
 * <p>A returned time is a promise: the requester keeps its slot until then. A level never refuses; a full one leaves the request in the
 * sender's slot and takes it later, in order of arrival. Calls into a private level may come out of time order by at most the latencies
 * above it, calls into a shared one never.
 */
public interface MemoryLevel {
    /** Returned by {@link #access} when the time is not yet known. */
    long PENDING = -1;

    /**
     * Takes a request that arrives at {@code request.time}, which is never before {@code engine.now()}.
     *
     * @return the time, in picoseconds, at which it is served, if that is already known; otherwise {@link #PENDING}, and
     *     {@code request.requester().completed(request, time)} is called exactly once, never from inside this call
     */
    long access(MemoryRequest request);
}
