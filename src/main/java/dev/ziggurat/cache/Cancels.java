package dev.ziggurat.cache;

import dev.ziggurat.memory.MemoryRequest;

/** A queue before a level, from which a request can still be taken back. */
interface Cancels {
    /** Takes a request back if it has not been handed on; returns whether it was. */
    boolean cancel(MemoryRequest request);

    /** Whether a request is here and has not been handed on. */
    boolean keeps(MemoryRequest request);
}
