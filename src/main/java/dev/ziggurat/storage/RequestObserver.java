package dev.ziggurat.storage;

/** Sees every request of a device. It must not change anything. */
public interface RequestObserver {
    /** A request arrives; called in the order of the submissions. */
    void arrived(BlockRequest request);

    /**
     * A request is served; called in the order of the ends, just before its requester is told.
     *
     * @param start when the device took it from its queue, in picoseconds
     * @param end when it is served, in picoseconds
     */
    void served(BlockRequest request, long start, long end);
}
