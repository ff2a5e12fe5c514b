package dev.ziggurat.runtime.gc;

/** A collector as a workload file describes it; the spec is the factory. */
public interface CollectorSpec {
    /** Makes the collector of a process. */
    Collector create(World world);

    /** Returns how many threads its process may have. */
    default int mostThreads() {
        return Places.MOST_THREADS;
    }
}
