package dev.ziggurat.workload.trace;

/** A format of traces as a workload file names it; the spec is the factory of readers. */
public interface TraceFormat {
    /** Begins a pass over a file; the reader closes the input. */
    TraceReader open(TraceInput input);

    /** Whether a file that begins with these unpacked bytes (at most 64 KiB) looks like this format. */
    boolean recognises(byte[] head, int length);

    /** Whether its records say when they arrive. */
    default boolean timed() {
        return false;
    }
}
