package dev.ziggurat.storage;

import dev.ziggurat.engine.Watched;
import dev.ziggurat.stats.Statistics;

/** A device of sectors with a queue. It sleeps on one event; what it answers is a function of the requests and their times alone. */
public interface BlockDevice extends Watched {
    /**
     * Takes a request that arrives at {@code request.time}, which is {@code engine.now()}. It is answered later, at an event of the device, and
     * may be called from inside {@link BlockRequester#completed}.
     *
     * @throws IllegalArgumentException if it is empty, no whole number of sectors, or lies beyond the device; if it is under way already, or its
     *     time is another
     */
    void submit(BlockRequest request);

    /** Returns the capacity in bytes. */
    long capacity();

    /** Has every request shown to an observer. */
    void observe(RequestObserver observer);

    /** Describes its statistics under its path. */
    void describe(Statistics statistics);
}
