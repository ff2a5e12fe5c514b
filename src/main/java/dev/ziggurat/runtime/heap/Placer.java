package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;

/** The code of an allocator for one thread, without counts and without the heap's lock, under which it runs. */
interface Placer {
    /**
     * Returns what finds a place for a block and answers its address, or {@link HeapThread#NONE}.
     *
     * @param bytes at least 1
     * @param alignment a power of two of which the address is to be a multiple, at least 1
     */
    Routine take(long bytes, long alignment);

    /** Returns what takes a block back that {@link #take} has answered. */
    Routine give(long block);

    /** Returns what answers how many bytes of a block may be used. */
    Routine measure(long block);

    /** Returns what takes a place for a block if it is free, and answers it, or {@link HeapThread#NONE}. */
    default Routine reserve(long address, long bytes) {
        throw new IllegalStateException("this allocator cannot place a block at a given address");
    }
}
