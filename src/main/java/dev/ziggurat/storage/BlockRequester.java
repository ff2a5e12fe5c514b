package dev.ziggurat.storage;

/** Whoever sends requests to a block device. */
public interface BlockRequester {
    /**
     * Learns that a request is served; called once for each, at the device's own event. The request may be filled anew and submitted at once.
     *
     * @param time {@code engine.now()}, in picoseconds
     */
    void completed(BlockRequest request, long time);
}
