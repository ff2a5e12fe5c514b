package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;
import java.io.Closeable;

/** One pass over a trace. */
public interface TraceReader extends Closeable {
    /**
     * Writes the next record: a LOAD, STORE, MODIFY or FETCH without {@code gap}, its {@code at} in cycles of the trace where it has times.
     *
     * @return false at the end of the trace, nothing being written then
     */
    boolean read(Reference into);

    /** Refuses the record read last. */
    TraceException refuse(String message);

    @Override
    void close();
}
