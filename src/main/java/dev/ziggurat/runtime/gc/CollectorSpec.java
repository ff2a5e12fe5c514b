package dev.ziggurat.runtime.gc;

import dev.ziggurat.units.ByteSize;
import java.util.List;

/** A collector as a workload file describes it; the spec is the factory. */
public interface CollectorSpec {
    /** Returns the bytes of the heap. */
    ByteSize heap();

    /** Returns where the heap begins. */
    Long base();

    /** Returns where everything ends that objects may lie in. */
    default long end() {
        return base() + heap().bytes();
    }

    /** Whether references may have half a word. */
    default boolean allowsNarrow() {
        return true;
    }

    /** Returns the largest alignment of objects that it can keep. */
    default long mostAlignment() {
        return Long.MAX_VALUE;
    }

    /** Returns the names of the threads that it has of its own, which run beside those of the program. */
    default List<String> ownThreads() {
        return List.of();
    }

    /** Makes the collector of a process. */
    Collector create(World world);

    /** Returns how many threads its process may have. */
    default int mostThreads() {
        return Places.MOST_THREADS;
    }
}
